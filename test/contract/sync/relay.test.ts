/** The relay with real encrypted stores: what one desk writes another carries to HQ, and the receipts find their way back. */
import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canonicalText } from '../../../domain/ledger/entry.ts';
import { relayReplySchema } from '../../../domain/sync/messages.ts';
import { failing, openRelayDesk, type RelayDesk } from '../../support/relayDesk.ts';
import { makeRelayHq, type RelayHq } from '../../support/relayHq.ts';
import { valueOf } from '../../support/nodeDesk.ts';

let hq: RelayHq;
let origin: RelayDesk;
let carrier: RelayDesk;

beforeEach(async () => {
  hq = makeRelayHq();
  origin = openRelayDesk(hq, 'JFK-03-AAAA');
  carrier = openRelayDesk(hq, 'JFK-07-BBBB');
  await connectOnce(origin);
  await connectOnce(carrier);
});

afterEach(async () => {
  await origin.stop();
  await carrier.stop();
});

/** HQ is reached, everything goes up, and its keys come down; then the line is cut. */
async function connectOnce(desk: RelayDesk): Promise<void> {
  const { pages } = desk.line;
  desk.line.isCut = false;
  await desk.desk.handlers['delivery/now'](undefined);
  await desk.until(() => waitingOf(desk) === 0 && desk.line.pages > pages);
  desk.line.isCut = true;
}

async function connect(desk: RelayDesk): Promise<void> {
  desk.line.isCut = false;
  await desk.desk.handlers['delivery/now'](undefined);
}

const waitingOf = (desk: RelayDesk): number => desk.stores.ledger.waiting().waiting;
const viewOf = async (desk: RelayDesk) => valueOf(await desk.desk.handlers['relay/view'](undefined));
const statesOf = async (desk: RelayDesk) => (await viewOf(desk)).carried.map(({ deviceId, fromSeq, toSeq, state, reason }) => ({ deviceId, fromSeq, toSeq, state, reason }));
const sealedAt = (desk: RelayDesk, kind: string) => desk.stores.ledger.newestOf([kind], 10).map(({ payload, officerId }) => ({ ...payload, officerId }));
const heldAtHq = (deviceId: string) => (hq.taken.get(deviceId) ?? []).map((entry) => canonicalText(entry));
const inLedger = (desk: RelayDesk) => desk.stores.ledger.after(0, 5_000).map((entry) => canonicalText(entry));

describe('a relay file', () => {
  it('carries what waits on a desk that is cut off to HQ by way of another, byte for byte, and its receipts back', async () => {
    origin.lock(3);
    const known = inLedger(origin);
    const file = await origin.export();
    expect(sealedAt(origin, 'relay.exported')).toMatchObject([{ fromSeq: 2, toSeq: 4, count: 3, parts: 1, sealingKeyId: 'seal-1', officerId: 'o-1' }]);
    expect(waitingOf(origin)).toBe(4);

    valueOf(await carrier.takeIn(file));
    expect(sealedAt(carrier, 'relay.takenIn')).toMatchObject([{ deviceId: origin.deviceId, fromSeq: 2, toSeq: 4, count: 3, officerId: 'o-1' }]);
    writeFileSync(file, 'the stick is gone');
    expect(await statesOf(carrier)).toEqual([{ deviceId: origin.deviceId, fromSeq: 2, toSeq: 4, state: 'waiting', reason: null }]);

    await connect(carrier);
    await carrier.until(() => heldAtHq(origin.deviceId).length === 4);
    expect(heldAtHq(origin.deviceId)).toEqual(known);
    await expect.poll(() => statesOf(carrier)).toMatchObject([{ state: 'delivered' }]);

    const receipts = carrier.place('back.imfreceipts');
    valueOf(await carrier.desk.handlers['relay/receipts']({ fileToken: carrier.token(receipts) }));
    expect(valueOf(await origin.takeIn(receipts))).toEqual({ what: 'receipts', deviceId: origin.deviceId, fromSeq: 2, toSeq: 4 });
    expect(origin.stores.ledger.delivered().throughSeq).toBe(4);
    expect(sealedAt(origin, 'relay.receiptsTakenIn')).toMatchObject([{ fromSeq: 2, toSeq: 4, receipts: 1 }]);
    expect(await origin.takeIn(receipts)).toMatchObject({ ok: false, fault: { kind: 'relay-refused', detail: { why: 'nothing-new' } } });
  }, 30_000);

  it('is needed no more when the origin connects again: HQ says duplicate, and nothing stands there twice', async () => {
    origin.lock(3);
    valueOf(await carrier.takeIn(await origin.export()));
    await connect(carrier);
    await expect.poll(() => statesOf(carrier)).toMatchObject([{ state: 'delivered' }]);
    await connect(origin);
    await origin.until(() => waitingOf(origin) === 0);
    expect(heldAtHq(origin.deviceId)).toEqual(inLedger(origin));
  }, 30_000);

  it('of many entries goes in several parts, each with a receipt of its own', async () => {
    origin.lock(1_203);
    const file = await origin.export();
    expect(sealedAt(origin, 'relay.exported')).toMatchObject([{ fromSeq: 2, toSeq: 1_204, parts: 3 }]);
    valueOf(await carrier.takeIn(file));
    await connect(carrier);
    await expect.poll(() => statesOf(carrier), { timeout: 10_000 }).toMatchObject([{ fromSeq: 2, toSeq: 1_204, state: 'delivered' }]);
    expect((await viewOf(carrier)).receipts).toBe(3);
    expect(heldAtHq(origin.deviceId)).toEqual(inLedger(origin).slice(0, 1_204));
  }, 30_000);

  it('waits over a restart of the desk that carries it', async () => {
    origin.lock(1);
    valueOf(await carrier.takeIn(await origin.export()));
    carrier = await carrier.reopen();
    expect(await statesOf(carrier)).toMatchObject([{ state: 'waiting' }]);
    await connect(carrier);
    await expect.poll(() => statesOf(carrier)).toMatchObject([{ state: 'delivered' }]);
  }, 30_000);

  it('goes up only after the own entries of the desk that carries it', async () => {
    origin.lock(1);
    carrier.lock(700);
    valueOf(await carrier.takeIn(await origin.export()));
    carrier.line.sent.length = 0;
    await connect(carrier);
    await expect.poll(() => statesOf(carrier)).toMatchObject([{ state: 'delivered' }]);
    const sent = carrier.line.sent;
    expect(sent.indexOf('relay')).toBeGreaterThan(sent.lastIndexOf('upload'));
    expect(waitingOf(carrier)).toBe(0);
  }, 30_000);

  it('leaves no sealed bytes behind once HQ has them', async () => {
    origin.lock(1);
    valueOf(await carrier.takeIn(await origin.export()));
    const bytes = () => carrier.stores.ledger.db.prepare<[], { bytes: number }>('SELECT count(bytes) AS bytes FROM carried').get()?.bytes;
    expect(bytes()).toBe(1);
    await connect(carrier);
    await expect.poll(() => statesOf(carrier)).toMatchObject([{ state: 'delivered' }]);
    expect(bytes()).toBe(0);
  }, 30_000);
});

describe('a desk', () => {
  it('writes no file before HQ has told its sealing key, and says so', async () => {
    const fresh = openRelayDesk(hq, 'JFK-09-CCCC');
    fresh.line.keys = null;
    await connectOnce(fresh);
    fresh.lock(1);
    expect(await fresh.desk.handlers['relay/export']({ fileToken: fresh.token(fresh.place('x.imfrelay')) })).toMatchObject({ ok: false, fault: { kind: 'relay-refused', detail: { why: 'no-sealing-key' } } });
    expect(existsSync(fresh.place('x.imfrelay'))).toBe(false);
    expect((await viewOf(fresh)).canExport).toBe(false);
    await fresh.stop();
  }, 20_000);

  it.each([
    ['signed by another HQ', (other: RelayHq) => other.enrol('JFK-09-CCCC', 'JFK', hq.publicKey)],
    ['for another desk', () => hq.enrol('JFK-08-DDDD', 'JFK', hq.publicKey)],
    ['for another key of this desk', () => hq.enrol('JFK-09-CCCC', 'JFK', hq.publicKey)],
  ])('does not believe keys %s', async (_words, keys) => {
    const fresh = openRelayDesk(hq, 'JFK-09-CCCC');
    fresh.line.keys = keys(makeRelayHq(hq.hqId));
    await connectOnce(fresh);
    expect((await viewOf(fresh)).canExport).toBe(false);
    await fresh.stop();
  }, 20_000);

  it('does not take up an older sealing key again', async () => {
    const { body } = hq.sealingKey;
    const newer = hq.sealingKeyAs({ ...body, version: 2, keyId: 'seal-2' });
    const { keys } = origin.line;
    if (keys === null) throw new Error('no keys');
    origin.line.keys = { ...keys, sealingKey: newer };
    await connectOnce(origin);
    origin.line.keys = keys;
    await connectOnce(origin);
    origin.lock(1);
    await origin.export();
    expect(sealedAt(origin, 'relay.exported')).toMatchObject([{ sealingKeyId: 'seal-2' }]);
  }, 20_000);

  it('writes no file when nothing waits', async () => {
    await connectOnce(origin);
    expect(await origin.desk.handlers['relay/export']({ fileToken: origin.token(origin.place('x.imfrelay')) })).toMatchObject({ ok: false, fault: { detail: { why: 'nothing-waits' } } });
  });

  it('leaves nothing on a stick that does not take the file, and seals nothing of it', async () => {
    origin.lock(1);
    const nowhere = `${origin.place('no such folder')}/x.imfrelay`;
    expect(await origin.desk.handlers['relay/export']({ fileToken: origin.token(nowhere) })).toMatchObject({ ok: false, fault: { kind: 'file-not-saved' } });
    expect(sealedAt(origin, 'relay.exported')).toEqual([]);
    expect(readdirSync(origin.place('.')).filter((name) => name.includes('imfrelay'))).toEqual([]);
  });

  it('leaves no file when it cannot seal that there is one', async () => {
    origin.lock(1);
    origin.stores.ledger.db.exec("CREATE TRIGGER no_more BEFORE INSERT ON entry BEGIN SELECT RAISE(ABORT, 'test'); END");
    await expect(origin.export()).rejects.toThrow('test');
    expect(readdirSync(origin.place('.')).filter((name) => name.includes('imfrelay'))).toEqual([]);
  });

  it('takes nothing in when its disk is full, and everything once there is room', async () => {
    origin.lock(300);
    const file = await origin.export();
    const { db } = carrier.stores.ledger;
    const before = carrier.stores.ledger.head().seq;
    db.pragma(`max_page_count = ${String(db.pragma('page_count', { simple: true }))}`);
    expect(await carrier.takeIn(file)).toMatchObject({ ok: false, fault: { kind: 'relay-refused', detail: { why: 'disk-full' } } });
    expect([carrier.stores.ledger.head().seq, (await viewOf(carrier)).carried]).toEqual([before, []]);
    db.pragma('max_page_count = 1000000');
    expect(valueOf(await carrier.takeIn(file))).toMatchObject({ what: 'entries' });
  }, 20_000);

  it.each([
    ['its own file', async () => origin.takeIn(await origin.export()), 'own'],
    ['a file twice', async () => {
      const file = await origin.export();
      valueOf(await carrier.takeIn(file));
      return carrier.takeIn(file);
    }, 'already-carried'],
    ['a file that was cut off', async () => {
      const file = await origin.export();
      truncateSync(file, readFileSync(file).length - 1);
      return carrier.takeIn(file);
    }, 'damaged'],
    ['a file of another HQ', async () => {
      const other = openRelayDesk(makeRelayHq('hq-other'), 'LAX-01-EEEE');
      const result = await other.takeIn(await origin.export());
      await other.stop();
      return result;
    }, 'other-hq'],
    ['a file that is none of ours', async () => {
      writeFileSync(carrier.place('letter.txt'), 'Dear Pat');
      return carrier.takeIn(carrier.place('letter.txt'));
    }, 'not-relay'],
    ['a file that is gone', () => carrier.takeIn(carrier.place('gone.imfrelay')), 'unreadable'],
  ])('refuses %s, and keeps nothing of it', async (_words, attempt, why) => {
    origin.lock(1);
    const before = carrier.stores.ledger.head().seq;
    const result = await attempt();
    expect(result).toMatchObject({ ok: false, fault: { kind: 'relay-refused', detail: { why } } });
    const isSecond = why === 'already-carried';
    expect(carrier.stores.ledger.head().seq).toBe(before + (isSecond ? 1 : 0));
    expect((await viewOf(carrier)).carried).toHaveLength(isSecond ? 1 : 0);
  }, 20_000);

  it('keeps nothing of a file and seals nothing when the store does not take both', async () => {
    origin.lock(1);
    const file = await origin.export();
    carrier.stores.ledger.db.exec("CREATE TRIGGER no_more BEFORE INSERT ON entry BEGIN SELECT RAISE(ABORT, 'test'); END");
    await expect(carrier.takeIn(file)).rejects.toThrow('test');
    carrier.stores.ledger.db.exec('DROP TRIGGER no_more');
    expect((await viewOf(carrier)).carried).toEqual([]);
    expect(valueOf(await carrier.takeIn(file))).toMatchObject({ what: 'entries' });
  });
});

describe('a carried part', () => {
  it.each([
    ['HQ refuses for good', () => ({ ok: true as const, value: { refused: { reason: 'fork' as const } } }), { state: 'refused', reason: 'fork' }],
    ['HQ stumbles over every time', () => failing('hq-error'), { state: 'waiting', reason: null }],
    ['HQ answers with a receipt of another range', (part: Uint8Array) => {
      const opened = hq.open(part);
      if (!opened.ok) throw new Error(opened.reason);
      const { deviceId, fromSeq, head } = opened.header;
      return { ok: true as const, value: { receipt: hq.receipt({ deviceId, fromSeq, toSeq: fromSeq + 100, head, refused: [] }), verdicts: [] } };
    }, { state: 'waiting', reason: null }],
    ['somebody else answers for HQ', (part: Uint8Array) => {
      const reply = hq.receive(part);
      if ('refused' in reply) throw new Error('refused');
      const forged = makeRelayHq(hq.hqId).receipt(reply.receipt.body);
      return { ok: true as const, value: { ...reply, receipt: forged } };
    }, { state: 'waiting', reason: null }],
  ])('that %s holds up neither the own entries nor another file', async (_words, answer, standing) => {
    const poison = openRelayDesk(hq, 'JFK-05-FFFF');
    await connectOnce(poison);
    poison.lock(2);
    carrier.lock(5);
    valueOf(await carrier.takeIn(await poison.export()));
    origin.lock(2);
    valueOf(await carrier.takeIn(await origin.export()));
    carrier.line.onPart = (part) => {
      const opened = hq.open(part);
      return opened.ok && opened.header.deviceId === poison.deviceId ? answer(part) : null;
    };
    await connect(carrier);
    await expect.poll(() => statesOf(carrier)).toMatchObject([{ deviceId: origin.deviceId, state: 'delivered' }, { deviceId: poison.deviceId, ...standing }]);
    await carrier.until(() => waitingOf(carrier) === 0);

    // A person asks again, and HQ has put it right.
    carrier.line.onPart = null;
    await carrier.desk.handlers['delivery/now'](undefined);
    await expect.poll(() => statesOf(carrier)).toMatchObject([{ state: 'delivered' }, { state: 'delivered' }]);
    await poison.stop();
  }, 30_000);

  it('that comes before those it follows waits for them, and goes up when they have', async () => {
    origin.lock(2);
    const first = await origin.export();
    // The second file begins behind the first one, as if its receipts had come back already.
    const elsewhere = openRelayDesk(hq, 'JFK-08-DDDD');
    valueOf(await elsewhere.takeIn(first));
    await connect(elsewhere);
    await expect.poll(() => statesOf(elsewhere)).toMatchObject([{ state: 'delivered' }]);
    const receipts = elsewhere.place('back.imfreceipts');
    valueOf(await elsewhere.desk.handlers['relay/receipts']({ fileToken: elsewhere.token(receipts) }));
    valueOf(await origin.takeIn(receipts));
    const second = await origin.export();
    await elsewhere.stop();

    // HQ is restored from a copy that is older than both.
    hq.taken.set(origin.deviceId, (hq.taken.get(origin.deviceId) ?? []).slice(0, 1));
    valueOf(await carrier.takeIn(second));
    await connect(carrier);
    await carrier.until(() => carrier.line.sent.filter((what) => what === 'relay').length >= 2);
    expect(await statesOf(carrier)).toMatchObject([{ state: 'waiting', reason: null }]);
    valueOf(await carrier.takeIn(first));
    await expect.poll(() => statesOf(carrier)).toMatchObject([{ state: 'delivered' }, { state: 'delivered' }]);
  }, 30_000);

  it('waits while there is no line, and says why on the screen', async () => {
    origin.lock(1);
    valueOf(await carrier.takeIn(await origin.export()));
    carrier.line.isCut = false;
    carrier.line.onPart = () => failing('unreachable');
    await carrier.desk.handlers['delivery/now'](undefined);
    await expect.poll(async () => (await viewOf(carrier)).failure).toBe('unreachable');
    expect(await statesOf(carrier)).toMatchObject([{ state: 'waiting' }]);
    expect(waitingOf(origin)).toBeGreaterThan(0);
  });

  it('gets an answer that the schemas of the protocol read', () => {
    expect(relayReplySchema.safeParse({ refused: { reason: 'gap', expectedSeq: 3 } }).success).toBe(true);
    expect(relayReplySchema.safeParse({ refused: { reason: 'because' } }).success).toBe(false);
  });
});
