/** A sealed exam is corrected or withdrawn: both stay in the ledger, what counts is the last correction, and HQ gets everything. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ExamValuesArgs } from '../../../preload/contract/examForm.ts';
import { startHq, type HqProcess } from '../../../scripts/window/hqProcess.ts';
import { openNodeDesk, valueOf, type NodeDesk } from '../../support/nodeDesk.ts';

const OFFICERS = [
  { officerId: 'o-1', badge: '4711', name: 'Ortiz, R.', role: 'officer', pin: '135790' },
  { officerId: 'o-2', badge: '4712', name: 'Haddad, L.', role: 'officer', pin: '097531' },
  { officerId: 's-1', badge: '9000', name: 'Supple, V.', role: 'supervisor', pin: '246802' },
];

const LETTER = 'RB123456785GB';

const DETAINED: ExamValuesArgs = {
  methods: ['xray'],
  reasons: ['xrayAnomaly'],
  finding: 'powder behind the lining',
  findings: [{
    commodityClass: 'narcotics', quantity: '12.50', unit: 'grams', weightGrams: 40, fieldTest: { kind: 'testStrip', result: 'positive' }, note: null,
    photoIds: [],
  }],
  outcome: 'DETAINED',
  outcomeFields: { reason: 'SUSPECTED_CONTRABAND' },
  label: null,
};

let hq: HqProcess;
let desk: NodeDesk;
let files: string;

beforeAll(async () => {
  files = mkdtempSync(join(tmpdir(), 'hq-files-'));
  hq = await startHq();
  const roster = join(files, 'roster.json');
  writeFileSync(roster, JSON.stringify(OFFICERS));
  await hq.admin('publish-roster', roster, '--facility', 'JFK');
}, 60_000);

afterAll(async () => {
  await hq.stop();
  rmSync(files, { recursive: true });
});

beforeEach(async () => {
  desk = openNodeDesk();
  const code = (await hq.admin('enrolment-code', '--approved', '--facility', 'JFK')).trim();
  valueOf(await desk.desk.handlers['desk/enrol']({ hqUrl: hq.url, code, deskName: 'Bench 07' }));
  await desk.until((status) => status.feedAsOf !== null);
  await signIn('Ortiz, R.');
}, 30_000);

afterEach(() => desk.stop());

async function signIn(name: string): Promise<void> {
  await desk.desk.handlers['session/signOut'](undefined);
  const { badge = '', pin = '' } = OFFICERS.find((one) => one.name === name) ?? {};
  valueOf(await desk.desk.handlers['session/signIn']({ badge, pin }));
}

const amend = (examId: string, why: string, values: ExamValuesArgs | null) => desk.desk.handlers['exam/amend']({ examId, why, values });
const detail = async (examId: string) => valueOf(await desk.desk.handlers['exam/detail']({ examId }));
const amendments = () => desk.stores.ledger.newestOf(['exam.amended'], 10);

describe('a sealed exam', () => {
  it('counts as corrected, stays as it was sealed, and reaches HQ with its correction', async () => {
    const exam = await desk.record(LETTER);
    const sealed = desk.stores.ledger.newestOf(['exam.recorded'], 1);
    expect(valueOf(await amend(exam.examId, 'notice came later', DETAINED))).toMatchObject({ outcome: 'DETAINED', isAmended: true, isWithdrawn: false });
    expect(await detail(exam.examId)).toMatchObject({
      sealedOutcome: 'RELEASED_TO_USPS',
      values: DETAINED,
      amendments: [{ kind: 'corrected', why: 'notice came later', officerName: 'Ortiz, R.', outcome: 'DETAINED' }],
      mayAmend: true,
    });
    expect(desk.stores.ledger.newestOf(['exam.recorded'], 1)).toEqual(sealed);
    expect(await desk.until((status) => status.waiting === 0)).toMatchObject({ refused: 0 });
  });

  it('keeps every correction in order, and the last one counts', async () => {
    const { examId } = await desk.record(LETTER);
    valueOf(await amend(examId, 'first', DETAINED));
    valueOf(await amend(examId, 'second', { ...DETAINED, outcome: 'REFERRED', outcomeFields: { agency: 'FDA' } }));
    const { values, amendments: told } = await detail(examId);
    expect(values.outcome).toBe('REFERRED');
    expect(told.map(({ why }) => why)).toEqual(['first', 'second']);
  });

  it('is counted by its correction in the shift, and when withdrawn it stands apart and in no number', async () => {
    const first = await desk.record(LETTER);
    const second = await desk.record('LZ482109379CN');
    valueOf(await amend(first.examId, 'detained after all', DETAINED));
    valueOf(await amend(second.examId, 'scanned the wrong item', null));
    expect(valueOf(await desk.desk.handlers['shift/log'](undefined))).toMatchObject({
      exams: [{ examId: first.examId, isAmended: true }],
      withdrawn: [{ examId: second.examId, isWithdrawn: true }],
      byOutcome: { DETAINED: 1 },
      byOfficer: [{ exams: 1 }],
    });
    const live = desk.stores.ledger.db.prepare('SELECT * FROM exam ORDER BY seq').all();
    desk.stores.ledger.rebuild();
    expect(desk.stores.ledger.db.prepare('SELECT * FROM exam ORDER BY seq').all()).toEqual(live);
  });

  it('is not amended any more once it is withdrawn', async () => {
    const { examId } = await desk.record(LETTER);
    valueOf(await amend(examId, 'wrong item', null));
    expect(await amend(examId, 'and back', DETAINED)).toMatchObject({ ok: false, fault: { kind: 'exam-not-right', detail: { problem: 'WITHDRAWN' } } });
    expect(await detail(examId)).toMatchObject({ mayAmend: false, amendments: [{ kind: 'withdrawn', outcome: null }] });
    expect(amendments()).toHaveLength(1);
  });

  it.each([
    ['no why', '  ', DETAINED, 'why', 'REQUIRED'],
    ['a why that is too long', 'x'.repeat(2_001), DETAINED, 'why', 'TOO_LONG'],
    ['a withdrawal without a why', '', null, 'why', 'REQUIRED'],
    ['no method', 'why', { ...DETAINED, methods: [] }, 'methods', 'NO_METHOD'],
    ['a reason twice', 'why', { ...DETAINED, reasons: ['hold', 'hold'] }, 'reasons', 'TWICE'],
    ['an outcome of nobody', 'why', { ...DETAINED, outcome: 'EATEN' }, 'outcome', 'UNKNOWN_OUTCOME'],
    ['a detention without its reason', 'why', { ...DETAINED, outcomeFields: {} }, 'reason', 'REQUIRED'],
    ['a quantity with a comma', 'why', withFinding({ quantity: '12,5' }), 'findings.0.quantity', 'NOT_A_QUANTITY'],
    ['a weight of half a gram', 'why', withFinding({ weightGrams: 0.5 }), 'findings.0.weightGrams', 'NOT_WHOLE_GRAMS'],
    ['an opened letter without its legal basis', 'why', { ...DETAINED, methods: ['opening'] }, 'legalBasis', 'REQUIRED'],
    ['a country of three letters', 'why', { ...DETAINED, label: { origin: 'GBR', mailClass: null, contents: null } }, 'label.origin', 'NOT_A_COUNTRY_CODE'],
  ])('is left alone by an amendment with %s, which is refused by name', async (_, why, values, field, problem) => {
    const { examId } = await desk.record(LETTER);
    expect(await amend(examId, why, values)).toMatchObject({ ok: false, fault: { detail: { field, problem } } });
    expect(amendments()).toEqual([]);
    expect(await detail(examId)).toMatchObject({ amendments: [], values: { outcome: 'RELEASED_TO_USPS' } });
  });

  it('is read by everybody at the desk and amended by its own officer or a supervisor', async () => {
    const { examId } = await desk.record(LETTER);
    await signIn('Haddad, L.');
    expect((await detail(examId)).mayAmend).toBe(false);
    expect(await amend(examId, 'I know better', DETAINED)).toMatchObject({ ok: false, fault: { kind: 'not-allowed' } });
    expect(amendments()).toEqual([]);
    await signIn('Supple, V.');
    expect((await detail(examId)).mayAmend).toBe(true);
    valueOf(await amend(examId, 'seen on the shelf', DETAINED));
    expect((await detail(examId)).amendments).toMatchObject([{ officerName: 'Supple, V.' }]);
  });

  it('of an item without any number is told and corrected too', async () => {
    await signIn('Ortiz, R.');
    const item = valueOf(await desk.desk.handlers['item/scan']({ raw: '***', source: 'wedge' }));
    const { examId } = valueOf(await desk.desk.handlers['exam/record']({ ...DETAINED, outcome: 'RELEASED_TO_USPS', outcomeFields: {}, scanId: item.scanId, posting: null }));
    valueOf(await amend(examId, 'there was a powder in it', DETAINED));
    expect(await detail(examId)).toMatchObject({ sealedOutcome: 'RELEASED_TO_USPS', summary: { outcome: 'DETAINED', isAmended: true } });
  });

  it('opens its hold again when a release is corrected to a detention', async () => {
    await hq.admin('place-hold', 'LZ482109379CN', '--facility', 'JFK', '--by', 'NTC', '--reason', 'test');
    await desk.desk.handlers['delivery/now'](undefined);
    await desk.until(() => desk.stores.reference.holdEventsOf('LZ482109379CN').length > 0);
    const { examId } = await desk.record('LZ482109379CN');
    const holds = async () => valueOf(await desk.desk.handlers['item/scan']({ raw: 'LZ482109379CN', source: 'wedge' })).holds;
    expect((await holds()).map(({ isOutstanding }) => isOutstanding)).toEqual([false]);
    valueOf(await amend(examId, 'detained after all', DETAINED));
    expect((await holds()).map(({ isOutstanding }) => isOutstanding)).toEqual([true]);
  }, 30_000);
});

function withFinding(change: Partial<ExamValuesArgs['findings'][number]>): ExamValuesArgs {
  return { ...DETAINED, findings: DETAINED.findings.map((finding) => ({ ...finding, ...change })) };
}
