/** What a desk gives for its printed sheets: one exam with the AED as it was seen, its clocks and its story; a shift with what runs on. */
import { describe, expect, it } from 'vitest';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addBusinessDays } from '../../../domain/detention/businessDays.ts';
import { addDays } from '../../../domain/detention/calendar.ts';
import type { ExamValuesArgs } from '../../../preload/contract/examForm.ts';
import type { ExamSummary } from '../../../preload/contract/examViews.ts';
import type { HandOverView, WorksheetView } from '../../../preload/contract/sheetViews.ts';
import { fetchUntil, OFFICERS, scan, signIn, type Facility } from '../../support/facility.ts';
import { newestOf, valueOf, type NodeDesk } from '../../support/nodeDesk.ts';
import { photoBytes, photoIdOf } from '../../support/photos.ts';
import { signedInDesks } from '../../support/signedInDesks.ts';

const LETTER = 'RB123456785GB';
const OTHER = 'UA900000018DE';

const PHOTO = photoBytes(900);

const DETAINED: ExamValuesArgs = {
  methods: ['opening'], reasons: ['xrayAnomaly'], finding: 'powder behind the lining', findings: [{
    commodityClass: 'narcotics', quantity: '12.50', unit: 'grams', weightGrams: 40, fieldTest: { kind: 'testStrip', result: 'positive' }, note: null, photoIds: [photoIdOf(PHOTO)],
  }],
  outcome: 'DETAINED', outcomeFields: { reason: 'SUSPECTED_CONTRABAND', legalBasis: 'REASONABLE_CAUSE', detentionNotice: 'D-7' }, label: null,
};
const SEIZED: ExamValuesArgs = { ...DETAINED, outcome: 'SEIZURE', outcomeFields: { legalBasis: 'REASONABLE_CAUSE' } };

let facility: Facility;
let desk: NodeDesk;
signedInDesks((ofTest, itsFacility) => {
  desk = ofTest;
  facility = itsFacility;
});

async function record(itemId: string, values: ExamValuesArgs): Promise<ExamSummary> {
  valueOf(await desk.desk.handlers['photo/keep']({ bytes: PHOTO }));
  const item = await scan(desk, itemId);
  return valueOf(await desk.desk.handlers['exam/record']({ ...values, scanId: item.scanId, posting: newestOf(item) }));
}

const worksheet = async (examId: string): Promise<WorksheetView> => valueOf(await desk.desk.handlers['sheet/worksheet']({ examId }));
const handOver = async (): Promise<HandOverView> => valueOf(await desk.desk.handlers['sheet/handOver'](undefined));

async function loadAed(contents: string): Promise<void> {
  const file = join(facility.files, 'aed.ndjson');
  writeFileSync(file, `${JSON.stringify({ itemId: LETTER, postedOn: '2026-11-18', senderName: 'Unknown', recipientName: 'J. Public', contents })}\n`);
  await facility.hq.admin('load-aed', file);
}

const contentsOf = ({ aedShown }: WorksheetView) => aedShown?.fields?.find(({ field }) => field === 'contents')?.received;

describe('the worksheet of an exam', () => {
  it('shows the AED that the officer saw, also when a newer version has come since', async () => {
    await loadAed('phone case');
    await fetchUntil(desk, () => desk.stores.reference.aedOf(LETTER).length === 1);
    const { examId } = await record(LETTER, DETAINED);
    await loadAed('watches');
    await fetchUntil(desk, () => desk.stores.reference.aedOf(LETTER).length === 2);
    const view = await worksheet(examId);
    expect(view.aedShown).toMatchObject({ postedOn: '2026-11-18', version: 1 });
    expect(contentsOf(view)).toBe('phone case');
    expect(view.aedShown?.fields?.find(({ field }) => field === 'senderName')).toMatchObject({ received: 'Unknown', invalid: 'SAYS_UNKNOWN' });
  });

  it('names place, officer and record, and runs the clocks of a detention from the day of the exam', async () => {
    const exam = await record(OTHER, DETAINED);
    const today = exam.recordedAt.slice(0, 10);
    const view = await worksheet(exam.examId);
    expect(view).toMatchObject({
      facilityId: 'JFK', deskName: 'Bench 07', madeBy: 'Ortiz, R.', itemKind: 's10', origin: { code: 'DE' }, aedShown: null, closedDays: 0, priorDetention: null,
      detail: { summary: { examId: exam.examId, officerName: 'Ortiz, R.' }, values: DETAINED },
      detention: { presentedOn: today, detainedOn: today, noticeBy: addBusinessDays(today, 5), determineBy: addDays(today, 30) },
    });
    const [sealed] = desk.stores.ledger.newestOf(['exam.recorded'], 1);
    expect(view.entryHash).toBe(sealed?.hash);
  });

  it('of a seizure names the detention before it with its notice, and the clocks of that one have stopped', async () => {
    const detained = await record(LETTER, DETAINED);
    const seized = await record(LETTER, SEIZED);
    expect(await worksheet(seized.examId)).toMatchObject({ detention: null, priorDetention: { detainedAt: detained.recordedAt, noticeNumber: 'D-7' } });
    expect(await worksheet(detained.examId)).toMatchObject({ detention: null, priorDetention: null });
  });

  it('shows values as corrected, of a withdrawn exam no clocks, and of an unknown exam nothing', async () => {
    const { examId } = await record(OTHER, SEIZED);
    valueOf(await desk.desk.handlers['exam/amend']({ examId, why: 'wrong key', values: DETAINED }));
    expect(await worksheet(examId)).toMatchObject({ detail: { sealedOutcome: 'SEIZURE', values: DETAINED }, detention: { examId } });
    valueOf(await desk.desk.handlers['exam/amend']({ examId, why: 'wrong item', values: null }));
    expect(await worksheet(examId)).toMatchObject({ detail: { summary: { isWithdrawn: true } }, detention: null });
    expect(await desk.desk.handlers['sheet/worksheet']({ examId: '018f0000-0000-7000-8000-000000000000' })).toMatchObject({ ok: false, fault: { kind: 'no-such-item' } });
  });
});

describe('the hand-over sheet', () => {
  it('has what the shift did, what runs on and what was left open, and of drafts only how many', async () => {
    await record(LETTER, DETAINED);
    const open = await scan(desk, OTHER);
    const form = { reasons: [], finding: 'secret words', findings: [], label: { origin: '', mailClass: null, contents: '' }, outcomeKeys: [], details: null, isConfirmed: false, postedOn: null };
    valueOf(await desk.desk.handlers['draft/put']({ scanId: open.scanId, form }));
    await desk.until(({ waiting }) => waiting === 0);
    const own = await handOver();
    expect(own).toMatchObject({
      isSupervisor: false, log: { byOutcome: { DETAINED: 1 } }, detained: [{ itemKey: LETTER }], holds: { count: 0, rows: [] }, drafts: { own: 1, others: 0 }, delivery: { waiting: 0, refused: 0 },
    });
    expect(JSON.stringify(own)).not.toContain('secret words');

    await desk.desk.handlers['session/signOut'](undefined);
    await signIn(desk, OFFICERS.findIndex(({ role }) => role === 'supervisor'));
    expect(await handOver()).toMatchObject({ isSupervisor: true, madeBy: 'Supple, V.', log: { byOfficer: [{ name: 'Ortiz, R.', exams: 1 }] }, drafts: { own: 0, others: 1 } });
  });

  it('shows an officer their own exams only, and counts no draft of an exam that was sealed', async () => {
    const item = await scan(desk, OTHER);
    const form = { reasons: [], finding: '', findings: [], label: { origin: '', mailClass: null, contents: '' }, outcomeKeys: [], details: null, isConfirmed: false, postedOn: null };
    valueOf(await desk.desk.handlers['draft/put']({ scanId: item.scanId, form }));
    await record(LETTER, DETAINED);
    await desk.desk.handlers['session/signOut'](undefined);
    await signIn(desk, 1);
    expect(await handOver()).toMatchObject({ log: { exams: [], byOutcome: {} }, drafts: { own: 0, others: 1 } });
    await desk.desk.handlers['session/signOut'](undefined);
    await signIn(desk);
    valueOf(await desk.desk.handlers['exam/record']({ ...SEIZED, scanId: item.scanId, posting: null }));
    expect((await handOver()).drafts).toEqual({ own: 0, others: 0 });
  });

  it('is given to nobody who is not signed in', async () => {
    await desk.desk.handlers['session/signOut'](undefined);
    expect(await desk.desk.handlers['sheet/handOver'](undefined)).toMatchObject({ ok: false, fault: { kind: 'not-signed-in' } });
    expect(await desk.desk.handlers['sheet/worksheet']({ examId: '018f0000-0000-7000-8000-000000000000' })).toMatchObject({ ok: false, fault: { kind: 'not-signed-in' } });
  });
});
