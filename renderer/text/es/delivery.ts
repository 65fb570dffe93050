/** The Spanish words of delivery: what waits, what HQ has, and how far its feed is here. */
import type { AedCheckView } from '../../../preload/contract/views.ts';
import { isShare, type FeedState } from '../facts.ts';
import type { Catalogue } from '../widened.ts';
import { failureSentence } from './syncFailures.ts';
import { ageOf, counted, countOf, dateOf, exactTimeOf, several, timeOf } from './times.ts';

const LANES = {
  upload: { idle: 'Transmisión: nada en espera', busy: 'Transmitiendo …', waiting: 'Transmisión: se reintenta solo', halted: 'La transmisión se detuvo; debe actuar una persona' },
  download: { idle: 'Recepción: al día', busy: 'Recibiendo …', waiting: 'Recepción: vuelve a preguntar sola a la sede', halted: 'La recepción se detuvo; debe actuar una persona' },
} as const;

export function feedWords(feed: FeedState): string {
  if (isShare(feed)) return `AED llegando ${feed.replace('loading ', '')}`;
  return { complete: 'AED completos', loading: 'AED llegando', interrupted: 'AED incompletos', never: 'AED nunca' }[feed];
}

/** parts: buckets, of which there are 256. */
function checkWords({ comparedAt, repaired, notRepaired, failedAt }: AedCheckView): string {
  const found = repaired + notRepaired === 0 ? 'iguales' : `de 256 partes, ${countOf(repaired)} ${several(repaired, 'difería y se trajo', 'diferían y se trajeron')} de la sede`;
  const missing = notRepaired === 0 ? '' : `; ${counted(notRepaired, 'no se pudo traer y se reintenta', 'no se pudieron traer y se reintentan')} en la próxima comparación`;
  const compared = comparedAt === null ? 'aún no desde que arrancó el puesto' : `${timeOf(comparedAt)}: ${found}${missing}`;
  return failedAt === null ? compared : `${compared} · un intento a las ${timeOf(failedAt)} no tuvo éxito; el puesto lo reintenta solo`;
}

export const deliveryWords: Catalogue['delivery'] = {
  heading: 'Transmisión a la sede',
  facts: 'En espera y recibido',
  waiting: 'En espera en este puesto',
  oldest: 'El más antiguo espera desde',
  delivered: 'Recibido y aceptado',
  lastDelivered: 'Último recibo de la sede',
  refused: 'Rechazado por la sede',
  lastContact: 'Última respuesta de la sede',
  never: 'nunca',
  lanes: 'Transmitir y recibir',
  lane: (name, phase, next) => `${LANES[name][phase]}${next === null ? '' : ` · próximo intento ${exactTimeOf(next)}`}`,
  failure: failureSentence,
  now: 'Transmitir y recibir ahora',
  aed: 'AED en este puesto',
  aedRows: (rows, asOf, feed) => `${counted(rows, 'versión', 'versiones')}, ${asOf === null ? feedWords(feed) : `hasta ${timeOf(asOf)}`}`,
  aedCheck: 'AED comparados con la sede',
  aedCheckFacts: checkWords,
  removal: {
    sentence: ({ removed, before }) =>
      `La sede quitaría de este puesto ${countOf(removed)} de ${countOf(before)} versiones de AED. Lo que es demasiado no se quita sin el acuerdo de un supervisor; los registros de exámenes no se tocan.`,
    supervisor: 'Llame antes a la sede y pregunte si es su intención. Su acuerdo se registra a su nombre.',
    officer: (key) => `Solo un supervisor puede aceptarlo. Pida a uno que llame a la sede, inicie sesión aquí y pulse ${key} en esta pantalla; mientras tanto siga trabajando.`,
    allow: 'Aceptar la retirada de AED',
  },
  lists: 'Listas',
  list: { waiver: 'Lista de exenciones', interest: 'Países de interés' },
  listFacts: (asOf, version, countries) => `del ${dateOf(asOf)}, versión ${version}, ${counted(countries, 'país', 'países')}`,
  noLists: 'Aún no hay ninguna lista en este puesto.',
  ageOf: (at, now) => `${timeOf(at)} (${ageOf(at, now)})`,
  timeOf,
  countOf,
  loading: 'Leyendo lo que espera …',
};
