/** What a desk knows, asks and keeps about one item: AED by posting and version, legal basis, drafts, links, other desks, bad scans. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ArgsOf } from '../../../preload/contract/service.ts';
import type { ExamForm } from '../../../preload/contract/examForm.ts';
import type { ItemView } from '../../../preload/contract/views.ts';
import { fetchUntil, scan, signIn, type Facility } from '../../support/facility.ts';
import { newestOf, valueOf, type NodeDesk } from '../../support/nodeDesk.ts';
import { signedInDesks } from '../../support/signedInDesks.ts';

let facility: Facility;
let desk: NodeDesk;
signedInDesks((ofTest, itsFacility) => {
  desk = ofTest;
  facility = itsFacility;
});

/** Columns of the AED of one posting; what is not given was not sent. */
type AedRow = Readonly<Record<string, string>>;

async function publishAed(...rows: readonly AedRow[]): Promise<void> {
  const file = join(facility.files, 'aed.ndjson');
  writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  await facility.hq.admin('load-aed', file);
  const [{ itemId = '', postedOn = '' } = {}] = rows.slice(-1);
  const newest = rows.at(-1)?.['contents'] ?? null;
  await fetchUntil(desk, () => desk.stores.reference.aedOf(itemId).some((one) => one.postedOn === postedOn && one.fields.contents === newest));
}

function draftOf(item: ItemView, changes: Partial<ArgsOf<'exam/record'>> = {}): ArgsOf<'exam/record'> {
  return {
    scanId: item.scanId, methods: ['xray'], reasons: [], finding: null, findings: [], outcome: 'RELEASED_TO_USPS', outcomeFields: {}, label: null,
    posting: newestOf(item), ...changes,
  };
}

const record = (item: ItemView, changes: Partial<ArgsOf<'exam/record'>> = {}) => desk.desk.handlers['exam/record'](draftOf(item, changes));

/** Payload of the newest entry of a kind. */
function newestEntry(kind: string): Readonly<Record<string, unknown>> | undefined {
  return desk.stores.ledger.newestOf([kind], 1).at(0)?.payload;
}

describe('AED on the bench', () => {
  it('says what changed since an exam of this desk saw it, and before any exam what the last version changed', async () => {
    const row = { itemId: 'LZ000000014CN', postedOn: '2026-11-18', senderName: 'Lin Wei', contents: 'gift' };
    await publishAed(row);
    await publishAed({ ...row, contents: 'phone case' });
    const contentsOf = (item: ItemView) => item.postings[0]?.fields.find(({ field }) => field === 'contents')?.was;
    expect(contentsOf(await scan(desk, row.itemId))).toEqual({ received: 'gift', version: 1 });
    valueOf(await record(await scan(desk, row.itemId)));
    expect(await scan(desk, row.itemId)).toMatchObject({ postings: [{ version: 2, seenVersion: 2 }] });
    expect(contentsOf(await scan(desk, row.itemId))).toBeNull();
    await publishAed({ ...row, contents: 'charger' });
    await publishAed({ ...row, contents: 'lamp' });
    expect(contentsOf(await scan(desk, row.itemId))).toEqual({ received: 'phone case', version: 2 });
  });

  it('shows several postings newest first and refuses an exam that names none of them', async () => {
    await publishAed(
      { itemId: 'LZ000000028CN', postedOn: '2024-03-01', contents: 'books', portCode: 'LAX' },
      { itemId: 'LZ000000028CN', postedOn: '2026-11-18', contents: 'shoes', portCode: 'JFK' },
    );
    const item = await scan(desk, 'LZ000000028CN');
    expect(item).toMatchObject({
      chips: [], band: 'SEVERAL_POSTINGS', offer: { asksPosting: true },
      postings: [{ postedOn: '2026-11-18', port: { state: 'here' } }, { postedOn: '2024-03-01', port: { state: 'elsewhere' } }],
    });
    expect(await record(item, { posting: null })).toMatchObject({ ok: false, fault: { kind: 'invalid' } });
    valueOf(await record(item, { posting: { postedOn: '2024-03-01', version: 1 } }));
    expect(newestEntry('exam.recorded')).toMatchObject({ aedShown: { postedOn: '2024-03-01', version: 1 } });
  });

  it('keeps remarks apart from the official count', async () => {
    await publishAed({ itemId: 'LZ000000031CN', postedOn: '2026-11-18', senderName: 'Lin Wei', senderAddress: '12 Nanjing Road', recipientName: 'Ann Smith', recipientAddress: '1 Main Street', contents: 'gift' });
    const [posting] = (await scan(desk, 'LZ000000031CN')).postings;
    expect(posting?.remarks).toContainEqual({ field: 'contents', code: 'VAGUE_DESCRIPTION' });
    expect(posting?.invalidCount).toBe(0);
  });
});

describe('an exam', () => {
  it('of opened letter mail is refused without its legal basis and recorded with it (19 CFR 145.3)', async () => {
    const item = await scan(desk, 'RB123456785GB');
    const opened = { methods: ['opening'], posting: null };
    expect(await record(item, opened)).toMatchObject({ ok: false, fault: { kind: 'outcome-incomplete', detail: { field: 'legalBasis' } } });
    valueOf(await record(item, { ...opened, outcomeFields: { legalBasis: 'DECLARED' } }));
    expect(newestEntry('exam.recorded')).toMatchObject({ outcomeFields: { legalBasis: 'DECLARED' } });
  });

  it('keeps reasons and findings as data, and whether AED was required by which list', async () => {
    await facility.hq.admin('publish-list', 'waiver', '--as-of', '2026-11-01', '--countries', 'TV,KI');
    await fetchUntil(desk, () => desk.stores.reference.countryList('waiver') !== null);
    const finding = { commodityClass: 'narcotics', quantity: '12.50', unit: 'grams', weightGrams: 14, fieldTest: { kind: 'reagent', result: 'positive' }, note: null, photoIds: [] };
    valueOf(await record(await scan(desk, 'RB123456785GB'), { reasons: ['canineAlert'], findings: [finding], outcome: 'SEIZURE' }));
    expect(newestEntry('exam.recorded')).toMatchObject({ reasons: ['canineAlert'], findings: [finding], aedRequired: true, waiverListVersion: 1 });
    expect(await scan(desk, 'RB123456785TV')).toMatchObject({ aedRequired: false, offer: { reasons: ['waiverList'] } });
  });

  it.each([
    ['a finding without unit', { findings: [{ commodityClass: 'currency', quantity: '5', unit: null, weightGrams: null, fieldTest: null, note: null, photoIds: [] }] }, 'findings.0.unit', 'UNIT_MISSING'],
    ['a text that is too long', { finding: 'x'.repeat(10_001) }, 'finding', 'TOO_LONG'],
    ['a text with a NUL', { finding: 'a\0b' }, 'finding', 'CONTROL_CHARACTER'],
    ['an unknown outcome', { outcome: 'LOST' }, 'outcome', 'UNKNOWN_OUTCOME'],
    ['a field of another outcome', { outcomeFields: { agency: 'FDA' } }, 'agency', 'UNKNOWN_FIELD'],
  ])('with %s is refused by name, and nothing is recorded', async (_what, changes, field, problem) => {
    const item = await scan(desk, 'RB123456785GB');
    expect(await record(item, changes)).toMatchObject({ ok: false, fault: { kind: 'exam-not-right', detail: { field, problem } } });
    expect(newestEntry('exam.recorded')).toBeUndefined();
  });

  it.each([
    ['written from right to left', 'مرحبا بالعالم'], ['of emoji', '🚀📦'], ['that a spreadsheet takes for a formula', '=HYPERLINK("http://x","y")'], ['of 10,000 characters', 'x'.repeat(10_000)],
  ])('keeps a text %s exactly', async (_what, finding) => {
    valueOf(await record(await scan(desk, 'RB123456785GB'), { finding }));
    expect(newestEntry('exam.recorded')).toMatchObject({ finding });
  });

  it.each([
    ['of 10,000 letters', 'A'.repeat(10_000)], ['with 2,000 blanks behind a right number', `RB123456785GB${' '.repeat(2_000)}`],
  ])('of a scan %s is refused, and nothing of it is cut', async (_what, raw) => {
    const item = await scan(desk, raw);
    expect(await record(item)).toMatchObject({ ok: false, fault: { kind: 'scan-too-long' } });
    expect(newestEntry('exam.recorded')).toBeUndefined();
  });
});

describe('a number with a wrong check digit', () => {
  it('names the held item one slip away, and is recorded as it was scanned', async () => {
    await facility.hq.admin('place-hold', 'LZ482109379CN', '--facility', 'JFK', '--by', 'NTC', '--reason', 'test');
    await fetchUntil(desk, () => desk.stores.reference.holdEventsOf('LZ482109379CN').length > 0);
    const item = await scan(desk, 'LZ482109739CN');
    expect(item).toMatchObject({ band: 'CHECK_THE_LABEL', nearMisses: [{ heldId: 'LZ482109379CN', slip: 'swap' }] });
    expect(desk.stores.ledger.newestOf(['item.presented'], 1)).toEqual([]);
    valueOf(await record(item));
    expect(newestEntry('exam.recorded')).toMatchObject({ item: { id: 'LZ482109739CN', raw: 'LZ482109739CN' }, holdIds: [] });
  });
});

describe('AED that arrives after the exam', () => {
  it('is linked by an entry of its own, once, and the exam stays as sealed', async () => {
    const exam = valueOf(await record(await scan(desk, 'LZ000000045CN')));
    const sealed = newestEntry('exam.recorded');
    await publishAed({ itemId: 'LZ000000045CN', postedOn: '2026-11-20', contents: 'toys' });
    await desk.until(() => newestEntry('aed.linked') !== undefined);
    expect(newestEntry('aed.linked')).toEqual({ examId: exam.examId, itemKey: 'LZ000000045CN', postedOn: '2026-11-20', version: 1 });
    expect(newestEntry('exam.recorded')).toEqual(sealed);
    await publishAed({ itemId: 'LZ000000045CN', postedOn: '2026-11-20', contents: 'toys and games' });
    expect(desk.stores.ledger.newestOf(['aed.linked'], 5)).toHaveLength(1);
    expect((await scan(desk, 'LZ000000045CN')).history).toMatchObject([{ linkedPosting: '2026-11-20' }]);
    expect(await desk.until((status) => status.waiting === 0)).toMatchObject({ refused: 0 });
  });

  it('for which only a person can speak is proposed, and linked by hand', async () => {
    const exam = valueOf(await record(await scan(desk, 'LZ000000059CN')));
    await publishAed({ itemId: 'LZ000000059CN', postedOn: '2026-11-10', contents: 'tea' }, { itemId: 'LZ000000059CN', postedOn: '2026-11-20', contents: 'toys' });
    expect((await scan(desk, 'LZ000000059CN')).linkProposals).toMatchObject([{ examId: exam.examId, postings: [{ postedOn: '2026-11-20' }, { postedOn: '2026-11-10' }] }]);
    expect(newestEntry('aed.linked')).toBeUndefined();
    expect(valueOf(await desk.desk.handlers['shift/log'](undefined)).linkProposals).toHaveLength(1);
    expect(await desk.desk.handlers['aed/link']({ examId: exam.examId, postedOn: '2020-01-01', version: 1 })).toMatchObject({ ok: false, fault: { kind: 'invalid' } });
    valueOf(await desk.desk.handlers['aed/link']({ examId: exam.examId, postedOn: '2026-11-10', version: 1 }));
    expect((await scan(desk, 'LZ000000059CN')).linkProposals).toEqual([]);
    expect(valueOf(await desk.desk.handlers['shift/log'](undefined)).linkProposals).toEqual([]);
  });
});

describe('a draft', () => {
  const form: ExamForm = {
    reasons: ['random'], finding: 'three bottles', findings: [], label: { origin: 'CN', mailClass: 'parcel', contents: 'oil' }, outcomeKeys: ['1'], details: null, isConfirmed: false, postedOn: null,
  };
  const mine = async () => valueOf(await desk.desk.handlers['draft/mine'](undefined));

  it('survives lock and restart, for its officer only, and its exam keeps the id of the scan', async () => {
    const item = await scan(desk, 'LZ000000062CN');
    valueOf(await desk.desk.handlers['draft/put']({ scanId: item.scanId, form }));
    await desk.desk.handlers['session/lock']({ reason: 'idle' });
    desk = await desk.reopen();
    expect(await desk.desk.handlers['draft/mine'](undefined)).toMatchObject({ ok: false, fault: { kind: 'not-signed-in' } });
    await signIn(desk, 2);
    expect(await mine()).toEqual([]);
    await desk.desk.handlers['session/signOut'](undefined);
    await signIn(desk, 0);
    expect(await mine()).toMatchObject([{ form, item: { scanId: item.scanId, itemKey: 'LZ000000062CN' } }]);
    expect(valueOf(await record((await mine())[0]?.item ?? item)).examId).toBe(item.scanId);
    expect(await mine()).toEqual([]);
  });

  it('of an item without barcode keeps the id that the desk made', async () => {
    const item = valueOf(await desk.desk.handlers['item/withoutBarcode'](undefined));
    valueOf(await desk.desk.handlers['draft/put']({ scanId: item.scanId, form }));
    desk = await desk.reopen();
    await signIn(desk);
    const [draft] = await mine();
    valueOf(await record(draft?.item ?? item));
    expect(newestEntry('exam.recorded')).toMatchObject({ item: { kind: 'none', id: null, deskItemId: item.itemKey, raw: null } });
  });

  it('that comes after its exam was sealed is not kept', async () => {
    const item = await scan(desk, 'LZ000000062CN');
    valueOf(await record(item));
    valueOf(await desk.desk.handlers['draft/put']({ scanId: item.scanId, form }));
    expect(await mine()).toEqual([]);
  });

  it('cannot be taken over by another officer', async () => {
    const item = await scan(desk, 'LZ000000062CN');
    valueOf(await desk.desk.handlers['draft/put']({ scanId: item.scanId, form }));
    await desk.desk.handlers['session/signOut'](undefined);
    await signIn(desk, 1);
    valueOf(await desk.desk.handlers['draft/put']({ scanId: item.scanId, form: { ...form, finding: 'mine now' } }));
    valueOf(await desk.desk.handlers['draft/drop']({ scanId: item.scanId }));
    expect(await mine()).toEqual([]);
    await desk.desk.handlers['session/signOut'](undefined);
    await signIn(desk, 0);
    expect(await mine()).toMatchObject([{ form: { finding: 'three bottles' } }]);
  });
});

describe('an item that two desks examined', () => {
  it('is shown to both, named to the supervisor, and nothing is merged away', async () => {
    const other = await facility.desk('Bench 08');
    try {
      await signIn(other, 1);
      const first = valueOf(await record(await scan(desk, 'LZ000000076CN')));
      await desk.until((status) => status.waiting === 0);
      await fetchUntil(other, () => other.stores.reference.examDigestsOf('LZ000000076CN').length > 0);
      const seen = await scan(other, 'LZ000000076CN');
      expect([seen.band, ...seen.chips]).toContain('EXAMINED');
      expect(seen).toMatchObject({ history: [{ examId: first.examId, isOwn: false, outcome: 'RELEASED_TO_USPS' }] });
      valueOf(await other.desk.handlers['exam/record'](draftOf(seen, { outcome: 'SEIZURE' })));
      await other.until((status) => status.waiting === 0);
      await fetchUntil(desk, () => desk.stores.reference.examDigestsOf('LZ000000076CN').length > 1);

      const conflict = { display: 'LZ 000 000 076 CN', outcomesDiffer: true };
      for (const one of [desk, other]) expect(valueOf(await one.desk.handlers['exam/recent']({ limit: 1 }))).toMatchObject([{ isExaminedElsewhere: true }]);
      await desk.desk.handlers['session/signOut'](undefined);
      await signIn(desk, 2);
      const { conflicts, exams } = valueOf(await desk.desk.handlers['shift/log'](undefined));
      expect(conflicts).toMatchObject([{ ...conflict, exams: [{ isOwn: true, outcome: 'RELEASED_TO_USPS' }, { isOwn: false, outcome: 'SEIZURE' }] }]);
      expect(exams).toHaveLength(1);

      valueOf(await desk.desk.handlers['exam/undo']({ examId: first.examId }));
      expect(valueOf(await desk.desk.handlers['shift/log'](undefined))).toMatchObject({ conflicts: [], exams: [], withdrawn: [{ examId: first.examId }] });
    } finally {
      await other.stop();
    }
  }, 30_000);
});
