/** An exam with a photo, from the desk's contract to HQ's disk: kept before it is named, sealed into the entry, delivered beside the entries. */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { entrySchema } from '../../../domain/ledger/entry.ts';
import { photosNamedIn } from '../../../domain/photo/names.ts';
import { MAX_PHOTO_BYTES } from '../../../domain/photo/photo.ts';
import { makeRouter } from '../../../main/service/router.ts';
import type { ExamForm, ExamValuesArgs } from '../../../preload/contract/examForm.ts';
import type { ExamSummary } from '../../../preload/contract/examViews.ts';
import type { Result } from '../../../preload/contract/result.ts';
import { faultSentence } from '../../../renderer/text/en/faults.ts';
import { startHq, type HqProcess } from '../../../scripts/window/hqProcess.ts';
import { openFacility, scan, signIn, type Facility } from '../../support/facility.ts';
import { NETWORK_FAULTS, startFaultProxy, type FaultProxy } from '../../support/faultProxy.ts';
import { openNodeDesk, valueOf, type NodeDesk } from '../../support/nodeDesk.ts';
import { photoBytes, photoIdOf } from '../../support/photos.ts';
import { startFormerHq } from '../skew/formerHq.ts';
import { clonedOf, enrolledThroughALine, putBack } from './copiedDesks.ts';

const LETTER = 'RB123456785GB';
const PHOTO = photoBytes(300_000, 1);
const PHOTO_ID = photoIdOf(PHOTO);

const RELEASED: ExamValuesArgs = {
  methods: ['xray'], reasons: [], finding: null, findings: [], outcome: 'RELEASED_TO_USPS', outcomeFields: {}, label: null,
};

const FORM: ExamForm = {
  reasons: [], finding: '', findings: [], label: { origin: '', mailClass: null, contents: '' }, outcomeKeys: [], details: null, isConfirmed: false, postedOn: null,
};

let facility: Facility;
let desk: NodeDesk;

beforeAll(async () => { facility = await openFacility(); }, 60_000);
/** HQ in the place of the facility's, which a test has ended. */
const restarted: HqProcess[] = [];
afterAll(async () => {
  for (const hq of restarted) await hq.stop();
  await facility.stop();
});

beforeEach(async () => {
  desk = await facility.desk();
  await signIn(desk);
}, 30_000);
afterEach(() => desk.stop());

const keep = (bytes: Uint8Array<ArrayBuffer> = PHOTO) => Promise.resolve(desk.desk.handlers['photo/keep']({ bytes }));
const read = (photoId = PHOTO_ID) => Promise.resolve(desk.desk.handlers['photo/read']({ photoId }));
const detail = async (examId: string) => valueOf(await desk.desk.handlers['exam/detail']({ examId }));
const recordWith = async (values: Partial<ExamValuesArgs>): Promise<Result<ExamSummary>> => {
  const { scanId } = await scan(desk, LETTER);
  return desk.desk.handlers['exam/record']({ scanId, ...RELEASED, ...values, posting: null });
};
const ofLabel = (photoId = PHOTO_ID) => ({ photoId, shows: 'label' });
const finding = (photoId: string) =>
  ({ commodityClass: 'narcotics', quantity: null, unit: null, weightGrams: null, fieldTest: null, note: null, photoIds: [photoId] });
const delivered = () => desk.until(({ photos, waiting }) => waiting === 0 && photos.waiting === 0);
const fileAtHq = (photoId = PHOTO_ID) => join(facility.hq.data, 'photos', photoId.slice(0, 2), photoId);
const files = (folder = desk.folder): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)).filter((file) => statSync(file).isFile());
const photoFile = (): string => {
  const [file = ''] = files(join(desk.folder, 'photos'));
  return file;
};

const received = z.object({ entry: entrySchema });
async function entriesAtHq() {
  const lines = (await facility.hq.admin('entries', '--json', '--device', desk.stores.ledger.identity()?.deviceId ?? '')).split('\n').filter((line) => line !== '');
  return lines.map((line) => received.parse(JSON.parse(line)).entry);
}

describe('an exam with a photo of the label', () => {
  it('names it by the hash of its bytes, and HQ holds those very bytes and says so', async () => {
    const kept = valueOf(await keep());
    expect(kept).toMatchObject({ photoId: PHOTO_ID, bytes: PHOTO.length });
    const exam = valueOf(await recordWith({ photos: [ofLabel()] }));
    await delivered();
    expect(readFileSync(fileAtHq()).equals(PHOTO)).toBe(true);
    expect((await detail(exam.examId)).photos).toEqual([
      { photoId: PHOTO_ID, shows: 'label', bytes: PHOTO.length, takenAt: kept.takenAt, deliveredAt: expect.any(String) as string, isHere: true },
    ]);
    const atHq = (await entriesAtHq()).find(({ kind }) => kind === 'exam.recorded');
    expect(atHq === undefined ? [] : photosNamedIn(atHq)).toEqual([{ photoId: PHOTO_ID, bytes: PHOTO.length }]);
    expect(await facility.hq.admin('photos')).toContain(PHOTO_ID);
    expect(await facility.hq.admin('photos', '--check')).toBe('');
    expect(valueOf(await read()).bytes, 'it stays on the desk').toEqual(PHOTO);
  }, 30_000);

  it('may have one of what a finding is, named by the finding alone', async () => {
    valueOf(await keep());
    const exam = valueOf(await recordWith({ findings: [finding(PHOTO_ID)] }));
    await delivered();
    expect((await detail(exam.examId)).photos).toEqual([]);
    expect((await desk.status()).photos).toEqual({ waiting: 0, refused: 0, unreadable: 0, isKnownToHq: true, failure: null });
  }, 30_000);

  it('is corrected without losing it, gets another one by a correction, and both are delivered', async () => {
    const second = photoBytes(5_000, 22);
    valueOf(await keep());
    const { examId } = valueOf(await recordWith({ photos: [ofLabel()] }));
    const values = { ...RELEASED, outcome: 'DETAINED', outcomeFields: { reason: 'SUSPECTED_CONTRABAND' } };
    valueOf(await desk.desk.handlers['exam/amend']({ examId, why: 'seen later', values }));
    expect((await detail(examId)).photos.map(({ photoId }) => photoId)).toEqual([PHOTO_ID]);
    valueOf(await keep(second));
    valueOf(await desk.desk.handlers['exam/amend']({ examId, why: 'and here', values: { ...values, photos: [{ photoId: photoIdOf(second), shows: 'contents' }, ofLabel()] } }));
    expect((await detail(examId)).photos.map(({ photoId, shows }) => [photoId, shows])).toEqual([[PHOTO_ID, 'label'], [photoIdOf(second), 'contents']]);
    const [amendment] = desk.stores.ledger.newestOf(['exam.amended'], 1);
    expect(amendment?.payload['photos'], 'only what it adds is said').toMatchObject([{ photoId: photoIdOf(second) }]);
    await delivered();
    expect((await detail(examId)).photos.map(({ deliveredAt }) => deliveredAt !== null)).toEqual([true, true]);
    expect(existsSync(fileAtHq(photoIdOf(second)))).toBe(true);
  }, 30_000);

  it('is not sealed when the photo is not on this desk, and nothing is recorded then', async () => {
    const stray = photoIdOf(Buffer.from('never taken'));
    expect(await recordWith({ photos: [ofLabel(stray)] })).toMatchObject({ ok: false, fault: { kind: 'exam-not-right', detail: { field: 'photos', problem: 'NOT_KEPT' } } });
    expect(await recordWith({ findings: [finding(stray)] })).toMatchObject({ ok: false, fault: { kind: 'exam-not-right', detail: { field: 'findings.0.photoIds', problem: 'NOT_KEPT' } } });
    valueOf(await keep());
    rmSync(photoFile());
    expect(await recordWith({ photos: [ofLabel()] })).toMatchObject({ ok: false, fault: { detail: { problem: 'NOT_KEPT' } } });
    expect(valueOf(await desk.desk.handlers['exam/recent']({ limit: 5 }))).toEqual([]);
    valueOf(await keep());
    valueOf(await recordWith({ photos: [ofLabel()] }));
  });

  it('may be corrected although its photo has been lost since', async () => {
    valueOf(await keep());
    const { examId } = valueOf(await recordWith({ findings: [finding(PHOTO_ID)] }));
    await delivered();
    rmSync(photoFile());
    valueOf(await desk.desk.handlers['exam/amend']({ examId, why: 'two of them', values: { ...RELEASED, findings: [{ ...finding(PHOTO_ID), note: 'two' }] } }));
    expect(await read()).toMatchObject({ ok: false, fault: { kind: 'photo-missing' } });
  }, 30_000);
});

describe('a photo', () => {
  it('comes as bytes over a message port and goes back as bytes', async () => {
    const route = makeRouter(desk.desk.handlers, () => undefined);
    const { port1, port2 } = new MessageChannel();
    port2.on('message', (message) => void route(port2, message));
    const ask = (call: number, method: string, args: unknown) => new Promise<unknown>((resolve) => {
      port1.once('message', resolve);
      port1.postMessage({ call, method, args });
    });
    expect(await ask(1, 'photo/keep', { bytes: new Uint8Array(PHOTO) })).toMatchObject({ call: 1, result: { ok: true, value: { photoId: PHOTO_ID } } });
    const shown = (await ask(2, 'photo/read', { photoId: PHOTO_ID })) as { result: { value: { bytes: Uint8Array; type: string } } };
    expect([shown.result.value.type, createHash('sha256').update(shown.result.value.bytes).digest('hex')]).toEqual(['image/jpeg', PHOTO_ID]);
    expect(await ask(3, 'photo/keep', { bytes: 'text' })).toMatchObject({ result: { ok: false, fault: { kind: 'invalid' } } });
    port1.close();
  });

  it.each<[string, Uint8Array<ArrayBuffer>, string]>([
    ['that is larger than any photo', photoBytes(MAX_PHOTO_BYTES + 1), 'too-large'],
    ['that is none', Buffer.from('<svg onload=alert(1)>'), 'not-a-photo'],
    ['of no bytes', new Uint8Array(), 'not-a-photo'],
  ])('%s is refused by name, and nothing is written', async (_words, bytes, why) => {
    const refused = await keep(bytes);
    expect(refused).toMatchObject({ ok: false, fault: { kind: 'photo-refused', detail: { why } } });
    expect(refused.ok ? '' : faultSentence(refused.fault)).toMatch(/Nothing was kept of it; what you entered is still here\./);
    expect(existsSync(join(desk.folder, 'photos'))).toBe(false);
  });

  it('is kept once, however often and from how many calls at a time it comes', async () => {
    const [first] = (await Promise.all([keep(), keep(), keep()])).map(valueOf);
    expect(valueOf(await keep())).toEqual(first);
    expect(files(join(desk.folder, 'photos'))).toHaveLength(1);
  });

  it('lies in no file of the desk as it was taken, nor under its name, before and after it is delivered and shown', async () => {
    valueOf(await keep());
    valueOf(await recordWith({ photos: [ofLabel()] }));
    await delivered();
    valueOf(await read());
    const canary = PHOTO.subarray(1_000, 1_032);
    const look = () => files().filter((file) => file.includes(PHOTO_ID) || readFileSync(file).includes(canary) || readFileSync(file).includes(PHOTO_ID));
    expect(look(), 'while the desk runs').toEqual([]);
    await desk.desk.close();
    expect(look(), 'after it has closed').toEqual([]);
    desk = await desk.reopen();
  }, 30_000);

  it('survives a restart between the camera and the exam, in a half-filled one too', async () => {
    valueOf(await keep());
    const { scanId } = await scan(desk, LETTER);
    valueOf(await desk.desk.handlers['draft/put']({ scanId, form: { ...FORM, photos: [ofLabel()] } }));
    desk = await desk.reopen();
    await signIn(desk);
    const [draft] = valueOf(await desk.desk.handlers['draft/mine'](undefined));
    expect(draft?.form.photos).toEqual([ofLabel()]);
    expect(valueOf(await read()).type).toBe('image/jpeg');
    valueOf(await desk.desk.handlers['exam/record']({ scanId, ...RELEASED, photos: [ofLabel()], posting: null }));
    await delivered();
  }, 30_000);

  it('is told apart by projections that are made again from the entries', async () => {
    valueOf(await keep());
    valueOf(await recordWith({ photos: [ofLabel()] }));
    await delivered();
    const rows = () => desk.stores.ledger.db.prepare('SELECT * FROM photo_name ORDER BY photo_id, seq').all();
    const live = rows();
    desk.stores.ledger.rebuild();
    expect([live.length, rows()]).toEqual([1, live]);
  }, 30_000);
});

/** A desk whose line to HQ the test holds in its hand. */
describe('photos on a line that is no good', () => {
  let line: FaultProxy;
  beforeEach(async () => {
    await desk.stop();
    line = await startFaultProxy(facility.hq.url);
    desk = openNodeDesk();
    valueOf(await desk.desk.handlers['desk/enrol']({ hqUrl: line.url, code: await facility.code(), deskName: 'Bench 09' }));
    await desk.until((status) => status.feedAsOf !== null);
    await signIn(desk);
    await desk.until(({ waiting }) => waiting === 0);
  }, 30_000);
  afterEach(() => line.stop());

  const now = () => desk.desk.handlers['delivery/now'](undefined);

  it.each(NETWORK_FAULTS)('wait under %s, and arrive afterwards', async (fault) => {
    const photo = photoBytes(70_000, NETWORK_FAULTS.indexOf(fault) + 100);
    line.set(fault);
    valueOf(await keep(photo));
    valueOf(await recordWith({ photos: [ofLabel(photoIdOf(photo))] }));
    await desk.until(({ upload }) => upload.failure !== null);
    expect((await desk.status()).photos.waiting).toBe(1);
    line.set(null);
    await now();
    await delivered();
    expect(readFileSync(fileAtHq(photoIdOf(photo))).equals(photo)).toBe(true);
  }, 30_000);

  it.each<[string, (file: string, other: string) => void]>([
    ['one bit is another', (file) => { const bytes = readFileSync(file); bytes.writeUInt8(bytes.readUInt8(9_999) ^ 1, 9_999); writeFileSync(file, bytes); }],
    ['it was cut short', (file) => { writeFileSync(file, readFileSync(file).subarray(0, 500)); }],
    ['it is empty', (file) => { writeFileSync(file, ''); }],
    ['another photo of this desk lies in its place', (file, other) => { writeFileSync(file, readFileSync(other)); }],
  ])('hold up no other when a file is damaged (%s): a fault with a name, healed by taking the photo again', async (_words, damage) => {
    const other = photoBytes(PHOTO.length, 33);
    line.set('cut');
    valueOf(await keep());
    const file = photoFile();
    valueOf(await keep(other));
    const [otherFile = ''] = files(join(desk.folder, 'photos')).filter((one) => one !== file);
    valueOf(await recordWith({ photos: [ofLabel(), ofLabel(photoIdOf(other))] }));
    damage(file, otherFile);
    line.set(null);
    await now();
    const { photos } = await desk.until((status) => status.waiting === 0 && status.photos.waiting === 1 && status.photos.unreadable === 1);
    expect(photos).toMatchObject({ refused: 0, failure: null, isKnownToHq: true });
    expect(existsSync(fileAtHq(photoIdOf(other)))).toBe(true);
    const damaged = await read();
    expect(damaged).toMatchObject({ ok: false, fault: { kind: 'photo-damaged' } });
    expect(damaged.ok ? '' : faultSentence(damaged.fault)).toContain('everything it says are safe');
    valueOf(await keep());
    expect(valueOf(await read()).bytes).toEqual(PHOTO);
    await now();
    await delivered();
  }, 30_000);

  it('stay on the desk while its exam goes to HQ by a file of another desk, and go up when HQ is reached again', async () => {
    const carrier = await facility.desk();
    await signIn(carrier);
    const [stick, back] = [join(desk.folder, 'out.imfrelay'), join(desk.folder, 'back.imfreceipts')];
    const through = (node: NodeDesk, path: string) => {
      node.desk.chosenFile(path, path);
      return { fileToken: path };
    };
    const photo = photoBytes(200_000, 77);
    line.set('cut');
    valueOf(await keep(photo));
    const { seq } = valueOf(await recordWith({ photos: [ofLabel(photoIdOf(photo))] }));
    valueOf(await desk.desk.handlers['relay/export'](through(desk, stick)));
    expect(statSync(stick).size, 'the photo is not in it').toBeLessThan(100_000);
    valueOf(await carrier.desk.handlers['relay/import'](through(carrier, stick)));
    await expect.poll(async () => valueOf(await carrier.desk.handlers['relay/view'](undefined)).receipts, { timeout: 10_000 }).toBe(1);
    valueOf(await carrier.desk.handlers['relay/receipts'](through(carrier, back)));
    valueOf(await desk.desk.handlers['relay/import'](through(desk, back)));
    expect(desk.stores.ledger.delivered().throughSeq).toBeGreaterThanOrEqual(seq);
    expect([(await desk.status()).photos.waiting, existsSync(fileAtHq(photoIdOf(photo)))]).toEqual([1, false]);
    line.set(null);
    await now();
    await delivered();
    expect(readFileSync(fileAtHq(photoIdOf(photo))).equals(photo)).toBe(true);
    await carrier.stop();
  }, 40_000);

  it('are asked about and sent again when HQ was restored from a copy that is older than they are', async () => {
    await facility.hq.kill('SIGTERM');
    const before = mkdtempSync(join(tmpdir(), 'hq-before-'));
    cpSync(facility.hq.data, before, { recursive: true });
    const photo = photoBytes(40_000, 44);
    let hq = await startHq({ data: facility.hq.data });
    line.pointTo(hq.url);
    await now();
    valueOf(await keep(photo));
    valueOf(await recordWith({ photos: [ofLabel(photoIdOf(photo))] }));
    await now();
    await delivered();
    await hq.kill('SIGTERM');
    rmSync(facility.hq.data, { recursive: true });
    cpSync(before, facility.hq.data, { recursive: true });
    rmSync(before, { recursive: true });
    hq = await startHq({ data: facility.hq.data, port: Number(new URL(facility.hq.url).port) });
    expect(existsSync(fileAtHq(photoIdOf(photo)))).toBe(false);
    line.pointTo(hq.url);
    await now();
    for (let n = 0; n < 100 && !existsSync(fileAtHq(photoIdOf(photo))); n += 1) await new Promise((resolve) => setTimeout(resolve, 100));
    expect(readFileSync(fileAtHq(photoIdOf(photo))).equals(photo)).toBe(true);
    await delivered();
    restarted.push(hq);
  }, 60_000);

  it('wait quietly on the desk while HQ is of the version before, and go when it is renewed, of entries from before that too', async () => {
    const former = await startFormerHq(facility.hq.url);
    line.pointTo(former.url);
    const photo = photoBytes(40_000, 55);
    valueOf(await keep(photo));
    const exam = valueOf(await recordWith({ photos: [ofLabel(photoIdOf(photo))] }));
    await now();
    const { photos, upload, refused } = await desk.until(({ waiting, photos: { isKnownToHq } }) => waiting === 0 && !isKnownToHq);
    expect([photos, upload.failure, refused]).toEqual([{ waiting: 1, refused: 0, unreadable: 0, isKnownToHq: false, failure: null }, null, 0]);
    const asked = () => former.asked.filter((path) => path.startsWith('/v1/photos/')).length;
    expect(asked()).toBe(1);
    await desk.record(LETTER);
    await desk.until(({ waiting }) => waiting === 0);
    expect(asked(), 'not asked again because it answers to something else').toBe(1);
    expect((await detail(exam.examId)).photos).toMatchObject([{ deliveredAt: null, isHere: true }]);
    line.pointTo(facility.hq.url);
    await now();
    await delivered();
    expect(existsSync(fileAtHq(photoIdOf(photo)))).toBe(true);
    await former.stop();
  }, 30_000);
});

describe('a desk enrolled anew', () => {
  it('delivers the photos of its former device, whose entries were receipted and whose photos were not', async () => {
    const former = await startFormerHq(facility.hq.url);
    const copied = await enrolledThroughALine(facility);
    copied.line.pointTo(former.url);
    const photo = photoBytes(40_000, 66);
    const shown = { photoId: photoIdOf(photo), shows: 'label' };
    const record = async (values: Partial<ExamValuesArgs>) => {
      const { scanId } = await scan(copied.node, LETTER);
      return valueOf(await copied.node.desk.handlers['exam/record']({ scanId, ...RELEASED, ...values, posting: null }));
    };
    await signIn(copied.node);
    valueOf(await copied.node.desk.handlers['photo/keep']({ bytes: photo }));
    const first = await record({ photos: [shown] });
    await copied.node.until(({ waiting }) => waiting === 0);
    const formerId = copied.node.stores.ledger.identity()?.deviceId ?? '';
    await copied.node.desk.close();
    const copy = clonedOf(copied);
    await copied.startAnew();
    await signIn(copied.node);
    await record({});
    await copied.node.until(({ waiting }) => waiting === 0);
    await copied.node.desk.close();
    putBack(copied, copy);
    await copied.startAnew();
    await copied.untilPhase('copied');
    expect(await copied.node.desk.handlers['photo/keep']({ bytes: photo }), 'nothing more is taken').toMatchObject({ ok: false, fault: { kind: 'store-copied' } });
    await copied.enrolAnew(await facility.code());
    await copied.startAnew();
    expect((await copied.node.status()).photos.waiting, 'it goes along').toBe(1);
    copied.line.pointTo(facility.hq.url);
    await copied.node.desk.handlers['delivery/now'](undefined);
    await copied.node.until(({ photos }) => photos.waiting === 0);
    expect(readFileSync(fileAtHq(photoIdOf(photo))).equals(photo)).toBe(true);
    expect(await facility.hq.admin('photos')).toContain(`${photoIdOf(photo)}\t40000 bytes\t${formerId} entry ${first.seq}\t`);
    await signIn(copied.node);
    expect(valueOf(await copied.node.desk.handlers['photo/read']({ photoId: photoIdOf(photo) })).bytes).toEqual(photo);
    await copied.stop();
    await copied.line.stop();
    await former.stop();
    rmSync(copy, { recursive: true, force: true });
  }, 60_000);
});
