/** What can be wrong with an AED file or one row of it, in words. Nothing of a file with a fault is taken in. */
import type { AedFileFaultKind } from '../../../domain/aed/fileFaults.ts';
import type { ImportProgress } from '../../../preload/contract/views.ts';
import { sentenceOf, told, type Told } from '../told.ts';
import { faultTold, isFaultKind } from './faults.ts';
import { countOf } from './times.ts';

type FileFault = NonNullable<ImportProgress['fault']>;
type Detail = FileFault['detail'];

const NOTHING_TAKEN = 'Nothing was taken in.';

const WHOLE_FILE: Readonly<Record<AedFileFaultKind | 'file-unreadable', (detail: Detail) => Told>> = {
  empty: ({ hasHeader }) =>
    told(`This file has ${hasHeader === 1 ? 'column names but no rows' : 'nothing in it'}.`, NOTHING_TAKEN, 'Ask for the file again.'),
  'wrong-header': (detail) =>
    told(`The column names of this file are not those of AED${columns(detail)}.`, NOTHING_TAKEN, 'Ask for the file with the right columns.'),
  'wrong-encoding': ({ line }) => told(`This file is not UTF-8 text${inLine(line)}.`, NOTHING_TAKEN, 'Ask for it as CSV in UTF-8.'),
  'ends-mid-row': ({ line }) => told(`This file ends in the middle of a row${inLine(line)}.`, NOTHING_TAKEN, 'Ask for the file again.'),
  'row-too-long': ({ line }) =>
    told(`One row of this file does not end${inLine(line)}; a quote may never be closed.`, NOTHING_TAKEN, 'Ask for the file again.'),
  'file-unreadable': () => told('This file cannot be read: it is gone, or the stick was pulled out.', NOTHING_TAKEN, 'Choose the file again.'),
};

export function fileFaultTold({ kind, detail }: FileFault): Told {
  if (isWholeFileFault(kind)) return WHOLE_FILE[kind](detail);
  return isFaultKind(kind) ? faultTold({ kind, detail }) : faultTold({ kind: 'file-refused', detail });
}

export function fileFaultSentence(fault: FileFault): string {
  return sentenceOf(fileFaultTold(fault));
}

const ROW_REASONS: Readonly<Record<string, string>> = {
  'wrong-column-count': 'more or fewer columns than the header',
  'quote-invalid': 'a quote stands where none may stand',
  'json-invalid': 'not a JSON line',
  'not-an-object': 'not a JSON object',
  'unknown-column': 'a name that is no AED column',
  'not-text': 'neither text nor empty',
  'item-id-empty': 'no item number',
  'item-id-too-long': 'the item number is too long',
  'date-invalid': 'not a date',
  'date-in-future': 'a date in the future',
  'field-too-long': 'the text is too long',
  'nul-byte': 'an unprintable character',
};

export function rowReasonWords(reason: string): string {
  return Object.hasOwn(ROW_REASONS, reason) ? (ROW_REASONS[reason] ?? reason) : reason;
}

function isWholeFileFault(kind: string): kind is keyof typeof WHOLE_FILE {
  return Object.hasOwn(WHOLE_FILE, kind);
}

function inLine(line: string | number | null | undefined): string {
  if (line === null || line === undefined) return '';
  return ` (line ${typeof line === 'number' ? countOf(line) : line})`;
}

function columns({ missing, unknown, duplicate }: Detail): string {
  const parts = [part('missing', missing), part('not known', unknown), part('twice', duplicate)].filter((text) => text !== '');
  return parts.length === 0 ? '' : ` (${parts.join('; ')})`;
}

function part(label: string, names: string | number | null | undefined): string {
  return names === undefined || names === null || names === '' ? '' : `${label}: ${names}`;
}
