/** Entries that HQ refused, from the desk's side: seen by everyone, exported and offered again by a supervisor, and taken in the end. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { entrySchema, hashOfBody } from '../../../domain/ledger/entry.ts';
import { valueOf } from '../../support/nodeDesk.ts';
import { OFFICER, openStandInDesk, SUPERVISOR, type StandInDesk } from './refusalsStandIn.ts';

let one: StandInDesk;

beforeEach(() => {
  one = openStandInDesk(SUPERVISOR);
});

afterEach(() => one.stop());

/** Ten entries are delivered, of which HQ refuses these. */
async function refused(...seqs: readonly number[]): Promise<void> {
  one.hq.judge = ({ seq }) => (seqs.includes(seq) ? 'unknown-officer' : null);
  await one.seal(9);
  await one.until(({ waiting, refused: count }) => waiting === 0 && count === seqs.length);
  one.hq.uploads.length = 0;
}

const list = async () => valueOf(await one.desk.handlers['refusals/list'](undefined));
const offer = (seq: number | null) => one.desk.handlers['refusals/offerAgain']({ seq });
const newest = (kind: string) => one.stores.ledger.newestOf([kind], 1)[0];
/** What went to HQ to be judged anew. */
const again = () => one.hq.uploads.filter((upload) => upload.again === true).map(({ entries }) => entries.map(({ seq }) => seq));

describe('the tray of refused entries', () => {
  it('lists what HQ refused with the item, the reason and the words of HQ, and opens one whole', async () => {
    await refused(4, 7);
    expect(await list()).toMatchObject({
      count: 2,
      rows: [{ seq: 4, kind: 'exam.recorded', item: 'RB 123 456 785 GB', reason: 'unknown-officer', detail: 'said by the stand-in', times: 1, isOfferedAgain: false }, { seq: 7 }],
    });
    const read = valueOf(await one.desk.handlers['refusals/read']({ seq: 4 }));
    expect(read?.entry).toEqual(one.stores.ledger.after(3, 1)[0]);
    expect(valueOf(await one.desk.handlers['refusals/read']({ seq: 5 }))).toBeNull();
  });

  it('lets everyone look and nobody but a supervisor do anything', async () => {
    await refused(4);
    await one.reopen(OFFICER);
    expect((await list()).count).toBe(1);
    one.desk.chosenFile('token', join(one.folder, 'out.jsonl'));
    const head = one.stores.ledger.head().seq;
    for (const result of [await offer(4), await one.desk.handlers['refusals/export']({ seq: 4, fileToken: 'token' })]) {
      expect(result).toMatchObject({ ok: false, fault: { kind: 'not-allowed' } });
    }
    expect(one.stores.ledger.head().seq).toBe(head);
    expect(again()).toEqual([]);
    await one.desk.handlers['session/signOut'](undefined);
    expect(await one.desk.handlers['refusals/list'](undefined)).toMatchObject({ ok: false, fault: { kind: 'not-signed-in' } });
  });
});

describe('an export of refused entries', () => {
  const lineSchema = z.object({ entry: entrySchema, verdict: z.object({ seq: z.int(), verdict: z.literal('refused'), reason: z.string(), detail: z.string(), refusedAt: z.string(), times: z.int() }) });

  async function exported(seq: number | null): Promise<z.infer<typeof lineSchema>[]> {
    const path = join(one.folder, 'refused.jsonl');
    one.desk.chosenFile('token', path);
    valueOf(await one.desk.handlers['refusals/export']({ seq, fileToken: 'token' }));
    return readFileSync(path, 'utf8').trimEnd().split('\n').map((line) => lineSchema.parse(JSON.parse(line)));
  }

  it.each([['one', 7, [7]], ['all', null, [4, 7]]] as const)('holds %s as sealed, with the verdict, and is an entry itself', async (_what, seq, seqs) => {
    await refused(4, 7);
    const lines = await exported(seq);
    expect(lines.map(({ verdict }) => verdict.seq)).toEqual(seqs);
    for (const { entry: { hash, ...body }, verdict } of lines) {
      expect(hashOfBody(body)).toBe(hash);
      expect(verdict).toMatchObject({ seq: body.seq, reason: 'unknown-officer', times: 1 });
    }
    expect(newest('entries.exported')).toMatchObject({
      officerId: 's-1',
      payload: { what: 'refused', seqs, fileName: 'refused.jsonl', sha256: createHash('sha256').update(readFileSync(join(one.folder, 'refused.jsonl'))).digest('hex') },
    });
  });

  it('that cannot be written says so, and has its entry all the same', async () => {
    await refused(4);
    one.desk.chosenFile('token', join(one.folder, 'no-such-folder', 'refused.jsonl'));
    expect(await one.desk.handlers['refusals/export']({ seq: null, fileToken: 'token' })).toMatchObject({ ok: false, fault: { kind: 'file-not-saved' } });
    expect(newest('entries.exported')).toMatchObject({ payload: { seqs: [4] } });
  });

  it('of what is refused no longer writes no file and seals nothing', async () => {
    await refused(4);
    one.desk.chosenFile('token', join(one.folder, 'refused.jsonl'));
    expect(valueOf(await one.desk.handlers['refusals/export']({ seq: 5, fileToken: 'token' }))).toEqual({ entries: 0 });
    expect(newest('entries.exported')).toBeUndefined();
    expect(() => readFileSync(join(one.folder, 'refused.jsonl'))).toThrow();
  });

  it('never goes to a path that no dialog gave', async () => {
    await refused(4);
    expect(await one.desk.handlers['refusals/export']({ seq: 4, fileToken: 'made up' })).toMatchObject({ ok: false, fault: { kind: 'invalid' } });
  });
});

describe('offering again', () => {
  it('is taken once something was put right at HQ, and is an entry itself', async () => {
    await refused(4, 5, 8);
    one.hq.judge = () => null;
    expect(valueOf(await offer(null))).toMatchObject({ count: 3, rows: [{ isOfferedAgain: true }, { isOfferedAgain: true }, { isOfferedAgain: true }] });
    await one.until((status) => status.refused === 0 && status.waiting === 0);
    expect(again()).toEqual([[4, 5], [8]]);
    expect(one.stores.ledger.deliveryOf(4).state).toBe('delivered');
    expect(newest('entries.offeredAgain')).toMatchObject({ officerId: 's-1', payload: { seqs: [4, 5, 8] } });
    expect((await list()).count).toBe(0);
    expect(one.events).toContain('exam/delivered');
  });

  it('takes only the one that was chosen', async () => {
    await refused(4, 8);
    one.hq.judge = () => null;
    valueOf(await offer(8));
    await one.until((status) => status.refused === 1 && status.offeredAgain === 0);
    expect((await list()).rows.map(({ seq }) => seq)).toEqual([4]);
  });

  it.each([['refuses it once more', true], ['does not know the word', false]] as const)('stays refused by an HQ that %s', async (_what, knowsAgain) => {
    await refused(4);
    one.hq.knowsAgain = knowsAgain;
    valueOf(await offer(4));
    await one.until((status) => status.offeredAgain === 0);
    expect(await list()).toMatchObject({ count: 1, rows: [{ seq: 4, times: 2, isOfferedAgain: false }] });
  });

  it('is asked once, however often the key is pressed', async () => {
    await refused(4);
    let open: () => void = () => undefined;
    one.hq.gate = new Promise((resolve) => { open = resolve; });
    for (let n = 0; n < 3; n += 1) valueOf(await offer(4));
    one.hq.gate = null;
    open();
    await one.until((status) => status.offeredAgain === 0 && status.waiting === 0);
    expect(again()).toEqual([[4]]);
    expect(one.stores.ledger.newestOf(['entries.offeredAgain'], 10)).toHaveLength(1);
  });

  it('waits while HQ is away and goes out when it is back, also over a restart of the desk', async () => {
    await refused(4);
    one.hq.mischief = 'away';
    one.hq.judge = () => null;
    valueOf(await offer(4));
    await one.until((status) => status.upload.failure !== null);
    await one.reopen(SUPERVISOR);
    expect(await one.status()).toMatchObject({ refused: 1, offeredAgain: 1 });
    one.hq.mischief = null;
    await one.desk.handlers['delivery/now'](undefined);
    await one.until((status) => status.refused === 0 && status.offeredAgain === 0);
  });

  it('is believed on a receipt and on nothing else', async () => {
    await refused(4);
    // The words say accepted, but the signature is over a receipt that refuses it.
    one.hq.mischief = 'forged';
    valueOf(await offer(4));
    await one.until((status) => status.upload.failure?.kind === 'receipt-invalid');
    expect(await one.status()).toMatchObject({ refused: 1, offeredAgain: 1 });
    expect(one.stores.ledger.deliveryOf(4).state).toBe('refused');
  });

  it('holds up a new entry by the flight under way and no more', async () => {
    await refused(2, 4, 6);
    let open: () => void = () => undefined;
    one.hq.gate = new Promise((resolve) => { open = resolve; });
    valueOf(await offer(null));
    await one.seal(1);
    one.hq.gate = null;
    open();
    await one.until((status) => status.offeredAgain === 0 && status.waiting === 0);
    const flights = one.hq.uploads.map((upload) => (upload.again === true ? 'again' : 'new'));
    expect(flights.indexOf('new')).toBeLessThanOrEqual(1);
    expect(flights.filter((flight) => flight === 'again')).toHaveLength(3);
  });
});

describe('the clock', () => {
  it('is said to be wrong when it is, at once when it is set, and never stops anything', async () => {
    await one.until((status) => status.feedAsOf !== null);
    expect((await one.status()).clockSkew).toBeNull();
    one.clockOff = -(3 * 60 + 12) * 60_000 - 5_000;
    expect((await one.status()).clockSkew).toEqual({ direction: 'behind', days: 0, hours: 3, minutes: 12 });
    await one.seal(2);
    expect(await one.until((status) => status.waiting === 0)).toMatchObject({ refused: 0, clockSkew: { direction: 'behind' } });
    one.clockOff = 20 * 365 * 24 * 60 * 60_000;
    await one.seal(1);
    expect(await one.until((status) => status.waiting === 0)).toMatchObject({ clockSkew: { direction: 'ahead', days: expect.closeTo(7_300, -1) as number } });
  });

  it('is not judged by a receipt that HQ gave for the same entries long before', async () => {
    await one.until((status) => status.feedAsOf !== null && status.waiting === 0);
    one.hq.receivedAt = new Date(Date.now() - 24 * 60 * 60_000).toISOString();
    one.hq.mischief = 'lostReply';
    one.hq.isFeedAway = true;
    await one.seal(1);
    await one.until((status) => status.upload.failure !== null);
    one.hq.mischief = null;
    await one.desk.handlers['delivery/now'](undefined);
    expect(await one.until((status) => status.waiting === 0)).toMatchObject({ clockSkew: null });
  });

  it('is not judged after a sleep until HQ is heard again', async () => {
    await one.until((status) => status.feedAsOf !== null);
    one.clockOff = 8 * 60 * 60_000;
    expect((await one.status()).clockSkew).not.toBeNull();
    one.desk.wake('resume');
    expect((await one.status()).clockSkew).toBeNull();
  });
});
