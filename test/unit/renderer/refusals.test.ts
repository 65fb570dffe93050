/** The tray of refused entries without a window: its cursor, what HQ answered, its words, and an entry in readable lines. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENTRY_KINDS } from '../../../domain/ledger/kinds.ts';
import { REFUSAL_REASONS } from '../../../domain/sync/messages.ts';
import type { RefusalView } from '../../../preload/contract/refusalViews.ts';
import { entryLines } from '../../../renderer/features/delivery/entryLines.ts';
import { answeredBetween, refusalAfter, refusalInFront } from '../../../renderer/features/delivery/refusalRows.ts';
import { refusalWords } from '../../../renderer/text/en/refusals.ts';

const row = (seq: number, changes: Partial<RefusalView> = {}): RefusalView => ({
  seq, kind: 'exam.recorded', item: 'RB 123 456 785 GB', officerName: 'Ortiz, R.', recordedAt: '2026-11-23T14:06:41-05:00', reason: 'policy', detail: 'why',
  refusedAt: '2026-11-23T19:10:00Z', times: 1, isOfferedAgain: false, ...changes,
});
const rowsOf = (seqs: readonly number[]): RefusalView[] => [...seqs].sort((a, b) => a - b).map((seq) => row(seq));
const anySeqs = fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 8 });

describe('the cursor of the tray', () => {
  it('stands on a row whenever there is one, and stays on its entry while that is refused', () => {
    fc.assert(fc.property(anySeqs, fc.option(fc.integer({ min: 1, max: 31 }), { nil: null }), (seqs, cursor) => {
      const front = refusalInFront(rowsOf(seqs), cursor);
      expect(front === null).toBe(seqs.length === 0);
      if (cursor !== null && seqs.includes(cursor)) expect(front?.seq).toBe(cursor);
    }));
  });

  it('goes to the row behind one that left, or to the last', () => {
    expect(refusalInFront(rowsOf([3, 7, 9]), 5)?.seq).toBe(7);
    expect(refusalInFront(rowsOf([3, 7, 9]), 12)?.seq).toBe(9);
    expect(refusalInFront(rowsOf([3, 7, 9]), null)?.seq).toBe(3);
  });

  it('moves one row at a time and stops at both ends', () => {
    const rows = rowsOf([3, 7, 9]);
    expect([refusalAfter(rows, null, 1), refusalAfter(rows, 7, 1), refusalAfter(rows, 9, 1)].map((one) => one?.seq)).toEqual([7, 9, 9]);
    expect([refusalAfter(rows, 9, -1), refusalAfter(rows, 3, -1), refusalAfter(rows, 5, -1)].map((one) => one?.seq)).toEqual([7, 3, 3]);
    expect(refusalAfter([], 3, 1)).toBeNull();
  });
});

describe('what HQ answered', () => {
  it('is told of entries that were offered again and of no others', () => {
    const offered = { isOfferedAgain: true };
    expect(answeredBetween([row(1, offered), row(2, offered), row(3, offered), row(4)], [row(2), row(3, offered)])).toEqual({ taken: 1, still: 1 });
    expect(answeredBetween([row(1, offered)], [row(1, offered)])).toBeNull();
    expect(answeredBetween([row(1)], [])).toBeNull();
  });

  it.each([[1, 0, 'HQ has taken 1 entry after all.'], [0, 2, '2 entries are still refused.'], [3, 1, 'HQ has taken 3 entries after all. 1 entry is still refused.']])(
    'is said for %d taken and %d still refused', (taken, still, words) => {
      expect(refusalWords.answered(taken, still)).toBe(words);
    },
  );
});

describe('the words of a refusal', () => {
  it.each([...REFUSAL_REASONS, 'a-reason-of-a-newer-HQ'])('of %s say what happened, what is safe and what to do next', (reason) => {
    const sentence = refusalWords.sentence(reason);
    expect(sentence).toContain('safe on this desk');
    expect(sentence).toMatch(/supervisor offers it again/);
    expect(sentence.split('. ').length).toBeGreaterThanOrEqual(3);
    expect(sentence).not.toContain(reason);
  });

  it('differ for every reason, in the row and in the sentence', () => {
    for (const words of [refusalWords.short, (reason: string) => refusalWords.sentence(reason)]) {
      expect(new Set([...REFUSAL_REASONS, 'newer'].map(words)).size).toBe(REFUSAL_REASONS.length + 1);
    }
  });

  it('say that an entry waits for an answer, and how often it was refused', () => {
    expect(refusalWords.stateWords(row(1))).toMatch(/^refused /);
    expect(refusalWords.stateWords(row(1, { isOfferedAgain: true, times: 2 }))).toBe('offered again, HQ has not answered yet');
    expect(refusalWords.stateWords(row(1, { times: 3 }))).toMatch(/^still refused .*, 3 times$/);
    expect(refusalWords.stateWords(row(1, { refusedAt: null }))).toBe('refused');
  });

  it('name every kind of entry in words, and one of a newer version as it is', () => {
    for (const kind of ENTRY_KINDS) expect(refusalWords.kindWords(kind)).not.toContain('.');
    expect(refusalWords.kindWords('exam.weighed')).toBe('exam.weighed');
    expect(refusalWords.kindWords('toString')).toBe('toString');
  });
});

describe('an entry in lines', () => {
  it('says every member by its place', () => {
    expect(entryLines({ item: { id: 'RB1', deskItemId: null }, methods: ['xray', 'opened'], outcomeFields: {}, isAlert: true, note: '', weight: 2.5, x_ray: 1 })).toEqual([
      { name: 'item › id', value: 'RB1', isEmpty: false },
      { name: 'item › desk item id', value: null, isEmpty: false },
      { name: 'methods › 1', value: 'xray', isEmpty: false },
      { name: 'methods › 2', value: 'opened', isEmpty: false },
      { name: 'outcome fields', value: null, isEmpty: true },
      { name: 'is alert', value: true, isEmpty: false },
      { name: 'note', value: '', isEmpty: false },
      { name: 'weight', value: '2.5', isEmpty: false },
      { name: 'x_ray', value: '1', isEmpty: false },
    ]);
  });

  it('leaves out nothing of any JSON', () => {
    const leaves = (value: unknown): number => {
      if (typeof value !== 'object' || value === null) return 1;
      const members: unknown[] = Object.values(value);
      return members.length === 0 ? 1 : members.reduce<number>((sum, member) => sum + leaves(member), 0);
    };
    const payload = fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), fc.jsonValue({ maxDepth: 3 }), { minKeys: 1, maxKeys: 5 });
    fc.assert(fc.property(payload, (value) => {
      expect(entryLines(value)).toHaveLength(leaves(value));
    }));
  });

  it('has no line for an entry that says nothing', () => {
    expect(entryLines({})).toEqual([]);
  });
});
