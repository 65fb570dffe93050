/** Spanish words of the shift: its log, what a person must look at, and its signatures. */
import type { Catalogue } from '../widened.ts';
import { counted, countOf, dateOf, exactTimeOf, several, timeOf } from './times.ts';

/** The desk's service names a shift in English, "shift B 14:00-22:00"; letter and hours are the same in every language. */
export function shiftName(words: string): string {
  return words.replace(/^shift\b/i, 'turno');
}

export const shiftWords: Catalogue['shift'] = {
  heading: (words) => {
    const name = shiftName(words);
    return name.charAt(0).toUpperCase() + name.slice(1);
  },
  own: 'Mis exámenes',
  byOfficer: 'Exámenes por oficial y resultado',
  log: 'Registro',
  officer: 'Oficial',
  exams: 'Exámenes',
  total: 'Total',
  time: 'Hora',
  item: 'Envío',
  band: 'Franja',
  outcome: 'Resultado',
  state: 'Estado',
  desk: 'Puesto',
  none: 'En este turno aún no se registró nada.',
  up: 'una fila arriba',
  down: 'una fila abajo',
  amend: (display, at) => `Enmendar ${display}, ${timeOf(at)}`,
  corrected: 'corregido',
  elsewhere: 'examinado también en otro puesto',
  withdrawn: 'Anulados: en el historial, en ningún número',
  withdrawnMark: 'anulado',
  exceptions: 'Para revisar',
  conflicts: 'Examinado en varios puestos',
  outcomesDiffer: 'Los resultados difieren: mire ambos antes de firmar.',
  outcomesEqual: 'Los resultados son iguales.',
  thisDesk: 'este puesto',
  otherDesk: (deviceId) => `puesto ${deviceId}`,
  proposals: 'Llegaron AED después: diga qué imposición se examinó',
  postings: 'Imposiciones conocidas ahora',
  posting: (postedOn) => (postedOn === '' ? 'fecha de imposición no enviada' : `impuesto el ${dateOf(postedOn)}`),
  link: 'Decir cuál',
  linkHeading: (display, examinedAt) => `¿Qué imposición de ${display} se examinó ${timeOf(examinedAt)}?`,
  linkChoice: (posting, isPlausible) => `${posting} · ${isPlausible ? 'cercana al examen' : 'lejana del examen en el tiempo'}`,
  linked: (display, posting) => `El examen de ${display} está vinculado a sus AED, ${posting}. El examen mismo queda como se selló.`,
  doubled: (count) => `${counted(count, 'examen tiene', 'exámenes tienen')} un identificador que otro examen ya tiene. Ambos se conservan y cuenta uno; avise a soporte.`,
  unmatched: (count) => `${counted(count, 'enmienda es', 'enmiendas son')} de exámenes que no están en este registro, por ejemplo de un turno anterior.`,
  unsignedShift: (words, date, exams) =>
    `${shiftName(words)} del ${dateOf(date)} terminó sin firma: ${counted(exams, 'examen', 'exámenes')}. Su firma también lo cubre.`,
  pinFailures: (count) => (count === 0 ? 'Ningún PIN incorrecto en este turno.' : `PIN incorrectos en este turno: ${countOf(count)}.`),
  unsigned: (count) => (count === 0 ? 'Todo está firmado.' : `${counted(count, 'asiento', 'asientos')} sin firmar todavía.`),
  note: 'Nota (opcional)',
  noteKey: 'Nota',
  sign: 'Firmar el turno',
  signing: 'Firmando …',
  signatures: 'Firmas',
  noSignature: 'Nadie ha firmado todavía.',
  signature: (by, at, exams, note) =>
    `${by} firmó ${exactTimeOf(at)} · ${countOf(exams)} ${several(exams, 'examen', 'exámenes')}${note === null || note === '' ? '' : ` · ${note}`}`,
  signOut: 'Cerrar sesión',
  loading: 'Leyendo el turno …',
};
