/** What the ledger says of the open bag and of those of the last day: every entry is read once, so that no scan waits for a long ledger. */
import { foldBags, type Bag } from '../../domain/bag/bag.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import type { Ledger } from '../store/ledger/ledger.ts';
import type { Clock } from './clock.ts';

/** More than a desk opens and closes in a week. */
const MOST_BAG_ENTRIES = 1_000;
const PAGE = 1_000;
const DAY_MS = 24 * 60 * 60 * 1_000;

export function makeBagEntries(ledger: Ledger, clock: Clock) {
  /** In ledger order, beginning with an opening: those about bags, exams from bags, and amendments. */
  let entries: readonly Entry[] = [];
  let throughSeq: number | null = null;

  /** Without their contents, oldest first: the open bag, and those closed at most so long ago. */
  function bagsOfLast(milliseconds: number): readonly Bag[] {
    const since = Date.parse(clock.utc()) - milliseconds;
    const bags = foldBags(ledger.newestOf(['bag.opened', 'bag.closed'], MOST_BAG_ENTRIES));
    return bags.filter(({ closedAt }) => closedAt === null || Date.parse(closedAt) >= since);
  }

  function readOn(): void {
    throughSeq ??= seqBeforeLastDay();
    for (let page = ledger.after(throughSeq, PAGE); page.length > 0; page = ledger.after(throughSeq, PAGE)) {
      entries = [...entries, ...page.filter(isAboutBags)];
      throughSeq = page.at(-1)?.seq ?? throughSeq;
    }
  }

  function seqBeforeLastDay(): number {
    const [oldest] = bagsOfLast(DAY_MS);
    const openings = oldest === undefined ? [] : ledger.newestOf(['bag.opened'], MOST_BAG_ENTRIES);
    const opening = openings.find(({ payload }) => payload['bagId'] === oldest?.bagId);
    return opening === undefined ? ledger.head().seq : opening.seq - 1;
  }

  return {
    bagsOfLast,

    /** From the opening of the bag that was opened last; empty when none was. */
    sinceLastOpening(): readonly Entry[] {
      readOn();
      const opening = entries.findLastIndex(({ kind }) => kind === 'bag.opened');
      return opening < 0 ? [] : entries.slice(opening);
    },

    ofLastDay(): { readonly entries: readonly Entry[]; readonly bags: readonly Bag[] } {
      readOn();
      return { entries, bags: bagsOfLast(DAY_MS) };
    },

    /** A desk that is never switched off does not keep every bag in memory. */
    forgetOlder(): void {
      const [oldest] = bagsOfLast(DAY_MS);
      const opening = entries.findIndex(({ kind, payload }) => kind === 'bag.opened' && payload['bagId'] === oldest?.bagId);
      entries = entries.slice(Math.max(0, opening));
    },
  };
}

function isAboutBags({ kind, payload }: Entry): boolean {
  if (kind === 'exam.recorded') return typeof payload['bagId'] === 'string';
  return kind === 'bag.opened' || kind === 'bag.closed' || kind === 'exam.amended';
}
