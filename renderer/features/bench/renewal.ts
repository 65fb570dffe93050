/** What news about an item does to the work on it: nothing is ever swapped under an officer's hands. */
import type { ItemView } from '../../../preload/contract/views.ts';
import { isTouched, withItem, type Work } from './work.ts';

/** So long after the item on the screen changed by itself an outcome key is taken as meant for what stood there before. */
export const LOOK_AGAIN_MS = 300;

/** The officer has begun with it: typed, chosen, or turned to another posting. */
export function isInHand(work: Work): boolean {
  return isTouched(work) || work.form.postedOn !== null;
}

/** A newer look-up of the item. isKept: what stands on the screen stays, and the news waits for the officer's key. at: now. */
export function renewed(work: Work, item: ItemView, isKept: boolean, at: number): Work {
  if (!hasNews(work.item, item)) return { ...withItem(work, item), changed: work.changed };
  if (isKept) return { ...work, newer: item };
  return { ...withItem(work, item), changed: { at, from: work.item.band } };
}

/** The officer asked for the news that waits. */
export function withNews(work: Work): Work {
  return work.newer === null ? work : withItem(work, work.newer);
}

/** The band that the newest look-up gave, shown or waiting. */
export function newestBand({ item, newer }: Work): ItemView['band'] {
  return (newer ?? item).band;
}

/** pressedAt: when the key was pressed; one from before the change was meant for the old item too. */
export function isTooSoon({ changed }: Work, pressedAt: number): boolean {
  return changed !== null && pressedAt - changed.at <= LOOK_AGAIN_MS;
}

/** Whether the officer would see anything else than the date of the data. */
function hasNews(before: ItemView, after: ItemView): boolean {
  return JSON.stringify(seen(before)) !== JSON.stringify(seen(after));
}

function seen({ band, chips, postings, holds, aedRequired, history, nearMisses, linkProposals }: ItemView): readonly unknown[] {
  return [band, chips, postings, holds, aedRequired, history, nearMisses, linkProposals];
}
