/** Scanners that are no keyboard: bytes of a line, reports of an HID-POS device. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BYTE_PAUSE_MS, endPause, MAX_SCAN_BYTES, NO_BYTES, takeBytes, type ByteState } from '../../../domain/scan/byteFrames.ts';
import { scanReportsOf, takeReport, type HidState, type ReportShape, type ScanReport } from '../../../domain/scan/hidPos.ts';
import { deviceText } from '../../../renderer/app/scanners/deviceText.ts';

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** Feeds pieces that come `gap` ms apart, and waits at the end. */
function feed(pieces: readonly Uint8Array[], gap = 5): string[] {
  let state: ByteState = NO_BYTES;
  const scans: Uint8Array[] = [];
  pieces.forEach((piece, index) => {
    const [next, ended] = takeBytes(state, piece, 1_000 + index * gap);
    state = next;
    scans.push(...ended);
  });
  const [rest, last] = endPause(state, 1_000 + pieces.length * gap + BYTE_PAUSE_MS);
  expect(rest.pending).toEqual([]);
  return [...scans, ...last].map(deviceText);
}

describe('bytes of a serial scanner', () => {
  it.each([
    ['CR', 'RB123456785GB\r', ['RB123456785GB']],
    ['CR and LF', 'RB123456785GB\r\nEE876543216CA\r\n', ['RB123456785GB', 'EE876543216CA']],
    ['STX and ETX', '\u0002RB123456785GB\u0003', ['RB123456785GB']],
    ['a pause alone', 'RB123456785GB', ['RB123456785GB']],
    ['GS inside', '42090001\u001d92001902551559000101611752\r', ['42090001\u001d92001902551559000101611752']],
    ['ends without a text', '\r\n\r\n', []],
  ])('end with %s', (_how, sent, expected) => {
    expect(feed([bytesOf(sent)])).toEqual(expected);
  });

  it('make the same scans however the line cuts them', () => {
    const texts = fc.array(fc.stringMatching(/^[A-Z0-9]{1,30}$/), { minLength: 1, maxLength: 5 });
    fc.assert(fc.property(texts, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (scans, sizes) => {
      const all = bytesOf(scans.map((text) => `${text}\r\n`).join(''));
      const pieces: Uint8Array[] = [];
      for (let at = 0, turn = 0; at < all.length; turn += 1) {
        const size = sizes[turn % sizes.length] ?? 1;
        pieces.push(all.subarray(at, at + size));
        at += size;
      }
      expect(feed(pieces)).toEqual(scans);
    }));
  });

  it('are two scans when a pause lies between them, and one when it is shorter', () => {
    const [held] = takeBytes(NO_BYTES, bytesOf('RB1'), 1_000);
    expect(takeBytes(held, bytesOf('RB2\r'), 1_000 + BYTE_PAUSE_MS)[1].map(deviceText)).toEqual(['RB1', 'RB2']);
    expect(takeBytes(held, bytesOf('RB2\r'), 999 + BYTE_PAUSE_MS)[1].map(deviceText)).toEqual(['RB1RB2']);
  });

  it('never pile up without end', () => {
    const [state, scans] = takeBytes(NO_BYTES, new Uint8Array(MAX_SCAN_BYTES + 5).fill(0x41), 1);
    expect([state.pending.length, scans.map((scan) => scan.length)]).toEqual([5, [MAX_SCAN_BYTES]]);
  });
});

describe('text of a device', () => {
  it('is UTF-8 where it is right, else one character a byte', () => {
    expect(deviceText(Uint8Array.of(0x41, 0xc3, 0xa9))).toBe('Aé');
    expect(deviceText(Uint8Array.of(0x41, 0xe9))).toBe('Aé');
  });
});

describe('reports of an HID-POS scanner', () => {
  const field = (usage: number, reportCount = 1, reportSize = 8) => ({ usages: [usage], reportSize, reportCount });
  /** Length, AIM identifier, 16 bytes of data, the bit that says more follows, and seven bits of filling. */
  const SHAPE: ReportShape = {
    reportId: 2,
    fields: [field(0x8c0000), field(0x8c00fb), field(0x8c00fc), field(0x8c00fd), field(0x8c00fe, 16), field(0x8c00ff, 1, 1), { usages: [], reportSize: 1, reportCount: 7 }],
  };

  function report(text: string, aim: string, continued: boolean): Uint8Array {
    const bytes = new Uint8Array(21);
    bytes.set([text.length, ...bytesOf(aim)], 0);
    bytes.set(bytesOf(text), 4);
    bytes[20] = continued ? 1 : 0;
    return bytes;
  }

  function shape(): ScanReport {
    const [found] = scanReportsOf([{ reportId: 1, fields: [field(0x090001)] }, SHAPE]);
    if (found === undefined) throw new Error('no report with decoded data');
    return found;
  }

  it('are found by their usages', () => {
    expect(shape()).toEqual({ reportId: 2, data: { from: 4, length: 16 }, aim: [1, 2, 3], continued: 160 });
    expect(scanReportsOf([{ reportId: 1, fields: [field(0x090001)] }])).toEqual([]);
  });

  it('make one scan each, with the AIM identifier in front', () => {
    expect(deviceText(takeReport([], shape(), report('RB123456785GB', ']C0', false))[1] ?? new Uint8Array())).toBe(']C0RB123456785GB');
    expect(deviceText(takeReport([], shape(), report('RB123456785GB', '\u0000\u0000\u0000', false))[1] ?? new Uint8Array())).toBe('RB123456785GB');
    expect(takeReport([], shape(), report('', ']C0', false))[1]).toBeNull();
  });

  it('make one scan together when the device says that more follows', () => {
    fc.assert(fc.property(fc.stringMatching(/^[A-Z0-9]{1,80}$/, { size: 'max' }), (text) => {
      const parts = text.match(/.{1,16}/g) ?? [];
      let state: HidState = [];
      const scans: (Uint8Array | null)[] = [];
      parts.forEach((part, index) => {
        const [next, scan] = takeReport(state, shape(), report(part, ']d2', index < parts.length - 1));
        state = next;
        scans.push(scan);
      });
      expect(scans.map((scan) => (scan === null ? null : deviceText(scan)))).toEqual([...parts.slice(1).map(() => null), `]d2${text}`]);
      expect(state).toEqual([]);
    }));
  });
});
