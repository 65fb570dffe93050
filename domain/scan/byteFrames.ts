/** Cuts the bytes of a serial scanner into scans: a scan ends with a control byte that scanners are set to send, or with a pause. */

/** Bytes that came and belong to no whole scan yet; lastAt: when the newest came, ms. */
export interface ByteState {
  readonly pending: readonly number[];
  readonly lastAt: number;
}

export const NO_BYTES: ByteState = { pending: [], lastAt: 0 };

/** A scan that just ends is over after this silence, ms: at 9,600 baud a byte takes one, and drivers hand bytes over in bundles. */
export const BYTE_PAUSE_MS = 60;
/** Longer than any symbol; a port that sends without end is no scanner. */
export const MAX_SCAN_BYTES = 8_192;

/** CR, LF, TAB, NUL, ETX, EOT: ends. STX before a scan is skipped. GS (1D) and RS (1E) belong to the text (ISO/IEC 15434). */
const ENDS = new Set([0x0d, 0x0a, 0x09, 0x00, 0x03, 0x04]);
const STX = 0x02;

export type ByteStep = readonly [state: ByteState, scans: readonly Uint8Array[]];

/** at: when the bytes came, ms. What waited longer than the pause is a scan of its own, before them. */
export function takeBytes(state: ByteState, bytes: Uint8Array, at: number): ByteStep {
  const [rested, ended] = endPause(state, at);
  const scans = [...ended];
  let pending = [...rested.pending];
  for (const byte of bytes) {
    if (!ENDS.has(byte)) {
      if (byte !== STX) pending.push(byte);
      if (pending.length < MAX_SCAN_BYTES) continue;
    }
    if (pending.length > 0) scans.push(Uint8Array.from(pending));
    pending = [];
  }
  return [{ pending, lastAt: at }, scans];
}

/** To be called when the pause may be over; too early it does nothing. */
export function endPause(state: ByteState, at: number): ByteStep {
  if (state.pending.length === 0 || at - state.lastAt < BYTE_PAUSE_MS) return [state, []];
  return [NO_BYTES, [Uint8Array.from(state.pending)]];
}
