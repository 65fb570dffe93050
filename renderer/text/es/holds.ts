/** Spanish words of the Holds screen: lists, measures, signs, and the clocks of detained items. */
import type { PortState } from '../../../domain/aed/portState.ts';
import { NOT_PRESENTED_REASONS } from '../../../domain/hold/entries.ts';
import type { NeverPresentedSign } from '../../../domain/hold/lists.ts';
import type { Measure } from '../../../domain/hold/measures.ts';
import { DETENTION_REASON } from '../../../domain/outcome/fields.ts';
import type { DetainedItemView, HoldRowView } from '../../../preload/contract/holdViews.ts';
import type { Catalogue } from '../widened.ts';
import { absenceWords } from './absence.ts';
import { listWords } from './lists.ts';
import { counted, countOf, dateOf, several, timeOf } from './times.ts';

const SIGNS: Readonly<Record<NeverPresentedSign, (row: HoldRowView) => string>> = {
  marked: ({ notPresentedReason }) => `marcada: ${notPresentedReason === null ? 'llegó sin motivo' : reasonAsRecorded(notPresentedReason)}`,
  leftTheOffice: ({ leftAt }) =>
    `USPS informa de que salió${leftAt === null ? '' : ` ${timeOf(leftAt)}`}, nunca de que se presentara: márquela o búsquelo`,
  arrivedEarlier: ({ arrivesOn }) => `llegó ${dateOf(arrivesOn ?? '')}, no se ha visto aquí desde entonces`,
  waitingLong: () => 'espera desde hace mucho, y nadie informó de su llegada',
};

export const holdsWords: Catalogue['holds'] = {
  heading: 'Retenciones',
  loading: 'Leyendo las retenciones …',
  lists: 'Listas',
  list: {
    expected: 'Esperadas hoy',
    presented: 'Presentadas, sin examinar',
    neverPresented: 'Nunca presentadas',
    outstanding: 'Pendientes',
    all: 'Todas',
    detained: 'Envíos detenidos',
  },
  count: (words, count) => (count === null ? words : `${words} ${countOf(count)}`),
  none: (asOf, feed) => `Ninguna retención en esta lista: ${absenceWords(asOf, feed)}.`,
  noDetained: 'Ningún envío está detenido por un examen de este puesto.',
  cut: (shown, count) => `Las primeras ${countOf(shown)} de ${countOf(count)}, las más antiguas primero.`,

  scope: { here: 'Este IMF, y lo que puede venir en camino', all: 'Todos los IMF' },
  otherScope: { here: 'mostrar todos los IMF', all: 'mostrar este IMF' },
  asOf: (asOf, feed) => (asOf === null ? absenceWords(null, feed) : `datos hasta ${timeOf(asOf)}`),

  totals: 'Totales',
  placed: 'puestas',
  presented: 'presentadas',
  notPresented: 'marcadas como no presentadas',
  examined: 'examinadas',
  outstanding: 'pendientes',
  cancelled: 'retiradas',
  examinedByPort: { none: 'examinadas sin puerto', known: 'examinadas con puerto', unknown: 'examinadas con puerto desconocido' },
  measure: measureWords,

  item: 'Envío',
  hold: 'Retención',
  age: 'Antigüedad',
  origin: 'Origen',
  port: 'Puerto',
  dispatch: 'Despacho',
  state: 'Estado',
  placedFor: (by, facilityId) => (by === facilityId ? `por ${by}` : `por ${by} para ${facilityId}`),
  ageWords,
  portWords,
  signs: (row) => row.signs.map((sign) => SIGNS[sign](row)),
  notKnown: '—',

  selected: 'seleccionada',
  atCursor: (words, state, isSelected) => `${words}, ${state}${isSelected ? ', seleccionada' : ''}`,
  selectRow: 'seleccionar',
  selectAll: 'todas las mostradas o ninguna',
  mark: 'No presentadas',
  selection: (count) => (count === 0 ? 'No hay nada seleccionado.' : `${holdsOf(count)} ${several(count, 'seleccionada', 'seleccionadas')}.`),
  marking: (count) => several(count, '¿Por qué no se presentó esta retención?', `¿Por qué no se presentaron estas ${countOf(count)} retenciones?`),
  chosen: (count, code) => `${holdsOf(count)}: ${listWords.notPresented(code)}. No se registra nada hasta que confirme.`,
  note: 'Nota (opcional)',
  noteHint: 'Esc: volver a las teclas',
  confirm: (count) => `Registrar que ${several(count, 'no se presentó', `estas ${countOf(count)} no se presentaron`)}`,
  confirming: 'Registrando …',
  backOut: 'atrás',
  marked: (count, code) => `Guardado: ${holdsOf(count)} ${several(count, 'marcada como no presentada', 'marcadas como no presentadas')} (${listWords.notPresented(code)}).`,
  putAway: (count) => `La selección de ${holdsOf(count)} se soltó con su lista. No se registró nada.`,
  answered: (count) => `${holdsOf(count)} ${several(count, 'salió', 'salieron')} de la selección: presentadas, cerradas o ya fuera de la lista.`,
  notSelectable: 'Solo se puede marcar una retención abierta: esta ya tuvo respuesta.',
  nothingOpen: 'Aquí ninguna retención está abierta, así que no se puede marcar ninguna.',

  why: 'Motivo',
  detainedOn: 'Detenido',
  notice: 'Aviso de detención',
  decision: 'Decisión de admisibilidad',
  detained: ({ detainedOn, presentedOn, isDecidedLate }) =>
    `${dateOf(detainedOn)}, presentado ${dateOf(presentedOn)}${isDecidedLate ? ', detenido después de los cinco días hábiles permitidos' : ''}`,
  detentionReason: detentionReasonWords,
  noticeDue: noticeWords,
  decideBy: decisionWords,
};

/** A mark is recorded in English, with the officer's note behind it; the known words are said in Spanish, the note as it was written. */
function reasonAsRecorded(text: string): string {
  const known = NOT_PRESENTED_REASONS.find(({ words }) => text === words || text.startsWith(`${words}: `));
  return known === undefined ? text : `${listWords.notPresented(known.code)}${text.slice(known.words.length)}`;
}

/** "12 de 40, 30 %": a rate never stands without what it is a share of. */
function measureWords({ count, of, rate }: Measure): string {
  if (of === null) return countOf(count);
  return `${countOf(count)} de ${countOf(of)}${rate === null ? '' : `, ${Math.round(rate * 100)} %`}`;
}

function holdsOf(count: number): string {
  return counted(count, 'retención', 'retenciones');
}

function ageWords(hours: number | null): string {
  if (hours === null) return 'no se sabe';
  return hours < 48 ? `${hours} h` : counted(Math.floor(hours / 24), 'día', 'días');
}

function portWords(port: PortState): string {
  if (port.state === 'none') return 'ninguno todavía';
  if (port.state === 'unknown') return `"${port.code}", desconocido aquí`;
  return port.isHere ? 'este IMF' : port.facility;
}

/** A reason that a newer version recorded is shown as it is. */
function detentionReasonWords(reason: string | null): string {
  if (reason === null) return 'sin motivo registrado';
  const choice = DETENTION_REASON.choices?.find(({ value }) => value === reason);
  return choice === undefined ? reason : listWords.choice(DETENTION_REASON.name, choice);
}

/** The desk does not record the notice itself, so a day that has passed is a question and no accusation (19 CFR 151.16(c)). */
function noticeWords({ noticeBy, businessDaysLeftForNotice: left }: DetainedItemView): string {
  if (left < 0) return `debía darse ${dateOf(noticeBy)}: compruebe que se dio`;
  if (left === 0) return `debe darse hoy, ${dateOf(noticeBy)}`;
  return `debe darse en ${counted(left, 'día hábil', 'días hábiles')}, ${dateOf(noticeBy)}`;
}

/** Not decided in time is a decision to exclude (19 U.S.C. 1499(c)(5)(A)). */
function decisionWords({ isOverdue, deemedExcludedOn, determineBy, daysLeft }: DetainedItemView): string {
  if (isOverdue) return `VENCIDO: se considera excluido desde ${dateOf(deemedExcludedOn)}`;
  if (daysLeft === 0) return `decidir hoy, ${dateOf(determineBy)}`;
  return `decidir antes del ${dateOf(determineBy)}, ${several(daysLeft, 'queda', 'quedan')} ${counted(daysLeft, 'día', 'días')}`;
}
