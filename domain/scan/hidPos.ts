/** Reads the reports of an HID-POS scanner (USB HID Usage Tables, page 8Ch "Bar Code Scanner"): data, AIM identifier, and whether more follows. */

/** A field of an input report as WebHID tells it. usages: page and usage in one number. */
export interface ReportField {
  readonly usages: readonly number[];
  readonly reportSize: number;
  readonly reportCount: number;
}

/** An input report of the device; fields in the order of their bits. */
export interface ReportShape {
  readonly reportId: number;
  readonly fields: readonly ReportField[];
}

/** Byte offsets in the report, without its id. continued: bit offset, or null when the device has no such bit. */
export interface ScanReport {
  readonly reportId: number;
  readonly data: { readonly from: number; readonly length: number };
  readonly aim: readonly number[];
  readonly continued: number | null;
}

const SYMBOLOGY_IDENTIFIERS = [0x8c00fb, 0x8c00fc, 0x8c00fd];
const DECODED_DATA = 0x8c00fe;
const DATA_CONTINUED = 0x8c00ff;

/** The reports that carry decoded data; none: the device is no HID-POS scanner. */
export function scanReportsOf(shapes: readonly ReportShape[]): readonly ScanReport[] {
  return shapes.flatMap((shape) => {
    const places = placesOf(shape);
    const data = places.get(DECODED_DATA);
    if (data === undefined || data.bit % 8 !== 0 || data.bits < 8) return [];
    const aim = SYMBOLOGY_IDENTIFIERS.flatMap((usage) => places.get(usage)?.bit ?? []);
    return [{
      reportId: shape.reportId,
      data: { from: data.bit / 8, length: Math.floor(data.bits / 8) },
      aim: aim.length === 3 && aim.every((bit) => bit % 8 === 0) ? aim.map((bit) => bit / 8) : [],
      continued: places.get(DATA_CONTINUED)?.bit ?? null,
    }];
  });
}

interface Place {
  readonly bit: number;
  readonly bits: number;
}

function placesOf({ fields }: ReportShape): ReadonlyMap<number, Place> {
  const places = new Map<number, Place>();
  let bit = 0;
  for (const { usages, reportSize, reportCount } of fields) {
    // One usage for many values is a buffer; several usages are one value each, the last one for the rest.
    usages.forEach((usage, index) => {
      const isLast = index === usages.length - 1;
      if (!places.has(usage)) places.set(usage, { bit: bit + index * reportSize, bits: (isLast ? reportCount - index : 1) * reportSize });
    });
    bit += reportSize * reportCount;
  }
  return places;
}

/** Bytes of a scan of which the end has not come. */
export type HidState = readonly number[];

/** bytes: one report without its id. A whole scan comes out with its AIM identifier in front, as a wedge scanner would send it. */
export function takeReport(state: HidState, report: ScanReport, bytes: Uint8Array): readonly [HidState, scan: Uint8Array | null] {
  const data = bytes.subarray(report.data.from, report.data.from + report.data.length);
  const start = state.length > 0 ? state : aimOf(report, bytes);
  const all = [...start, ...withoutPadding(data)];
  if (isContinued(report, bytes)) return [all, null];
  return [[], all.length > start.length || state.length > 0 ? Uint8Array.from(all) : null];
}

/** Devices that name no symbology send zeros. */
function aimOf({ aim }: ScanReport, bytes: Uint8Array): readonly number[] {
  const sent = aim.map((at) => bytes[at] ?? 0);
  return sent[0] === BRACKET && sent.every((byte) => byte > 0x20) ? sent : [];
}

const BRACKET = 0x5d;

/** Reports have a fixed length; the rest is zeros, and no symbol on mail ends in one. */
function withoutPadding(data: Uint8Array): Uint8Array {
  let end = data.length;
  while (end > 0 && data[end - 1] === 0) end -= 1;
  return data.subarray(0, end);
}

function isContinued({ continued }: ScanReport, bytes: Uint8Array): boolean {
  return continued !== null && (((bytes[Math.floor(continued / 8)] ?? 0) >> (continued % 8)) & 1) === 1;
}
