/** What the page may load and run: its own files, and nothing from any network. */

/**
 * `wasm-unsafe-eval` allows WebAssembly and no eval: the barcode reader is WebAssembly, in a worker from the page's own files. Its bytes are
 * part of the worker's script, so `connect-src` stays shut.
 */
export const CONTENT_SECURITY_POLICY = [
  `default-src 'none'`, `script-src 'self' 'wasm-unsafe-eval'`, `worker-src 'self'`, `style-src 'self'`, `img-src 'self' data: blob:`, `font-src 'self'`,
  `media-src 'self'`, `connect-src 'none'`, `object-src 'none'`, `base-uri 'none'`, `form-action 'none'`, `frame-ancestors 'none'`,
].join('; ');
