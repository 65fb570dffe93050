/** The closed list of what can be wrong with an AED file as a whole; any of these means that nothing of the file is taken in. */

export const AED_FILE_FAULT_KINDS = ['empty', 'wrong-header', 'wrong-encoding', 'ends-mid-row', 'row-too-long'] as const;

export type AedFileFaultKind = (typeof AED_FILE_FAULT_KINDS)[number];

export type FileEncoding = 'utf-16le' | 'utf-16be' | 'not-utf-8';

export type AedFileFault =
  /** Nothing to take in. hasHeader: column names stand there, but no row under them. */
  | { readonly kind: 'empty'; readonly hasHeader: boolean }
  | { readonly kind: 'wrong-header'; readonly missing: readonly string[]; readonly unknown: readonly string[]; readonly duplicate: readonly string[] }
  /** byteOffset: of the first byte that is not UTF-8, counted from 0. */
  | { readonly kind: 'wrong-encoding'; readonly encoding: FileEncoding; readonly byteOffset: number; readonly line: number }
  /** The last row is cut off: a copy or a download that broke. line: where that row starts. */
  | { readonly kind: 'ends-mid-row'; readonly line: number }
  /** Most often a quote that was never closed and swallowed the rest. line: where that row starts. */
  | { readonly kind: 'row-too-long'; readonly line: number; readonly limitBytes: number };

/** The facts of a fault as one flat record, for the sentence on the screen. Names come from the file, so they are cut. */
export function faultDetail(fault: AedFileFault): Readonly<Record<string, string | number | null>> {
  switch (fault.kind) {
    case 'empty':
      return { hasHeader: fault.hasHeader ? 1 : 0 };
    case 'wrong-header':
      return { missing: nameList(fault.missing), unknown: nameList(fault.unknown), duplicate: nameList(fault.duplicate) };
    case 'wrong-encoding':
      return { encoding: fault.encoding, byteOffset: fault.byteOffset, line: fault.line };
    case 'ends-mid-row':
      return { line: fault.line };
    case 'row-too-long':
      return { line: fault.line, limitBytes: fault.limitBytes };
  }
}

const MAX_NAMES = 30;
const MAX_NAME_LENGTH = 40;

function nameList(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMES).map((name) => (name.length > MAX_NAME_LENGTH ? `${name.slice(0, MAX_NAME_LENGTH)}…` : name));
  return names.length > MAX_NAMES ? `${shown.join(', ')}, …` : shown.join(', ');
}
