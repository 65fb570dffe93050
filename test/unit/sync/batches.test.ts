/** What goes up next, and that making it ready beforehand changes nothing of it. */
import { describe, expect, test } from 'vitest';
import { seal, type Entry } from '../../../domain/ledger/entry.ts';
import { MAX_ENTRIES_PER_UPLOAD, type Upload } from '../../../domain/sync/messages.ts';
import { makeBatches } from '../../../main/sync/batches.ts';
import { chainOf } from '../../support/entries.ts';

const CHAIN = chainOf(1_200);

describe('A batch', () => {
  test('has as many entries as one upload may have, from the one that comes next', () => {
    const { batches } = overLedger(CHAIN);
    expect(seqsOf(batches.waiting(0))).toEqual(seqs(1, MAX_ENTRIES_PER_UPLOAD));
    expect(seqsOf(batches.waiting(900))).toEqual(seqs(901, 1_200));
    expect(batches.waiting(0)).toMatchObject({ protocol: 1, deviceId: 'JFK-07-TEST' });
  });

  test('ends early when its entries are large, and has one however large that is', () => {
    const large = CHAIN.slice(0, 5).map(({ hash: _, ...body }) => seal({ ...body, payload: { ...body.payload, note: 'x'.repeat(200_000) } }));
    const huge = large.map(({ hash: _, ...body }) => seal({ ...body, payload: { ...body.payload, note: 'x'.repeat(900_000) } }));
    expect(seqsOf(overLedger(large).batches.waiting(0))).toEqual([1, 2]);
    expect(seqsOf(overLedger(huge).batches.waiting(0))).toEqual([1]);
  });

  test('offered again has the refused entries only and says so', () => {
    const upload = overLedger(CHAIN).batches.again(6, 9);
    expect(seqsOf(upload)).toEqual([7, 8, 9]);
    expect(upload?.again).toBe(true);
  });

  test('offered again is no larger than one upload may be', () => {
    expect(seqsOf(overLedger(CHAIN).batches.again(10, 900))).toEqual(seqs(11, 10 + MAX_ENTRIES_PER_UPLOAD));
  });

  test('is null while the ledger cannot be read', () => {
    const ledger = overLedger(CHAIN);
    ledger.isReadable = false;
    expect(ledger.batches.waiting(0)).toBeNull();
    expect(ledger.batches.again(0, 1)).toBeNull();
  });
});

describe('The batch made ready', () => {
  test('is read and prepared once, when the upload before it has set out', () => {
    const ledger = overLedger(CHAIN);
    ledger.batches.lookAhead(500);
    expect(ledger.reads).toBe(0);
    ledger.letTimePass();
    expect(ledger.prepared).toEqual([seqs(501, 1_000)]);
    const upload = ledger.batches.waiting(500);
    expect(seqsOf(upload)).toEqual(seqs(501, 1_000));
    expect(ledger.reads).toBe(1);
  });

  test('is the last that was asked for: one that was called off is not read', () => {
    const ledger = overLedger(CHAIN);
    ledger.batches.lookAhead(500);
    ledger.batches.lookAhead(1_000);
    ledger.letTimePass();
    expect(ledger.prepared).toEqual([seqs(1_001, 1_200)]);
    expect(ledger.reads).toBe(1);
  });

  test('does not go up when another one comes next', () => {
    const ledger = overLedger(CHAIN);
    ledger.batches.lookAhead(500);
    ledger.letTimePass();
    expect(seqsOf(ledger.batches.waiting(250))).toEqual(seqs(251, 750));
    expect(seqsOf(ledger.batches.waiting(750))).toEqual(seqs(751, 1_200));
  });

  test('goes up once: what was tried in vain is read again', () => {
    const ledger = overLedger(CHAIN);
    ledger.batches.lookAhead(500);
    ledger.letTimePass();
    expect(ledger.batches.waiting(500)).not.toBe(ledger.batches.waiting(500));
  });

  test.each([
    ['nothing waits after it', 1_200, true],
    ['the ledger cannot be read', 500, false],
  ])('is none when %s', (_, afterSeq, isReadable) => {
    const ledger = overLedger(CHAIN);
    ledger.isReadable = isReadable;
    ledger.batches.lookAhead(afterSeq);
    ledger.letTimePass();
    expect(ledger.prepared).toEqual([]);
    ledger.isReadable = true;
    expect(seqsOf(ledger.batches.waiting(afterSeq))).toEqual(seqs(afterSeq + 1, Math.min(1_200, afterSeq + 500)));
  });

  test('is not read after the desk stopped', () => {
    const ledger = overLedger(CHAIN);
    ledger.batches.lookAhead(500);
    ledger.batches.stop();
    ledger.letTimePass();
    expect(ledger.reads).toBe(0);
  });
});

function overLedger(entries: readonly Entry[]) {
  let timers: (() => void)[] = [];
  const ledger = {
    isReadable: true,
    reads: 0,
    prepared: [] as number[][],
    letTimePass: () => {
      const due = timers;
      timers = [];
      for (const work of due) work();
    },
    batches: makeBatches('JFK-07-TEST', {
      entriesAfter: (seq, limit) => {
        if (!ledger.isReadable) throw new Error('locked');
        ledger.reads += 1;
        return entries.slice(seq, seq + limit);
      },
      prepare: (upload) => { ledger.prepared.push(seqsOf(upload)); },
      after: (_, work) => {
        timers.push(work);
        return () => { timers = timers.filter((one) => one !== work); };
      },
    }),
  };
  return ledger;
}

function seqsOf(upload: Upload | null): number[] {
  return (upload?.entries ?? []).map(({ seq }) => seq);
}

function seqs(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}
