/** The bag on the bench: what its tag says, what came out of it, and when it ends. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldBags, openBagOf, type Bag } from '../../../domain/bag/bag.ts';
import { decideOnTag } from '../../../domain/bag/tag.ts';
import { BANDS, type Band } from '../../../domain/band/bands.ts';
import type { Entry } from '../../../domain/ledger/entry.ts';
import { corrected, entry, exam, ITEM, TAG, uuid, withdrawn } from './ledgerEntries.ts';

const BAG = uuid(50);
const NEXT = uuid(51);
const OTHER_TAG = 'CNPVGAUSJFKAAUR60123001100045';
const OTHER_ITEM = 'LZ900123456CN';

const opened = (seq: number, bagId = BAG, tag = TAG, changes: Partial<Entry> = {}): Entry =>
  entry(seq, 'bag.opened', { bagId, receptacleId: tag, raw: `]C1${tag}` }, changes);

type Stated = readonly [itemCount: number, examCount: number, heldCount: number];

function closed(seq: number, bagId = BAG, stated: Stated = [0, 0, 0], changes: Partial<Entry> = {}): Entry {
  const [itemCount, examCount, heldCount] = stated;
  return entry(seq, 'bag.closed', { bagId, itemCount, examCount, heldCount, note: null }, changes);
}

const scan = (itemKey: string, band: Band, bagId = BAG) => ({ bagId, itemKey, band });

function bag(bags: readonly Bag[], bagId = BAG): Bag {
  const found = bags.find((one) => one.bagId === bagId);
  if (found === undefined) throw new Error('no such bag');
  return found;
}

describe('a bag', () => {
  it('says what its tag says', () => {
    expect(bag(foldBags([opened(1)]))).toMatchObject({
      receptacleId: TAG, isOpen: true, closedBy: null, itemCount: 0, examCount: 0, heldCount: 0, items: [], stated: null,
      receptacle: { dispatch: { origin: 'MYKULG', destination: 'USSFOA', serial: '2072' }, serial: '001', isLast: true, weightGrams: 2_800 },
    });
  });

  it('is recorded too when its tag has another shape', () => {
    expect(bag(foldBags([opened(1, BAG, '1'.repeat(29))]))).toMatchObject({ receptacle: null, isOpen: true });
  });

  it('counts items by band and exams by outcome', () => {
    const bags = foldBags([opened(1), exam(2, uuid(1), { bagId: BAG, band: 'HOLD', outcome: 'DETAINED' }),
      exam(3, uuid(2), { bagId: BAG, itemId: OTHER_ITEM }), exam(4, uuid(3), { bagId: NEXT, itemId: 'X' }), exam(5, uuid(4), { itemId: 'Y' })]);
    expect(bag(bags)).toMatchObject({
      itemCount: 2, examCount: 2, heldCount: 1, byBand: { HOLD: 1, CLEAR: 1 }, byOutcome: { DETAINED: 1, RELEASED_TO_USPS: 1 },
    });
  });

  it('counts an item once, however often it is scanned and examined, and a held item as held', () => {
    const entries = [opened(1), exam(2, uuid(1), { bagId: BAG, band: 'HOLD', outcome: 'DETAINED' }), exam(3, uuid(2), { bagId: BAG, band: 'EXAMINED' })];
    const found = bag(foldBags(entries, [scan(ITEM, 'HOLD'), scan(ITEM, 'EXAMINED'), scan(OTHER_ITEM, 'CLEAR'), scan(OTHER_ITEM, 'CLEAR')]));
    expect(found).toMatchObject({ itemCount: 2, examCount: 2, heldCount: 1, byBand: { HOLD: 1, CLEAR: 1 }, byOutcome: { DETAINED: 1, RELEASED_TO_USPS: 1 } });
    expect(found.items).toEqual([{ itemKey: ITEM, band: 'HOLD', outcome: 'RELEASED_TO_USPS' }, { itemKey: OTHER_ITEM, band: 'CLEAR', outcome: null }]);
  });

  it('counts exams as they were amended', () => {
    const exams = [opened(1), exam(2, uuid(1), { bagId: BAG, outcome: 'DETAINED' }), exam(3, uuid(2), { bagId: BAG, itemId: OTHER_ITEM })];
    expect(bag(foldBags([...exams, corrected(4, uuid(1), 'SEIZURE'), withdrawn(5, uuid(2))])))
      .toMatchObject({ itemCount: 1, examCount: 1, byOutcome: { SEIZURE: 1 } });
  });

  it('keeps items without any number apart', () => {
    const exams = [exam(2, uuid(1), { bagId: BAG, itemId: null }), exam(3, uuid(2), { bagId: BAG, itemId: null })];
    expect(bag(foldBags([opened(1), ...exams]))).toMatchObject({ itemCount: 2, examCount: 2 });
  });

  it('is closed by an officer, with the counts that were stated', () => {
    const entries = [opened(1), exam(2, uuid(1), { bagId: BAG, band: 'HOLD' }), closed(3, BAG, [1, 1, 1])];
    const stated = { itemCount: 1, examCount: 1, heldCount: 1 };
    expect(bag(foldBags(entries))).toMatchObject({ isOpen: false, closedBy: 'hand', stated, isStatedRight: true });
    const late = exam(4, uuid(2), { bagId: BAG, itemId: OTHER_ITEM });
    expect(bag(foldBags([...entries, late]))).toMatchObject({ examCount: 2, isStatedRight: false });
  });

  it('is closed by the next tag on the same desk, and by no other desk', () => {
    const next = opened(3, NEXT, OTHER_TAG, { recordedAt: '2026-11-23T15:00:00-05:00' });
    expect(bag(foldBags([opened(1), next]))).toMatchObject({ isOpen: false, closedBy: 'nextTag', closedAt: '2026-11-23T15:00:00-05:00', isStatedRight: null });
    const elsewhere = foldBags([opened(1), opened(2, NEXT, OTHER_TAG, { deviceId: 'desk-2' })]);
    expect(elsewhere.map(({ isOpen }) => isOpen)).toEqual([true, true]);
    expect([openBagOf(elsewhere, 'desk-1')?.bagId, openBagOf(elsewhere, 'desk-2')?.bagId, openBagOf(elsewhere, 'desk-3')]).toEqual([BAG, NEXT, null]);
  });

  it('that an officer closed stays so when the next is opened; closed after that it only has its counts confirmed', () => {
    expect(bag(foldBags([opened(1), closed(2), opened(3, NEXT, OTHER_TAG)]))).toMatchObject({ closedBy: 'hand' });
    expect(bag(foldBags([opened(1), opened(2, NEXT, OTHER_TAG), closed(3)]))).toMatchObject({ closedBy: 'nextTag', isStatedRight: true });
  });

  it('stays on the bench when officers change, sign out or lock', () => {
    const change = [entry(2, 'session.locked', { reason: 'idle' }), entry(3, 'session.signedOut', {}),
      entry(4, 'session.signedIn', { officerName: 'Lee, K.', role: 'officer' }, { officerId: 'lee', sessionId: 's2' })];
    const bags = foldBags([opened(1), ...change, exam(5, uuid(1), { bagId: BAG }, { officerId: 'lee', sessionId: 's2' })]);
    expect(openBagOf(bags, 'desk-1')).toMatchObject({ bagId: BAG, examCount: 1 });
  });

  it('opened twice under one id is one bag', () => {
    expect(foldBags([opened(1), opened(2, BAG, OTHER_TAG)])).toMatchObject([{ receptacleId: TAG, isOpen: true }]);
  });
});

describe('a scanned tag', () => {
  const [open] = foldBags([opened(1)]);

  it.each([
    ['opens a bag on an empty bench', null, TAG, { do: 'open', receptacleId: TAG, closes: null }],
    ['of the open bag changes nothing', open ?? null, `]C0${TAG}\r`, { do: 'continue', bagId: BAG }],
    ['of another bag closes the open one', open ?? null, OTHER_TAG, { do: 'open', receptacleId: OTHER_TAG, closes: BAG }],
    ['of an item is no tag', open ?? null, ITEM, { do: 'notABag' }],
    ['of a dispatch is no bag', open ?? null, TAG.slice(0, 20), { do: 'notABag' }],
  ])('%s', (_, bagOnBench, raw, decision) => {
    expect(decideOnTag(bagOnBench, raw)).toEqual(decision);
  });
});

describe('any history of bags', () => {
  const what = fc.constantFrom('open', 'close', 'exam', 'withdraw', 'correct');
  const someEntry = fc.tuple(what, fc.nat(3), fc.nat(3), fc.constantFrom('desk-1', 'desk-2'), fc.constantFrom(...BANDS));
  const history = fc.array(someEntry, { maxLength: 14 }).map((steps) => steps.map(([does, bagNumber, itemNumber, deviceId, band], index): Entry => {
    const [seq, changes, bagId] = [index + 1, { deviceId }, uuid(50 + bagNumber)];
    switch (does) {
      case 'open': return opened(seq, bagId, bagNumber % 2 === 0 ? TAG : OTHER_TAG, changes);
      case 'close': return closed(seq, bagId, [1, 1, 0], changes);
      case 'withdraw': return withdrawn(seq, uuid(itemNumber), changes);
      case 'correct': return corrected(seq, uuid(itemNumber), 'EXCLUDED', changes);
      case 'exam': return exam(seq, uuid(index % 4), { bagId, itemId: `ITEM${itemNumber}`, band }, changes);
    }
  }));

  it('gives the same bags in another order and with entries given twice', () => {
    const reordered = history.chain((entries) => fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length })));
    fc.assert(fc.property(reordered, ([entries, shuffled]) => {
      expect(foldBags([...shuffled, ...shuffled])).toEqual(foldBags(entries));
    }), { numRuns: 200 });
  });

  it('has at most one open bag a desk, and counts that add up', () => {
    fc.assert(fc.property(history, fc.array(fc.tuple(fc.nat(3), fc.nat(5), fc.constantFrom(...BANDS)), { maxLength: 8 }), (entries, scans) => {
      const bags = foldBags(entries, scans.map(([bagNumber, item, band]) => scan(`ITEM${item}`, band, uuid(50 + bagNumber))));
      for (const device of ['desk-1', 'desk-2']) {
        expect(bags.filter(({ isOpen, deviceId }) => isOpen && deviceId === device).length).toBeLessThanOrEqual(1);
      }
      for (const { items, itemCount, examCount, heldCount, byBand, byOutcome, isOpen, closedBy } of bags) {
        const sum = (counts: Readonly<Partial<Record<string, number>>>): number => Object.values(counts).reduce<number>((total, one) => total + (one ?? 0), 0);
        expect(new Set(items.map(({ itemKey }) => itemKey)).size).toBe(itemCount);
        expect([sum(byBand), sum(byOutcome), byBand.HOLD ?? 0]).toEqual([itemCount, examCount, heldCount]);
        expect(isOpen).toBe(closedBy === null);
      }
    }), { numRuns: 200 });
  });
});
