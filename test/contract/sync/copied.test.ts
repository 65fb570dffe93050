/** A desk whose files were put back from an older copy, or run twice: noticed, never continued, enrolled anew without losing a record. */
import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyChain } from '../../../domain/ledger/chain.ts';
import { originalOf, entryCarriedSchema } from '../../../domain/ledger/succession.ts';
import { OFFICERS, openFacility, scan, signIn, type Facility } from '../../support/facility.ts';
import { valueOf } from '../../support/nodeDesk.ts';
import { clonedOf, enrolledThroughALine, entriesAtHq, entriesInFile, examsIn, filesIn, openedFrom, putBack, sameTexts, type CopiedDesk } from './copiedDesks.ts';

let facility: Facility;
let desk: CopiedDesk;
const others: CopiedDesk[] = [];
const folders: string[] = [];

beforeAll(async () => {
  facility = await openFacility();
}, 60_000);

afterAll(() => facility.stop());

beforeEach(async () => {
  desk = await enrolledThroughALine(facility);
}, 30_000);

afterEach(async () => {
  await desk.stop();
  for (const other of others.splice(0)) await other.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  await desk.line.stop();
});

const allDelivered = (one: CopiedDesk) => one.node.until(({ waiting }) => waiting === 0, 15_000);

/** One exam is at HQ when the copy is made; two more are afterwards. Then the copy is put back, and works while HQ is away. */
async function restoredFromAnOlderCopy(): Promise<{ readonly atHq: readonly string[]; readonly onlyHere: readonly string[] }> {
  await signIn(desk.node);
  const first = await desk.node.record('RB123456785GB');
  await allDelivered(desk);
  await desk.node.desk.close();
  const copy = clonedOf(desk);
  folders.push(copy);
  await desk.startAnew();
  await signIn(desk.node);
  const later = [await desk.node.record('RR473124829CN'), await desk.node.record('LZ482109379CN')];
  await allDelivered(desk);
  await desk.node.desk.close();

  putBack(desk, copy);
  desk.isOnline(false);
  await desk.startAnew();
  await signIn(desk.node);
  const here = await desk.node.record('RA123456785GB');
  return { atHq: [first, ...later].map(({ examId }) => examId), onlyHere: [here.examId] };
}

describe('a desk restored from an older copy', () => {
  it('is noticed by HQ\'s feed, records nothing more under its old numbers and still answers what it knows', async () => {
    const { onlyHere } = await restoredFromAnOlderCopy();
    const head = desk.node.stores.ledger.head();
    const before = await entriesAtHq(facility);
    desk.isOnline(true);
    const state = await desk.untilPhase('copied');
    expect(state.copied).toMatchObject({ isEnrolledAnew: false, toCarry: 2 });
    expect(['feed', 'fork']).toContain(state.copied?.by);

    const item = await scan(desk.node, 'RA123456785GB');
    expect(item.history.map(({ examId }) => examId)).toContain(onlyHere[0]);
    const draft = { scanId: item.scanId, methods: ['xray' as const], reasons: [], finding: null, findings: [], outcome: 'RELEASED_TO_USPS' as const, outcomeFields: {}, label: null, posting: null };
    expect(await desk.node.desk.handlers['exam/record'](draft)).toMatchObject({ ok: false, fault: { kind: 'store-copied' } });
    expect(await desk.node.desk.handlers['exam/undo']({ examId: onlyHere[0] ?? '' })).toMatchObject({ ok: false, fault: { kind: 'store-copied' } });
    expect(await desk.node.desk.handlers['item/withoutBarcode'](undefined)).toMatchObject({ ok: false, fault: { kind: 'store-copied' } });
    await desk.node.desk.handlers['session/lock']({ reason: 'officer' });
    expect((await desk.state()).officer).toBeNull();
    expect(await desk.node.desk.handlers['session/signIn']({ badge: OFFICERS[0].badge, pin: OFFICERS[0].pin })).toMatchObject({ ok: false, fault: { kind: 'store-copied' } });

    // HQ is not needed to remember.
    desk.isOnline(false);
    await desk.startAnew();
    expect(await desk.state()).toMatchObject({ phase: 'copied', copied: state.copied });
    expect((await desk.node.status()).upload.phase).toBe('halted');
    desk.isOnline(true);
    await desk.node.desk.handlers['delivery/now'](undefined);
    await desk.node.until(({ download }) => download.failure === null && download.phase === 'waiting');
    expect((await desk.node.status()).upload.phase).toBe('halted');
    expect(desk.node.stores.ledger.head()).toEqual(head);
    expect(sameTexts(await entriesAtHq(facility))).toEqual(sameTexts(before));
  }, 60_000);

  it('goes on as another device in a new ledger, which brings HQ what only the copy had', async () => {
    const { atHq, onlyHere } = await restoredFromAnOlderCopy();
    const former = desk.node.stores.ledger.after(0, 100);
    const formerId = desk.node.stores.ledger.identity()?.deviceId ?? '';
    desk.isOnline(true);
    await desk.untilPhase('copied');
    const left = await desk.enrolAnew(await facility.code());
    expect(left).toMatchObject({ phase: 'copied', officer: null, copied: { isEnrolledAnew: true } });
    // A second press before the restart neither uses a code nor makes another device.
    expect((await desk.enrolAnew('0000-0000-0000-00000000')).copied?.isEnrolledAnew).toBe(true);

    await desk.startAnew();
    const state = await desk.state();
    expect(state).toMatchObject({ phase: 'signedOut', copied: null, device: { deskName: 'Bench 07 again', facilityId: 'JFK' } });
    expect(state.device?.deviceId).not.toBe(formerId);
    await allDelivered(desk);

    const [kept] = filesIn(desk.place.folder).filter((name) => name.includes('former'));
    expect(filesIn(desk.place.folder).filter((name) => !/-(wal|shm)$/.test(name))).toEqual([kept, 'ledger.db'].sort());
    expect(kept).toContain(formerId);
    expect(sameTexts(entriesInFile(desk, kept ?? ''))).toEqual(sameTexts(former));

    const next = desk.node.stores.ledger.after(0, 100);
    const last = former.at(-1);
    expect(verifyChain(next, state.device?.deviceId ?? '').ok).toBe(true);
    expect(next[0]).toMatchObject({ seq: 1, kind: 'device.enrolled', payload: { former: { deviceId: formerId, seq: last?.seq, hash: last?.hash } } });
    const carried = next.filter(({ kind }) => kind === 'entry.carried').map(({ payload }) => originalOf(entryCarriedSchema.parse(payload)));
    expect(carried).toEqual(former.slice(-2));
    expect((await desk.node.status()).refused).toBe(0);
    const line = (await facility.hq.admin('devices')).split('\n').find((one) => one.startsWith(state.device?.deviceId ?? 'none'));
    expect(line).toContain(`\tsays it is the successor of ${formerId}`);

    const entries = await entriesAtHq(facility);
    const exams = examsIn(entries.filter(({ deviceId }) => [formerId, state.device?.deviceId].includes(deviceId)));
    expect([...exams].sort()).toEqual([...atHq, ...onlyHere].sort());

    await signIn(desk.node);
    expect(valueOf(await desk.node.desk.handlers['exam/recent']({ limit: 10 })).map(({ examId, delivery }) => [examId, delivery])).toEqual([[onlyHere[0], 'delivered']]);
    expect((await desk.node.record('RB123456785GB')).seq).toBeGreaterThan(next.length);
    await allDelivered(desk);
  }, 60_000);

  it('is seen as such also when it has recorded nothing since', async () => {
    await signIn(desk.node);
    await allDelivered(desk);
    await desk.node.desk.close();
    const copy = clonedOf(desk);
    folders.push(copy);
    await desk.startAnew();
    await signIn(desk.node);
    await desk.node.record('RB123456785GB');
    await allDelivered(desk);
    await desk.node.desk.close();
    putBack(desk, copy);
    await desk.startAnew();
    const state = await desk.untilPhase('copied');
    expect(state.copied).toMatchObject({ by: 'feed', toCarry: 0 });
    expect(state.copied?.hqSeq).toBeGreaterThan(desk.node.stores.ledger.head().seq);
  }, 60_000);

  it('stays what it was when the code is of another HQ, or the code is used by nobody because HQ is away', async () => {
    await restoredFromAnOlderCopy();
    desk.isOnline(true);
    await desk.untilPhase('copied');
    const other = await openFacility();
    const strange = await other.code();
    await other.stop();
    expect(await desk.node.desk.handlers['desk/enrol']({ hqUrl: desk.line.url, code: strange, deskName: 'Bench 07' })).toMatchObject({ ok: false, fault: { kind: 'other-hq' } });
    const code = await facility.code();
    desk.isOnline(false);
    expect(await desk.node.desk.handlers['desk/enrol']({ hqUrl: desk.line.url, code, deskName: 'Bench 07' })).toMatchObject({ ok: false, fault: { kind: 'hq-unreachable' } });
    expect(filesIn(desk.place.folder).filter((name) => !/-(wal|shm)$/.test(name))).toEqual(['ledger.db']);
    desk.isOnline(true);
    expect((await desk.enrolAnew(code)).copied?.isEnrolledAnew).toBe(true);
  }, 90_000);
});

describe('a clone', () => {
  it('is told by HQ when the other one was heard first, and loses nothing either', async () => {
    await signIn(desk.node);
    const first = await desk.node.record('RB123456785GB');
    await allDelivered(desk);
    await desk.node.desk.close();
    const files = clonedOf(desk);
    await desk.startAnew();
    await signIn(desk.node);
    const here = await desk.node.record('RR473124829CN');
    await allDelivered(desk);
    desk.isOnline(false);
    const clone = openedFrom(files, desk);
    others.push(clone);
    await signIn(clone.node, 1);
    // The clone has more entries than HQ has of the other one: only the fork can tell.
    const there = [await clone.node.record('LZ482109379CN'), await clone.node.record('RA123456785GB'), await clone.node.record('RR473124829CN')];
    desk.isOnline(true);
    const state = await clone.untilPhase('copied');
    expect(state.copied).toMatchObject({ by: 'fork', hqSeq: null, toCarry: 4 });
    expect((await desk.state()).phase).not.toBe('copied');

    await clone.enrolAnew(await facility.code());
    await clone.startAnew();
    await allDelivered(clone);
    await signIn(desk.node);
    const after = await desk.node.record('LZ482109379CN');
    await allDelivered(desk);
    const ids = [desk, clone].map(({ node }) => node.stores.ledger.identity()?.deviceId);
    const exams = examsIn((await entriesAtHq(facility)).filter(({ deviceId }) => ids.includes(deviceId)));
    expect([...exams].sort()).toEqual([first, here, ...there, after].map(({ examId }) => examId).sort());
  }, 60_000);
});
