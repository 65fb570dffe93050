/** Bytes of a scanner as text. */

/**
 * UTF-8 where the bytes are right UTF-8, else one character a byte (ISO 8859-1), which scanners send for symbols without an ECI. Nothing is
 * thrown away: a byte that means something else stays visible in the record.
 */
export function deviceText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  }
}
