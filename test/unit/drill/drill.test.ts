/** The drill judges what was recorded: each case the right way, the wrong ways, and every way of putting a wrong one right. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DRILL_CASES, DRILL_CASE_CODES, drillCaseOf, type DrillCaseCode } from '../../../domain/drill/cases.ts';
import { drillFinished, drillFinishedSchema } from '../../../domain/drill/finished.ts';
import { foldDrill, type DrillCaseProgress } from '../../../domain/drill/fold.ts';
import { drillFeed, drillPostings } from '../../../domain/drill/material.ts';
import { foldDrillResults } from '../../../domain/drill/results.ts';
import { classify } from '../../../domain/identifier/classify.ts';
import { canonicalText, type Entry } from '../../../domain/ledger/entry.ts';
import { feedRowSchema } from '../../../domain/sync/messages.ts';
import { entryOf } from '../domain/examEntries.ts';
import { before, DESK_MADE, of, POSTINGS, RIGHT_VALUES, rightWay, sampleOf, stepsOf, WRONG_WAYS, type Act } from './drillSteps.ts';

const fold = (acts: readonly Act[]) => foldDrill(stepsOf(acts), POSTINGS);

function progressOf(code: DrillCaseCode, acts: readonly Act[]): DrillCaseProgress {
  const found = fold([...before(code), ...acts]).cases.find((one) => one.code === code);
  if (found === undefined) throw new Error(`no case ${code}`);
  return found;
}

describe('the samples', () => {
  it('are right numbers of eight cases, no two alike, and one item has no barcode', () => {
    const ids = DRILL_CASES.flatMap(({ itemId }) => itemId ?? []);
    expect(ids.map((id) => classify(id)).map(({ kind, valid, problems }) => [kind, valid, problems])).toEqual(ids.map(() => ['s10', true, []]));
    expect([DRILL_CASES.length, new Set(ids).size, DRILL_CASES.map(({ number }) => number)]).toEqual([8, 7, [1, 2, 3, 4, 5, 6, 7, 8]]);
    expect(ids.map((id) => drillCaseOf(id)?.itemId)).toEqual(ids);
    expect(['', 'RB123456785GB', DESK_MADE].map(drillCaseOf)).toEqual([null, null, null]);
  });

  it('come with rows that a feed may have, of the day of the drill', () => {
    const rows = drillFeed({ now: '2026-11-24T15:00:00.000Z', facilityId: 'JFK', officer: { officerId: 'o-1', name: 'Ortiz, R.', role: 'officer' } });
    expect(rows.map((row) => feedRowSchema.safeParse(row).success)).not.toContain(false);
    expect(drillPostings({ now: '2026-11-24T15:00:00.000Z' })).toEqual({ newer: '2026-11-18', older: '2025-10-20' });
    const withAed = rows.flatMap((row) => (row.kind === 'aed' ? [drillCaseOf(row.aed.itemId)?.code] : []));
    expect(withAed.toSorted()).toEqual(['clear', 'detained', 'hold', 'postings', 'postings', 'referred', 'undo']);
  });
});

describe.each(DRILL_CASE_CODES)('the case %s', (code) => {
  it('is passed by the right record at the first try', () => {
    expect(progressOf(code, rightWay(code))).toEqual({ code, isPassed: true, tries: 1, isScanned: true, last: { verdict: 'passed' } });
  });

  it('waits while nothing is recorded, however often its sample is scanned', () => {
    const scans = [{ scan: sampleOf(code) }, { scan: sampleOf(code) }];
    expect(progressOf(code, scans)).toEqual({ code, isPassed: false, tries: 0, isScanned: true, last: null });
    expect(progressOf(code, [])).toMatchObject({ isScanned: false, tries: 0 });
  });

  it('takes no record of another item for its own', () => {
    const other = code === 'noBarcode' ? 'clear' : 'noBarcode';
    expect(progressOf(code, [{ record: of(other), n: 500 }]).last).toEqual({ verdict: 'wrong', differs: { what: 'item' } });
  });

  it('hears nothing of an earlier case that is taken back', () => {
    const acts: readonly Act[] = [...before(code), { withdraw: true, n: 10 }, ...rightWay(code)];
    if (code !== 'clear') expect(fold(acts).cases.find((one) => one.code === code)).toMatchObject({ isPassed: true, tries: 1 });
  });
});

describe('a wrong record', () => {
  it.each(WRONG_WAYS)('of %s: who %s hears what differs', (code, _words, values, differs) => {
    expect(progressOf(code, [{ scan: sampleOf(code) }, { record: of(code, values), n: 700 }]))
      .toMatchObject({ isPassed: false, tries: 1, last: { verdict: 'wrong', differs } });
  });

  const again = WRONG_WAYS.filter(([code]) => code !== 'undo');
  it.each(again)('of %s, by one who %s, is put right by undo and a record anew, by a record anew, and by a correction', (code, _words, values) => {
    const wrong: Act = { record: of(code, values), n: 700 };
    const right: Act = { record: of(code, RIGHT_VALUES[code]), n: 701 };
    const anew = progressOf(code, [wrong, { withdraw: true, n: 700 }]);
    expect(anew).toMatchObject({ isPassed: false, tries: 1, last: { verdict: 'next', next: 'recordAnew' } });
    expect(progressOf(code, [wrong, { withdraw: true, n: 700 }, right])).toMatchObject({ isPassed: true, tries: 2 });
    expect(progressOf(code, [wrong, right])).toMatchObject({ isPassed: true, tries: 2 });
    // Which AED stood on the screen is no value of the exam: a correction cannot change it.
    if (code !== 'postings') expect(progressOf(code, [wrong, { correct: RIGHT_VALUES[code], n: 700 }])).toMatchObject({ isPassed: true, tries: 2 });
  });
});

describe('the case of taking back', () => {
  const slip: Act = { record: of('undo', { outcome: 'RETURNED_TO_SENDER' }), n: 700 };
  it('asks for the undo after the slip, and counts neither as a try', () => {
    expect(progressOf('undo', [slip])).toMatchObject({ isPassed: false, tries: 0, last: { verdict: 'next', next: 'takeBack' } });
    expect(progressOf('undo', [slip, { withdraw: true, n: 700 }])).toMatchObject({ isPassed: false, tries: 0, last: { verdict: 'next', next: 'recordAnew' } });
  });

  it('is not passed by a second record on top of the slip', () => {
    expect(progressOf('undo', [slip, { record: of('undo'), n: 701 }])).toMatchObject({ isPassed: false, last: { differs: { what: 'notTakenBack' } } });
  });

  it('is not passed by a second slip after the undo', () => {
    expect(progressOf('undo', [slip, { withdraw: true, n: 700 }, { record: of('undo', { outcome: 'EXCLUDED' }), n: 701 }]))
      .toMatchObject({ isPassed: false, last: { differs: { what: 'outcome' } } });
  });

  it('is passed also by who recorded right first, then took it back and recorded again', () => {
    expect(progressOf('undo', [{ record: of('undo'), n: 700 }, { withdraw: true, n: 700 }, { record: of('undo'), n: 701 }])).toMatchObject({ isPassed: true, tries: 2 });
  });
});

describe('the whole drill', () => {
  const all = DRILL_CASE_CODES.flatMap(rightWay);
  it('is passed case by case, and then nothing is current and nothing changes any more', () => {
    expect(fold([]).current).toBe('clear');
    expect(fold(all)).toMatchObject({ current: null, cases: DRILL_CASE_CODES.map((code) => ({ code, isPassed: true, tries: 1 })) });
    expect(fold([...all, { record: of('clear', { outcome: 'SEIZURE' }), n: 900 }])).toEqual(fold(all));
  });

  it('never loses a passed case and never passes one before the one before it', () => {
    const acts = fc.array(fc.constantFrom<Act>(...all, ...WRONG_WAYS.map(([code, , values]): Act => ({ record: of(code, values), n: 800 }))), { maxLength: 40 });
    fc.assert(fc.property(acts, (mixed) => {
      let passed = 0;
      for (let length = 1; length <= mixed.length; length += 1) {
        const { cases } = fold(mixed.slice(0, length));
        const now = cases.findIndex(({ isPassed }) => !isPassed);
        const upTo = now === -1 ? cases.length : now;
        expect(upTo).toBeGreaterThanOrEqual(passed);
        expect(cases.slice(upTo).some(({ isPassed }) => isPassed)).toBe(false);
        passed = upTo;
      }
    }), { numRuns: 60 });
  });

  it('becomes one payload with every case, reached or not', () => {
    const payload = drillFinished(fold([...rightWay('clear'), { scan: sampleOf('hold') }, { record: of('hold', { outcome: 'NOT_FOUND' }), n: 20 }]), 83_400);
    expect(drillFinishedSchema.parse(payload)).toEqual({
      drillVersion: 1, seconds: 83,
      cases: [
        { code: 'clear', isPassed: true, tries: 1 }, { code: 'hold', isPassed: false, tries: 1 },
        ...DRILL_CASE_CODES.slice(2).map((code) => ({ code, isPassed: false, tries: 0 })),
      ],
    });
  });
});

describe('the results of a desk', () => {
  const result = (seq: number, officerId: string | null, passed: number): Entry =>
    entryOf(seq, 'drill.finished', { drillVersion: 1, seconds: 60, cases: DRILL_CASE_CODES.map((code, n) => ({ code, isPassed: n < passed, tries: 1 })) },
      { officerId, recordedAt: `2026-11-24T1${seq}:00:00-05:00` });

  it('say of each officer the newest drill, and when one was passed last', () => {
    const entries = [result(1, 'a', 8), result(2, 'b', 3), result(3, 'a', 2), result(4, null, 8), entryOf(5, 'drill.finished', { drillVersion: 0 }), entryOf(6, 'session.locked', { reason: 'idle' })];
    const results = foldDrillResults(entries);
    expect([...results.keys()]).toEqual(['a', 'b']);
    expect(results.get('a')).toMatchObject({ drills: 2, lastAt: '2026-11-24T13:00:00-05:00', passedAt: '2026-11-24T11:00:00-05:00' });
    expect(results.get('b')).toMatchObject({ drills: 1, passedAt: null });
  });

  it('count a drill that was carried from a former ledger of the desk', () => {
    const { hash, ...body } = result(1, 'a', 8);
    const carried = entryOf(9, 'entry.carried', { deviceId: body.deviceId, seq: 1, hash, text: canonicalText(body), why: 'copied' }, { officerId: null });
    expect(foldDrillResults([carried]).get('a')).toMatchObject({ drills: 1, passedAt: '2026-11-24T11:00:00-05:00' });
  });
});
