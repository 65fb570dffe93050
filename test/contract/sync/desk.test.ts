/** What a desk does when its own files fail, its clock lies, its officer goes, or its HQ forgets. */
import { closeSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { markForRebuild } from '../../../main/service/openStores.ts';
import { OFFICERS, openFacility, type Facility } from '../../support/facility.ts';
import { newestOf, openNodeDesk, valueOf, type NodeDesk } from '../../support/nodeDesk.ts';

let facility: Facility;
let desk: NodeDesk;

beforeAll(async () => {
  facility = await openFacility();
}, 60_000);

afterAll(() => facility.stop());

beforeEach(async () => {
  desk = await facility.desk();
}, 30_000);

afterEach(() => desk.stop());

const signIn = (n = 0) => desk.desk.handlers['session/signIn']({ badge: OFFICERS[n]?.badge ?? '', pin: OFFICERS[n]?.pin ?? '' });

async function reference(): Promise<string> {
  await desk.desk.close();
  return join(desk.folder, 'reference.db');
}

describe('a desk', () => {
  it('lets officers sign in and record when the reference store is lost and HQ is away', async () => {
    valueOf(await signIn());
    const file = await reference();
    for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
    desk = await desk.reopen();
    valueOf(await signIn());
    const exam = await desk.record('RB123456785GB');
    expect(exam).toMatchObject({ delivery: 'saved', officerName: 'Ortiz, R.' });
  });

  it('makes the reference store again when its pages are damaged, and keeps every entry', async () => {
    valueOf(await signIn());
    const exam = await desk.record('RB123456785GB');
    const file = await reference();
    const size = statSync(file).size;
    const handle = openSync(file, 'r+');
    for (let at = 8_192; at < size; at += 4_096) writeSync(handle, Buffer.alloc(2_000, 0xa5), 0, 2_000, at);
    closeSync(handle);
    markForRebuild(desk.folder);
    desk = await desk.reopen();
    await desk.until((status) => status.feedAsOf !== null && status.waiting === 0);
    valueOf(await signIn());
    expect(valueOf(await desk.desk.handlers['exam/recent']({ limit: 5 })).map((one) => one.examId)).toContain(exam.examId);
  }, 30_000);

  it('stays locked by its officer over a restart', async () => {
    valueOf(await signIn());
    await desk.desk.handlers['session/lock']({ reason: 'officer' });
    desk = await desk.reopen();
    expect(valueOf(await desk.desk.handlers['desk/state'](undefined)).lockedBy?.name).toBe('Ortiz, R.');
    expect(await signIn(1)).toMatchObject({ ok: false, fault: { kind: 'not-allowed' } });
    expect((await signIn(2)).ok).toBe(true);
  });

  it('blocks a badge after five wrong PINs, also over a restart, and never keeps what was typed', async () => {
    for (let n = 1; n <= 5; n += 1) await desk.desk.handlers['session/signIn']({ badge: '4711', pin: '918273' });
    expect(await signIn()).toMatchObject({ ok: false, fault: { kind: 'pin-blocked' } });
    desk = await desk.reopen();
    expect(await signIn()).toMatchObject({ ok: false, fault: { kind: 'pin-blocked' } });
    await desk.desk.handlers['session/signIn']({ badge: '135790', pin: '135790' });
    const kept = JSON.stringify(desk.stores.ledger.after(0, 100));
    expect(kept).not.toContain('135790');
    expect(kept).not.toContain('918273');
  });

  it('tells what became of a record also when nobody is signed in any more', async () => {
    valueOf(await signIn());
    const item = valueOf(await desk.desk.handlers['item/scan']({ raw: 'RB123456785GB', source: 'wedge' }));
    const draft = { scanId: item.scanId, methods: ['xray' as const], reasons: [], finding: null, findings: [], outcome: 'RELEASED_TO_USPS' as const, outcomeFields: {}, label: null, posting: newestOf(item) };
    const recorded = valueOf(await desk.desk.handlers['exam/record'](draft));
    await desk.desk.handlers['session/lock']({ reason: 'system' });
    expect(valueOf(await desk.desk.handlers['exam/record'](draft)).seq).toBe(recorded.seq);
    expect(await desk.desk.handlers['exam/record']({ ...draft, scanId: '01900000-0000-7000-8000-000000000001' })).toMatchObject({ ok: false, fault: { kind: 'not-signed-in' } });
  });

  it('refuses an exam of AED that was not on the screen', async () => {
    valueOf(await signIn());
    const item = valueOf(await desk.desk.handlers['item/scan']({ raw: 'RB123456785GB', source: 'wedge' }));
    const draft = { scanId: item.scanId, methods: ['xray' as const], reasons: [], finding: null, findings: [], outcome: 'RELEASED_TO_USPS' as const, outcomeFields: {}, label: null, posting: { postedOn: '2026-01-01', version: 9 } };
    expect(await desk.desk.handlers['exam/record'](draft)).toMatchObject({ ok: false, fault: { kind: 'invalid' } });
    expect(valueOf(await desk.desk.handlers['exam/recent']({ limit: 5 }))).toEqual([]);
  });

  it('keeps a shift signable after its hours are over', async () => {
    valueOf(await signIn());
    await desk.record('RB123456785GB');
    await desk.desk.handlers['session/signOut'](undefined);
    valueOf(await signIn(2));
    const before = valueOf(await desk.desk.handlers['shift/log'](undefined));
    expect(before.unsignedShifts).toMatchObject([{ exams: 1 }]);
    const after = valueOf(await desk.desk.handlers['shift/sign']({ note: null }));
    expect(after).toMatchObject({ unsigned: 0, unsignedShifts: [], signatures: [{ by: 'Supple, V.', exams: 1 }] });
    expect(await desk.desk.handlers['shift/sign']({ note: null })).toMatchObject({ ok: false, fault: { kind: 'nothing-to-sign' } });
  });

  it('reads a code as people write it, and asks again with the same key when the answer was lost', async () => {
    const stray = openNodeDesk();
    const code = (await facility.hq.admin('enrolment-code', '--approved', '--facility', 'JFK')).trim();
    const asTyped = code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').replace('-', '  -');
    const enrolled = valueOf(await stray.desk.handlers['desk/enrol']({ hqUrl: facility.hq.url, code: asTyped, deskName: 'Stray' }));
    expect(enrolled.device?.facilityId).toBe('JFK');
    await stray.stop();
  }, 20_000);

  it('presents a held item by its scan, once, and opens the hold again when the exam that released it is taken back', async () => {
    valueOf(await signIn());
    await facility.hq.admin('place-hold', 'LZ482109379CN', '--facility', 'JFK', '--by', 'NTC', '--reason', 'test');
    await desk.desk.handlers['delivery/now'](undefined);
    await desk.until(() => desk.stores.reference.holdEventsOf('LZ482109379CN').length > 0);
    const scan = async () => valueOf(await desk.desk.handlers['item/scan']({ raw: 'LZ482109379CN', source: 'wedge' }));
    expect((await scan()).holds.map((hold) => hold.status)).toEqual(['presented']);
    expect((await scan()).band).toBe('HOLD');
    expect(desk.stores.ledger.newestOf(['item.presented'], 10)).toHaveLength(1);

    const exam = await desk.record('LZ482109379CN');
    expect((await scan()).band).not.toBe('HOLD');
    const withdrawn = valueOf(await desk.desk.handlers['exam/undo']({ examId: exam.examId }));
    expect(withdrawn).toMatchObject({ examId: exam.examId, isWithdrawn: true, outcome: 'RELEASED_TO_USPS' });
    expect((await scan()).band).toBe('HOLD');
    valueOf(await desk.desk.handlers['exam/undo']({ examId: exam.examId }));
    expect(desk.stores.ledger.newestOf(['exam.amended'], 10)).toHaveLength(1);
    expect(await desk.until((status) => status.waiting === 0)).toMatchObject({ refused: 0 });
  }, 30_000);

  it('lets nobody but who made an exam, or a supervisor, take it back', async () => {
    valueOf(await signIn());
    const exam = await desk.record('RB123456785GB');
    await desk.desk.handlers['session/signOut'](undefined);
    valueOf(await signIn(1));
    expect(await desk.desk.handlers['exam/undo']({ examId: exam.examId })).toMatchObject({ ok: false, fault: { kind: 'not-allowed' } });
    await desk.desk.handlers['session/signOut'](undefined);
    valueOf(await signIn(2));
    expect(valueOf(await desk.desk.handlers['exam/undo']({ examId: exam.examId })).isWithdrawn).toBe(true);
    const live = desk.stores.ledger.db.prepare('SELECT * FROM exam ORDER BY seq').all();
    desk.stores.ledger.rebuild();
    expect(desk.stores.ledger.db.prepare('SELECT * FROM exam ORDER BY seq').all()).toEqual(live);
  });
});
