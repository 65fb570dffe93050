/** What can be wrong with an AED file or one row of it, in Spanish. Nothing of a file with a fault is taken in. */
import type { AedFileFaultKind } from '../../../domain/aed/fileFaults.ts';
import type { ImportProgress } from '../../../preload/contract/views.ts';
import { sentenceOf, told, type Told } from '../told.ts';
import { faultTold, isFaultKind } from './faults.ts';
import { countOf } from './times.ts';

type FileFault = NonNullable<ImportProgress['fault']>;
type Detail = FileFault['detail'];

const NOTHING_TAKEN = 'No se incorporó nada.';

const WHOLE_FILE: Readonly<Record<AedFileFaultKind | 'file-unreadable', (detail: Detail) => Told>> = {
  empty: ({ hasHeader }) =>
    told(`Este archivo ${hasHeader === 1 ? 'tiene nombres de columnas pero ninguna fila' : 'está vacío'}.`, NOTHING_TAKEN, 'Pida el archivo otra vez.'),
  'wrong-header': (detail) =>
    told(`Los nombres de las columnas de este archivo no son los de AED${columns(detail)}.`, NOTHING_TAKEN, 'Pida el archivo con las columnas correctas.'),
  'wrong-encoding': ({ line }) => told(`Este archivo no es texto UTF-8${inLine(line)}.`, NOTHING_TAKEN, 'Pídalo como CSV en UTF-8.'),
  'ends-mid-row': ({ line }) => told(`Este archivo termina en medio de una fila${inLine(line)}.`, NOTHING_TAKEN, 'Pida el archivo otra vez.'),
  'row-too-long': ({ line }) =>
    told(`Una fila de este archivo no termina${inLine(line)}; quizá unas comillas no se cierran nunca.`, NOTHING_TAKEN, 'Pida el archivo otra vez.'),
  'file-unreadable': () => told('Este archivo no se puede leer: ya no está, o se retiró la memoria USB.', NOTHING_TAKEN, 'Elija el archivo otra vez.'),
};

export function fileFaultTold({ kind, detail }: FileFault): Told {
  if (isWholeFileFault(kind)) return WHOLE_FILE[kind](detail);
  return isFaultKind(kind) ? faultTold({ kind, detail }) : faultTold({ kind: 'file-refused', detail });
}

export function fileFaultSentence(fault: FileFault): string {
  return sentenceOf(fileFaultTold(fault));
}

const ROW_REASONS: Readonly<Record<string, string>> = {
  'wrong-column-count': 'más o menos columnas que el encabezado',
  'quote-invalid': 'unas comillas donde no puede haberlas',
  'json-invalid': 'no es una línea JSON',
  'not-an-object': 'no es un objeto JSON',
  'unknown-column': 'un nombre que no es columna de AED',
  'not-text': 'ni texto ni vacío',
  'item-id-empty': 'sin número de envío',
  'item-id-too-long': 'el número de envío es demasiado largo',
  'date-invalid': 'no es una fecha',
  'date-in-future': 'una fecha en el futuro',
  'field-too-long': 'el texto es demasiado largo',
  'nul-byte': 'un carácter que no se puede imprimir',
};

export function rowReasonWords(reason: string): string {
  return Object.hasOwn(ROW_REASONS, reason) ? (ROW_REASONS[reason] ?? reason) : reason;
}

function isWholeFileFault(kind: string): kind is keyof typeof WHOLE_FILE {
  return Object.hasOwn(WHOLE_FILE, kind);
}

function inLine(line: string | number | null | undefined): string {
  if (line === null || line === undefined) return '';
  return ` (línea ${typeof line === 'number' ? countOf(line) : line})`;
}

function columns({ missing, unknown, duplicate }: Detail): string {
  const parts = [part('faltan', missing), part('desconocidas', unknown), part('repetidas', duplicate)].filter((text) => text !== '');
  return parts.length === 0 ? '' : ` (${parts.join('; ')})`;
}

function part(label: string, names: string | number | null | undefined): string {
  return names === undefined || names === null || names === '' ? '' : `${label}: ${names}`;
}
