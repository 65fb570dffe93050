/** A desk and HQ as they meet in the field: real HTTP through a bad network, every exam delivered exactly once. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { examRecordedSchema } from '../../../domain/exam/recorded.ts';
import { entrySchema } from '../../../domain/ledger/entry.ts';
import { NETWORK_FAULTS, startFaultProxy, type FaultProxy } from '../../support/faultProxy.ts';
import { startHq, type HqProcess } from '../../../scripts/window/hqProcess.ts';
import { openNodeDesk, valueOf, type NodeDesk } from '../../support/nodeDesk.ts';

const OFFICERS = [
  { officerId: 'o-1', badge: '4711', name: 'Ortiz, R.', role: 'officer', pin: '135790' },
  { officerId: 's-1', badge: '9000', name: 'Supple, V.', role: 'supervisor', pin: '246802' },
];

const receivedSchema = z.object({ entry: entrySchema });

let hq: HqProcess;
let proxy: FaultProxy;
let desk: NodeDesk;
let files: string;

beforeAll(async () => {
  files = mkdtempSync(join(tmpdir(), 'hq-files-'));
  hq = await startHq();
  proxy = await startFaultProxy(hq.url);
  const roster = join(files, 'roster.json');
  writeFileSync(roster, JSON.stringify(OFFICERS));
  await hq.admin('publish-roster', roster, '--facility', 'JFK');
}, 60_000);

afterAll(async () => {
  await proxy.stop();
  await hq.stop();
  rmSync(files, { recursive: true });
});

beforeEach(async () => {
  proxy.set(null);
  const code = await hq.admin('enrolment-code', '--approved', '--facility', 'JFK');
  desk = openNodeDesk();
  valueOf(await desk.desk.handlers['desk/enrol']({ hqUrl: proxy.url, code: code.trim(), deskName: 'Bench 07' }));
  await desk.until((status) => status.feedAsOf !== null);
  valueOf(await desk.desk.handlers['session/signIn']({ badge: '4711', pin: '135790' }));
}, 60_000);

afterEach(async () => {
  await desk.stop();
});

/** Exam ids that HQ holds of this test's desk, in the order of its entries. */
async function examsAtHq(): Promise<string[]> {
  const lines = (await hq.admin('entries', '--json', '--device', desk.stores.ledger.identity()?.deviceId ?? '')).split('\n').filter((line) => line !== '');
  return lines
    .map((line) => receivedSchema.parse(JSON.parse(line)))
    .flatMap(({ entry }) => (entry.kind === 'exam.recorded' ? [examRecordedSchema.parse(entry.payload).examId] : []));
}

describe('delivery', () => {
  it.each(NETWORK_FAULTS)('leaves the entry waiting under %s and delivers it once afterwards', async (fault) => {
    await desk.until((status) => status.waiting === 0);
    proxy.set(fault);
    proxy.takeFaulted();
    const exam = await desk.record('RB123456785GB');
    await desk.until(() => proxy.takeFaulted() >= 1);
    await desk.until((status) => status.upload.failure !== null);
    const during = await desk.status();
    expect(during.waiting).toBe(1);
    expect(valueOf(await desk.desk.handlers['exam/recent']({ limit: 1 }))[0]).toMatchObject({ examId: exam.examId, delivery: 'saved', deliveredAt: null });

    proxy.set(null);
    await desk.desk.handlers['delivery/now'](undefined);
    const after = await desk.until((status) => status.waiting === 0);
    expect(after).toMatchObject({ waiting: 0, refused: 0 });
    expect(valueOf(await desk.desk.handlers['exam/recent']({ limit: 1 }))[0]).toMatchObject({ examId: exam.examId, delivery: 'delivered' });
    expect(await examsAtHq()).toEqual([exam.examId]);
  }, 30_000);

  it('says what went wrong by its own name', async () => {
    await desk.until((status) => status.waiting === 0);
    const names: Record<string, string> = {};
    for (const fault of NETWORK_FAULTS) {
      proxy.set(fault);
      await desk.record('RB123456785GB');
      await desk.desk.handlers['delivery/now'](undefined);
      const seen = proxy.takeFaulted();
      await desk.until(() => proxy.takeFaulted() + seen >= 1);
      await new Promise((resolve) => setTimeout(resolve, 150));
      names[fault] = (await desk.status()).upload.failure?.kind ?? 'none';
      proxy.set(null);
      await desk.desk.handlers['delivery/now'](undefined);
      await desk.until((status) => status.waiting === 0);
    }
    expect(names).toEqual({
      captivePortal: 'not-hq', portalRedirect: 'not-hq', jsonOfSomeoneElse: 'not-hq', serverError: 'not-hq', cut: 'unreachable', lostReply: 'unreachable', halfReply: 'unreachable', alteredReceipt: 'receipt-invalid',
    });
  }, 60_000);

  it('keeps ten exams while HQ is down and delivers ten when it is back, also over a restart of the desk', async () => {
    await desk.until((status) => status.waiting === 0);
    await hq.kill('SIGKILL');
    const ids: string[] = [];
    for (let n = 0; n < 10; n += 1) ids.push((await desk.record('RB123456785GB')).examId);
    expect((await desk.status()).waiting).toBe(10);
    desk = await desk.reopen();
    expect((await desk.status()).waiting).toBe(10);
    hq = await startHq({ data: hq.data });
    proxy.pointTo(hq.url);
    await desk.desk.handlers['delivery/now'](undefined);
    await desk.until((status) => status.waiting === 0);
    expect((await examsAtHq()).toSorted()).toEqual(ids.toSorted());
  }, 60_000);

  it('sends again what an HQ that was restored from an older copy has lost, also when nothing new waits', async () => {
    await desk.until((status) => status.waiting === 0);
    await hq.kill('SIGTERM');
    const copy = join(files, 'older-copy');
    cpSync(hq.data, copy, { recursive: true });
    hq = await startHq({ data: hq.data });
    proxy.pointTo(hq.url);
    const exam = await desk.record('RB123456785GB');
    await desk.desk.handlers['delivery/now'](undefined);
    await desk.until((status) => status.waiting === 0);
    await hq.kill('SIGTERM');
    rmSync(hq.data, { recursive: true });
    cpSync(copy, hq.data, { recursive: true });
    hq = await startHq({ data: hq.data });
    // Before the desk can reach it: it would send at once.
    expect(await examsAtHq()).toEqual([]);
    proxy.pointTo(hq.url);
    await desk.desk.handlers['delivery/now'](undefined);
    for (let n = 0; n < 100 && (await examsAtHq()).length === 0; n += 1) await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await examsAtHq()).toEqual([exam.examId]);
  }, 60_000);

  it('records one exam for a call that is made twice', async () => {
    const item = valueOf(await desk.desk.handlers['item/scan']({ raw: 'RB123456785GB', source: 'wedge' }));
    const draft = { scanId: item.scanId, methods: ['xray' as const], reasons: [], finding: null, findings: [], outcome: 'RELEASED_TO_USPS' as const, outcomeFields: {}, label: null, posting: null };
    const first = valueOf(await desk.desk.handlers['exam/record'](draft));
    const again = valueOf(await desk.desk.handlers['exam/record'](draft));
    expect(again.seq).toBe(first.seq);
    await desk.until((status) => status.waiting === 0);
    expect(await examsAtHq()).toEqual([first.examId]);
  }, 30_000);

  it('refuses an enrolment whose HQ is not the one that made the code', async () => {
    const other = await startHq();
    const code = (await hq.admin('enrolment-code', '--approved', '--facility', 'JFK')).trim();
    const otherCode = (await other.admin('enrolment-code', '--approved', '--facility', 'JFK')).trim();
    // The other HQ knows the one-time part, but the fingerprint names ours.
    const mixed = `${otherCode.slice(0, -8)}${code.slice(-8)}`;
    const stray = openNodeDesk();
    const result = await stray.desk.handlers['desk/enrol']({ hqUrl: other.url, code: mixed, deskName: 'Stray' });
    expect(result).toMatchObject({ ok: false });
    expect(stray.stores.ledger.identity()).toBeNull();
    await stray.stop();
    await other.stop();
  }, 30_000);

  it.each(['http://192.0.2.7:8080', 'ftp://127.0.0.1/', 'http://user:pw@127.0.0.1/'])('never sends a code to %s', async (hqUrl) => {
    const stray = openNodeDesk();
    expect(await stray.desk.handlers['desk/enrol']({ hqUrl, code: 'ABCDEFGH-IJKL', deskName: 'Stray' })).toMatchObject({ ok: false, fault: { kind: 'hq-not-trusted' } });
    await stray.stop();
  });
});
