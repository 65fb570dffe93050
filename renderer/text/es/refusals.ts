/** Spanish words of entries that HQ refused. Each reason: what happened; what is safe; what to do next. */
import type { REFUSAL_REASONS } from '../../../domain/sync/messages.ts';
import { sentenceOf, told, type Told } from '../told.ts';
import type { Catalogue } from '../widened.ts';
import { entryKindWords } from './entryKinds.ts';
import { counted, countOf, exactTimeOf, several, timeOf } from './times.ts';

type Reason = (typeof REFUSAL_REASONS)[number];

interface ReasonWords {
  /** For a row of the list. */
  readonly short: string;
  readonly happened: string;
  readonly next: string;
}

const SAFE = 'El asiento está a salvo en este puesto tal como se selló, y no detiene nada de lo que viene después.';

const REASONS: Readonly<Record<Reason, ReasonWords>> = {
  'hash-mismatch': {
    short: 'llegó cambiado',
    happened: 'Lo que llegó a la sede no es lo que selló este puesto.',
    next: 'Un supervisor lo ofrece otra vez; si la sede lo rechaza de nuevo, llame a la sede y diga: hash mismatch.',
  },
  'invalid-entry': {
    short: 'no entendido',
    happened: 'La sede no pudo leer un valor de este asiento.',
    next: 'Diga a la sede qué asiento es. Cuando la sede diga que está arreglado, un supervisor lo ofrece otra vez.',
  },
  'unknown-officer': {
    short: 'oficial desconocido',
    happened: 'La sede no tiene a nadie con este número en la lista de oficiales de esta instalación.',
    next: 'Pida a la sede que ponga al oficial en la lista. Después un supervisor lo ofrece otra vez.',
  },
  policy: {
    short: 'contra una regla de la sede',
    happened: 'Una regla propia de la sede prohíbe este asiento; las palabras de la sede, abajo, dicen cuál.',
    next: 'Resuélvalo con la sede. Después un supervisor lo ofrece otra vez.',
  },
};

const UNKNOWN: ReasonWords = {
  short: 'por un motivo que este puesto no conoce',
  happened: 'La sede rechazó este asiento por un motivo que esta versión del puesto no conoce.',
  next: 'Diga a la sede qué asiento es y léale sus palabras. Cuando esté arreglado, un supervisor lo ofrece otra vez.',
};

function wordsOf(reason: string): ReasonWords {
  return Object.hasOwn(REASONS, reason) ? REASONS[reason as Reason] : UNKNOWN;
}

export function refusalTold(reason: string): Told {
  const { happened, next } = wordsOf(reason);
  return told(happened, SAFE, next);
}

const entries = (count: number): string => counted(count, 'asiento', 'asientos');

export const refusalWords: Catalogue['refusals'] = {
  heading: 'Rechazado por la sede',
  loading: 'Leyendo los asientos rechazados …',
  none: 'La sede no ha rechazado ningún asiento de este puesto.',
  intro: (count) => `${entries(count)} ${several(count, 'sigue rechazado', 'siguen rechazados')}. Todo está guardado en este puesto; nada más se detiene.`,
  cut: (shown, count) => `Los primeros ${countOf(shown)} de ${countOf(count)}.`,
  seq: 'Número',
  kind: 'Tipo',
  item: 'Envío',
  officer: 'Oficial',
  recorded: 'Registrado',
  why: 'Por qué se rechazó',
  state: 'Estado',
  kindWords: entryKindWords,
  short: (reason) => wordsOf(reason).short,
  sentence: (reason) => sentenceOf(refusalTold(reason)),
  detail: 'Palabras de la sede',
  noDetail: 'ninguna',
  at: (stamp) => timeOf(stamp),
  stateWords: ({ times, refusedAt, isOfferedAgain }) => {
    if (isOfferedAgain) return 'ofrecido otra vez, la sede aún no ha respondido';
    const at = refusedAt === null ? '' : ` ${timeOf(refusedAt)}`;
    return times > 1 ? `sigue rechazado${at}, ${countOf(times)} veces` : `rechazado${at}`;
  },
  atCursor: (seq, kind, item, state) => [`Asiento ${countOf(seq)}`, entryKindWords(kind), item, state].filter((words) => words !== '').join(', '),
  chosen: 'elegido',
  up: 'uno arriba',
  down: 'uno abajo',
  read: 'leer el asiento',
  all: (count) => `elegir los ${countOf(count)}`,
  onlyOne: 'elegir solo la fila de delante',
  offerAgain: (count) => (count === null ? 'ofrecerlo otra vez' : `ofrecer los ${countOf(count)} otra vez`),
  export: (count) => (count === null ? 'exportarlo' : `exportar los ${countOf(count)}`),
  supervisorOnly: 'Ofrecer otra vez y exportar es cosa de los supervisores.',
  plain: 'El archivo contiene asientos enteros que cualquiera puede leer: entréguelo a la sede y a nadie más.',
  exported: (count, file) => `${entries(count)} ${several(count, 'está', 'están')} en ${file}. Entréguelo a la sede y a nadie más: cualquiera puede leerlo.`,
  noneLeft: 'Ya no está rechazado. No se escribió ningún archivo.',
  offered: (count) => `${entries(count)} se ${several(count, 'ofrecerá', 'ofrecerán')} otra vez a la sede en cuanto la línea esté libre. Siga trabajando.`,
  answered: (taken, still) =>
    [taken === 0 ? '' : `La sede aceptó al fin ${entries(taken)}.`, still === 0 ? '' : `${entries(still)} ${several(still, 'sigue rechazado', 'siguen rechazados')}.`]
      .filter((words) => words !== '').join(' '),
  entry: (seq, kind) => `Asiento ${countOf(seq)}: ${entryKindWords(kind)}`,
  sealed: 'Tal como se selló',
  contents: 'Lo que dice',
  exactAt: (stamp) => exactTimeOf(stamp),
  facility: 'Instalación',
  officerId: 'Número de oficial',
  nobody: 'nadie',
  session: 'Sesión',
  hqHeard: 'Última respuesta de la sede',
  never: 'ninguna desde que arrancó el puesto',
  id: 'Identificador',
  hash: 'Hash',
  before: 'Hash anterior',
  version: 'Versión',
  blank: '—',
  yes: 'sí',
  no: 'no',
  emptyList: 'ninguno',
  backToList: 'volver a la lista',
};
