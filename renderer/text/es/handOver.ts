/** Spanish words of the shift hand-over sheet. */
import type { Catalogue } from '../widened.ts';
import { shiftName } from './shift.ts';
import { counted, countOf, several } from './times.ts';

export const handOverWords: Catalogue['sheet']['handOver'] = {
  title: (words, date) => `Relevo del ${shiftName(words)}, ${date}`,
  scope: { all: 'Todos los exámenes de este puesto en el turno, y lo que nadie ha firmado todavía.', own: (name) => `Solo los exámenes de ${name}; lo demás es de todo el puesto.` },
  foot: (title, place, madeAt) => `${title} · ${place} · impreso ${madeAt}`,
  fileName: (date, letter, deskName) => `relevo ${date} ${letter} ${deskName}`,

  place: 'Puesto y hora',
  facility: 'Instalación',
  facilityName: (name, id) => `${name} (${id})`,
  desk: 'Puesto',
  shift: 'Turno',
  madeAt: 'Impreso',
  madeBy: 'Impreso por',

  totals: 'Exámenes por resultado y oficial',
  outcome: 'Resultado',
  total: 'Total',
  allOutcomes: 'Todos los resultados',
  noExams: 'No se registró ningún examen.',

  exceptions: 'Para revisar',
  noExceptions: 'Nada.',
  what: 'Qué',
  item: 'Envío',
  at: 'Hora',
  who: 'Oficial',
  withdrawn: (outcome) => `anulado: ${outcome}`,
  corrected: (outcome) => `corregido, vale ahora como: ${outcome}`,
  refusedByHq: (outcome) => `rechazado por la sede: ${outcome}`,
  conflict: (desks, differ) => `examinado en ${desks} puestos${differ ? ', con resultados distintos' : ', mismo resultado'}`,
  linkDue: 'los AED llegaron después: diga qué imposición era',
  doubled: (count) => `Exámenes con un identificador que otro ya tiene: ${countOf(count)}. Avise a soporte.`,
  unmatched: (count) => `Correcciones de exámenes que no están en este registro: ${countOf(count)}.`,
  pinFailures: (count) => `PIN incorrectos: ${countOf(count)}.`,
  unsignedShift: (words, date, exams) => `Sin firmar: ${shiftName(words)} del ${date}, ${counted(exams, 'examen', 'exámenes')}.`,

  detained: 'Detenciones en curso',
  noDetained: 'Ningún envío está detenido por un examen de este puesto.',
  detainedOn: 'Detenido',
  why: 'Motivo',
  next: 'Lo siguiente',
  decision: 'Decisión antes de',
  notice: 'Aviso antes de',
  nextNotice: (day, left) => `aviso de detención ${day}, ${left === 0 ? 'HOY' : `en ${counted(left, 'día hábil', 'días hábiles')}`}`,
  nextDecision: (day, left) => `decisión ${day}, ${left === 0 ? 'HOY' : `en ${counted(left, 'día', 'días')}`}`,
  overdue: (day) => `VENCIDO: se considera excluido desde ${day}`,

  holds: (count) => `Retenciones pendientes: ${countOf(count)}`,
  noHolds: (asOf) => `Ninguna en este puesto, ${asOf === null ? 'la sede no respondió nunca' : `datos de la sede hasta ${asOf}`}.`,
  holdsCut: (shown, count) => `Las primeras ${countOf(shown)} de ${countOf(count)}, las más antiguas primero; todas están en la pantalla de retenciones.`,
  placedBy: 'Puesta por',
  placedAt: 'Puesta',
  reason: 'Motivo',
  state: 'Estado',
  unknown: 'no se sabe',

  open: 'Lo que queda abierto y lo que espera',
  drafts: 'Exámenes a medio rellenar',
  draftsWords: (all, own, name) => (all === 0 ? 'ninguno' : `${countOf(all)}, de ellos ${countOf(own)} de ${name}`),
  waiting: 'Espera la transmisión a la sede',
  waitingWords: (count, oldest) => (count === 0 ? 'nada' : `${entriesOf(count)}${oldest === null ? '' : `, el más antiguo de ${oldest}`}`),
  refused: 'Rechazado por la sede',
  refusedWords: (count) => (count === 0 ? 'nada' : entriesOf(count)),
  delivered: 'Último recibo de la sede',
  never: 'ninguno todavía',
  feed: 'Datos de la sede hasta',
  feedNever: 'nunca leídos hasta el final',
  lists: 'Listas',
  listWords: (name, version, asOf) => `${name}: versión ${version}, ${asOf}`,
  noLists: 'ninguna aquí',
  unsigned: 'Sin firmar todavía',
  unsignedWords: (count) => (count === 0 ? 'nada' : entriesOf(count)),
  signedOnDesk: 'Firmado en el puesto',
  signedWords: (by, at, exams, note) => `${by}, ${at}, ${counted(exams, 'examen', 'exámenes')}${note === null || note === '' ? '' : `: ${note}`}`,
  notSigned: 'por nadie',

  told: 'Dicho de palabra',
  toldLines: ['Envíos en la mesa', 'Equipo', 'Otros'],
  signatures: 'Firmas',
  signatureColumns: ['', 'Nombre en letra de molde', 'Credencial', 'Firma', 'Fecha, hora'],
  signing: { over: 'Oficial que entrega', taking: 'Oficial que recibe', supervisor: 'Supervisor' },
};

function entriesOf(count: number): string {
  return `${countOf(count)} ${several(count, 'asiento', 'asientos')}`;
}
