/** Derives from ledger entries which bags were on the bench, what was in them, and which one is open. */
import { BANDS, type Band } from '../band/bands.ts';
import { foldExams, type ExamHistory } from '../exam/history.ts';
import { normalise } from '../identifier/normalise.ts';
import { parseS9, type Receptacle } from '../identifier/s9.ts';
import type { Entry } from '../ledger/entry.ts';
import { parsePayload, type PayloadOf } from '../ledger/kinds.ts';
import { inLedgerOrder } from '../ledger/order.ts';
import type { OutcomeCode } from '../outcome/outcomes.ts';

/** An item that was looked at from a bag, whether or not it was examined; scans are no entries, so they are passed in. */
export interface ScannedItem {
  readonly bagId: string;
  readonly itemKey: string;
  readonly band: Band;
}

/**
 * itemKey: the exam's id when the item has no number at all. band: the first in the order of BANDS of all that were shown for the item.
 * outcome: of its last exam, null when there is none.
 */
export interface BagItem {
  readonly itemKey: string;
  readonly band: Band;
  readonly outcome: OutcomeCode | null;
}

/** What the desk shows and what `bag.closed` states. heldCount: items whose band said HOLD. */
export interface BagCounts {
  readonly itemCount: number;
  readonly examCount: number;
  readonly heldCount: number;
}

/**
 * receptacle: what the tag says (UPU S9-9), null when it is no such tag. openedAt, closedAt: RFC 3339 with zone offset, of the entries.
 * closedBy: hand, an officer closed it; nextTag, the next bag was opened on this desk; null while it is open. items: distinct, those
 * scanned first. byBand adds up to itemCount, byOutcome to examCount; what did not occur is absent. stated: the counts recorded at the
 * closing, isStatedRight: whether they are those found here; both null when no officer closed the bag.
 */
export interface Bag extends BagCounts {
  readonly bagId: string;
  readonly deviceId: string;
  readonly receptacleId: string;
  readonly receptacle: Receptacle | null;
  readonly openedAt: string;
  readonly isOpen: boolean;
  readonly closedBy: 'hand' | 'nextTag' | null;
  readonly closedAt: string | null;
  readonly items: readonly BagItem[];
  readonly byBand: Readonly<Partial<Record<Band, number>>>;
  readonly byOutcome: Readonly<Partial<Record<OutcomeCode, number>>>;
  readonly stated: BagCounts | null;
  readonly isStatedRight: boolean | null;
}

interface Opening {
  readonly entry: Entry;
  readonly opened: PayloadOf<'bag.opened'>;
}

interface Closing {
  readonly entry: Entry;
  readonly closed: PayloadOf<'bag.closed'>;
}

/**
 * The bags of one or several desks, in ledger order. Order of the input does not matter and an entry given twice counts once.
 *
 * - A desk has one bag open at most: opening the next closes the one before (`tag.ts` says why).
 * - Only another tag or an officer closes a bag. Signing out, locking and a change of officers leave it open: the bag stays on the bench.
 * - An exam belongs to the bag it names, also when it is sealed after the closing: a draft may be finished late.
 * - An item counts once, however often it is scanned or examined; a withdrawn exam counts nowhere.
 */
export function foldBags(entries: Iterable<Entry>, scans: readonly ScannedItem[] = []): readonly Bag[] {
  const ordered = inLedgerOrder(entries);
  const { openings, closings } = bagEntriesIn(ordered);
  const exams = foldExams(ordered).exams.filter(({ isWithdrawn }) => !isWithdrawn);
  return openings.map((opening) => {
    const { bagId } = opening.opened;
    const next = openings.find(({ entry }) => entry.deviceId === opening.entry.deviceId && entry.seq > opening.entry.seq);
    const contents = contentsOf(exams.filter(({ effective }) => effective.bagId === bagId), scans.filter((scan) => scan.bagId === bagId));
    return bagOf(opening, closings.get(bagId), next, contents);
  });
}

/** The bag on the bench of a desk, or null. */
export function openBagOf(bags: readonly Bag[], deviceId: string): Bag | null {
  return bags.find((bag) => bag.isOpen && bag.deviceId === deviceId) ?? null;
}

type Contents = Pick<Bag, 'items' | 'byBand' | 'byOutcome'> & BagCounts;

function contentsOf(exams: readonly ExamHistory[], scans: readonly ScannedItem[]): Contents {
  const items = new Map<string, BagItem>();
  for (const { itemKey, band } of scans) items.set(itemKey, merged(items.get(itemKey), { itemKey, band, outcome: null }));
  for (const { itemKey: key, examId, effective } of exams) {
    // Two items without any number are two items.
    const itemKey = key === '' ? examId : key;
    items.set(itemKey, merged(items.get(itemKey), { itemKey, band: effective.band, outcome: effective.outcome }));
  }
  const distinct = [...items.values()];
  const byBand = count(distinct.map(({ band }) => band));
  return {
    items: distinct, byBand, byOutcome: count(exams.map(({ effective }) => effective.outcome)),
    itemCount: distinct.length, examCount: exams.length, heldCount: byBand.HOLD ?? 0,
  };
}

/** A held item is EXAMINED when it is scanned again; it was a held item of this bag all the same. */
function merged(known: BagItem | undefined, news: BagItem): BagItem {
  if (known === undefined) return news;
  const band = BANDS.indexOf(known.band) <= BANDS.indexOf(news.band) ? known.band : news.band;
  return { ...known, band, outcome: news.outcome ?? known.outcome };
}

function bagOf(opening: Opening, closing: Closing | undefined, next: Opening | undefined, contents: Contents): Bag {
  const { entry, opened: { bagId, receptacleId } } = opening;
  const isByTag = next !== undefined && !isClosedBefore(next, closing);
  const end = isByTag ? next : closing;
  const stated = closing === undefined ? null : countsOf(closing.closed);
  return {
    bagId, receptacleId, deviceId: entry.deviceId, receptacle: parseS9(normalise(receptacleId).id),
    openedAt: entry.recordedAt,
    isOpen: end === undefined,
    closedBy: end === undefined ? null : isByTag ? 'nextTag' : 'hand',
    closedAt: end?.entry.recordedAt ?? null,
    ...contents,
    stated,
    isStatedRight: stated === null ? null : sameCounts(stated, contents),
  };
}

/** A closing that comes after the next tag only confirms the counts; so does one from another desk, whose numbers cannot be compared. */
function isClosedBefore(next: Opening, closing: Closing | undefined): boolean {
  return closing !== undefined && closing.entry.deviceId === next.entry.deviceId && closing.entry.seq < next.entry.seq;
}

function countsOf({ itemCount, examCount, heldCount }: BagCounts): BagCounts {
  return { itemCount, examCount, heldCount };
}

function sameCounts(a: BagCounts, b: BagCounts): boolean {
  return a.itemCount === b.itemCount && a.examCount === b.examCount && a.heldCount === b.heldCount;
}

/** Of two openings under one bagId, and of two closings, the first counts. */
function bagEntriesIn(ordered: readonly Entry[]): { openings: readonly Opening[]; closings: ReadonlyMap<string, Closing> } {
  const openings = new Map<string, Opening>();
  const closings = new Map<string, Closing>();
  for (const entry of ordered) {
    const read = parsePayload(entry.kind, entry.payload);
    if (!read.ok) continue;
    if (read.kind === 'bag.opened') keepFirst(openings, read.payload.bagId, { entry, opened: read.payload });
    if (read.kind === 'bag.closed') keepFirst(closings, read.payload.bagId, { entry, closed: read.payload });
  }
  return { openings: [...openings.values()], closings };
}

function keepFirst<Value>(known: Map<string, Value>, key: string, value: Value): void {
  if (!known.has(key)) known.set(key, value);
}

function count<Name extends string>(names: readonly Name[]): Partial<Record<Name, number>> {
  const counts: Partial<Record<Name, number>> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
