/** How absence is said in Spanish: with the date of the data it rests on, or why there is no such date. */
import { isShare, type FeedState } from '../facts.ts';
import { timeOf } from './times.ts';

/** asOf: null or '' while the first load was not complete when the item was looked up. What is absent may be of either gender, so no adjective says it. */
export function absenceWords(asOf: string | null, feed: FeedState): string {
  return asOf === null || asOf === '' ? soFar(feed) : `nada en este puesto, datos hasta ${timeOf(asOf)}`;
}

function soFar(feed: FeedState): string {
  return isShare(feed) ? `los datos aún llegan de la sede, ${feed.replace('loading ', '')}: nada por ahora` : SO_FAR[feed];
}

const SO_FAR: Readonly<Record<Exclude<FeedState, `loading ${number} %`>, string>> = {
  complete: 'los datos aún llegaban de la sede al consultarlo: nada hasta entonces',
  loading: 'los datos aún llegan de la sede: nada por ahora',
  interrupted: 'aún faltan datos de la sede: nada por ahora',
  never: 'nada en este puesto, y la sede no respondió nunca',
};
