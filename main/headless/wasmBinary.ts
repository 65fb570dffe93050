/** The bytes of the first reader, from the package itself: nothing is ever fetched. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

export async function wasmBinary(): Promise<ArrayBuffer> {
  const bytes = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}
