/** The bag on the bench: opened by its tag, counted by the scans that follow, closed by hand or by the next tag. */
import { foldBags, type Bag, type ScannedItem } from '../../domain/bag/bag.ts';
import { bagClosedSchema, bagOpenedSchema } from '../../domain/bag/entries.ts';
import { decideOnTag } from '../../domain/bag/tag.ts';
import type { Band } from '../../domain/band/bands.ts';
import { textProblem } from '../../domain/exam/text.ts';
import type { BagsView, BagView } from '../../preload/contract/bagViews.ts';
import { fault, ok, type Result } from '../../preload/contract/result.ts';
import type { ArgsOf } from '../../preload/contract/service.ts';
import { bagScans } from '../store/ledger/bagScans.ts';
import type { Ledger } from '../store/ledger/ledger.ts';
import { makeBagEntries } from './bagEntries.ts';
import { bagItemViews, bagView } from './bagViews.ts';
import type { Clock } from './clock.ts';
import type { Append } from './ports.ts';
import type { OpenSession } from './session.ts';

const SCANS_KEPT_MS = 7 * 24 * 60 * 60 * 1_000;
const MAX_NOTE = 2_000;

export interface BagPorts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly append: Append;
  readonly newId: () => string;
}

type Scan = Omit<ScannedItem, 'bagId'>;

export function makeBags({ ledger, clock, append, newId }: BagPorts) {
  const scans = bagScans(ledger.db);
  const bagEntries = makeBagEntries(ledger, clock);

  function scansOf(bagId: string): readonly ScannedItem[] {
    return withPapers(() => scans.ofBag(bagId), []);
  }

  /** The bag on the bench, after one more scan from it when one was made. */
  function openBag(scan: Scan | null = null): Bag | null {
    const entries = bagEntries.sinceLastOpening();
    const bagId = foldBags(entries.filter(({ kind }) => kind.startsWith('bag.'))).find(({ isOpen }) => isOpen)?.bagId;
    if (bagId === undefined) return null;
    if (scan !== null) withPapers(() => scans.put({ bagId, ...scan }), undefined);
    return foldBags(entries, scansOf(bagId)).find((bag) => bag.bagId === bagId) ?? null;
  }

  function viewOf(bag: Bag): BagView {
    return bagView(bag, ledger.identity()?.facilityId ?? '');
  }

  function openView(scan: Scan | null = null): BagView | null {
    const bag = openBag(scan);
    return bag === null ? null : viewOf(bag);
  }

  function list(): BagsView {
    const open = openBag();
    const { entries, bags } = bagEntries.ofLastDay();
    const shown = new Set(bags.map(({ bagId }) => bagId));
    const earlier = foldBags(entries, [...shown].flatMap(scansOf)).filter(({ bagId, isOpen }) => shown.has(bagId) && !isOpen);
    return {
      open: open === null ? null : viewOf(open),
      items: open === null ? [] : bagItemViews(open),
      earlier: earlier.map(viewOf).toReversed(),
    };
  }

  return {
    /** A receptacle tag was scanned: opens its bag, or goes on with it. One that cannot be recorded as it came opens none. Answers the open bag. */
    onTag({ officer, sessionId }: OpenSession, raw: string): BagView | null {
      const decision = decideOnTag(openBag(), raw);
      if (decision.do !== 'open') return openView();
      const opened = bagOpenedSchema.safeParse({ bagId: newId(), receptacleId: decision.receptacleId, raw });
      if (!opened.success) return openView();
      append({ kind: 'bag.opened', payload: opened.data, officerId: officer.officerId, sessionId });
      bagEntries.forgetOlder();
      withPapers(() => scans.keepOnly(bagEntries.bagsOfLast(SCANS_KEPT_MS).map(({ bagId }) => bagId)), undefined);
      return openView();
    },

    /** An item was scanned while a bag was open: it belongs to it. Answers the open bag, or null. */
    onItem(itemKey: string, band: Band): BagView | null {
      return openView(itemKey === '' || band === 'NOT_AN_ITEM' ? null : { itemKey, band });
    },

    /** The bag that an item had been scanned from, the open one or one of the last day; nothing is counted. */
    ofId(bagId: string | null): BagView | null {
      const { open, earlier } = list();
      return [open, ...earlier].find((bag) => bag?.bagId === bagId) ?? null;
    },

    list,

    /** States the counts that the screen shows; they are counted again from the entries whenever somebody looks. */
    close({ officer, sessionId }: OpenSession, { bagId, note }: ArgsOf<'bag/close'>): Result<BagsView> {
      const problem = note === null ? null : textProblem(note, { max: MAX_NOTE });
      if (problem !== null) return fault('exam-not-right', { field: 'note', problem });
      const open = openBag();
      if (open?.bagId !== bagId) return fault('bag-not-open');
      const { itemCount, examCount, heldCount } = open;
      const payload = bagClosedSchema.parse({ bagId, itemCount, examCount, heldCount, note: note === '' ? null : note });
      append({ kind: 'bag.closed', payload, officerId: officer.officerId, sessionId });
      return ok(list());
    },
  };
}

/** The scans are working papers: when they cannot be read or written, a bag is counted from its exams alone, and the officer scans on. */
function withPapers<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch {
    return otherwise;
  }
}
