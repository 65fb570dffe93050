/**
 * The bytes of the first reader as part of the worker's own script: the page has no network, not even to its own files (`connect-src
 * 'none'`), so nothing can be fetched, and nothing that a library would fetch from elsewhere can come in.
 */
import dataUrl from 'zxing-wasm/reader/zxing_reader.wasm?url&inline';

export function wasmBinary(): ArrayBuffer {
  const text = atob(dataUrl.slice(dataUrl.indexOf(',') + 1));
  return Uint8Array.from(text, (character) => character.charCodeAt(0)).buffer;
}
