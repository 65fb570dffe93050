/** Uploads to HQ: exactly once, in the order of the chain, with a signed receipt. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canonicalText, seal, type Entry } from '../../../domain/ledger/entry.ts';
import { revokeDevice } from '../../../hq/admin/revokeDevice.ts';
import { publishRoster } from '../../../hq/admin/publishRoster.ts';
import { findDevice } from '../../../hq/store/devices.ts';
import { storedEntries } from '../../../hq/store/entries.ts';
import { allForks } from '../../../hq/store/forks.ts';
import { allOf } from '../../support/allOf.ts';
import { enrolledDesk, errorOf, isReceiptOf, receiptIn, type TestDesk } from '../../support/deskClient.ts';
import { HQ_HOMES } from '../../support/hqHomes.ts';
import { openHqInside, type HqInside } from '../../support/hqInside.ts';

describe.each(HQ_HOMES)('on %s', (_name, newHome) => {
  let hq: HqInside;
  let desk: TestDesk;
  beforeEach(async () => {
    hq = await openHqInside({ home: await newHome() });
    desk = await enrolledDesk(hq.url, await hq.code());
  });
  afterEach(() => hq.stop());

  const stored = () => allOf(storedEntries(hq.store.reads, null));
  const deviceId = () => desk.enrolled?.deviceId ?? '';
  const lastSeq = async () => (await findDevice(hq.store.reads, deviceId()))?.lastSeq;

  describe('an upload', () => {
    it('is stored as it came and answered with a receipt that HQ signed', async () => {
      const entries = desk.seal(3);
      const { receipt, verdicts } = receiptIn(await desk.upload(entries));
      expect(isReceiptOf(receipt, desk.enrolled?.hqPublicKey ?? '')).toBe(true);
      expect(receipt.body).toEqual({
        protocol: 1, hqId: hq.store.hqId, deviceId: deviceId(), fromSeq: 1, toSeq: 3, head: desk.head.hash, refused: [], receivedAt: hq.clock.toISOString(),
      });
      expect(verdicts.map((one) => one.verdict)).toEqual(['accepted', 'accepted', 'accepted']);
      expect((await stored()).map((row) => row.text)).toEqual(entries.map((entry) => canonicalText(entry)));
    });

    it('is a duplicate the second time: same receipt, stored once', async () => {
      const entries = desk.seal(3);
      const first = receiptIn(await desk.upload(entries));
      hq.clock = new Date(hq.clock.getTime() + 60_000);
      const second = receiptIn(await desk.upload(entries));
      expect(second.verdicts.map((one) => one.verdict)).toEqual(['duplicate', 'duplicate', 'duplicate']);
      expect(second.receipt).toEqual(first.receipt);
      expect(await stored()).toHaveLength(3);
    });

    it('goes on after a lost reply with old and new entries together', async () => {
      const entries = desk.seal(5);
      await desk.upload(entries.slice(0, 3));
      const { receipt, verdicts } = receiptIn(await desk.upload(entries));
      expect(verdicts.map((one) => one.verdict)).toEqual(['duplicate', 'duplicate', 'duplicate', 'accepted', 'accepted']);
      expect(receipt.body).toMatchObject({ fromSeq: 1, toSeq: 5, head: desk.head.hash });
      expect(await stored()).toHaveLength(5);
    });

    it('gets a receipt for the range it names, also when HQ has more', async () => {
      const entries = desk.seal(5);
      await desk.upload(entries);
      expect(receiptIn(await desk.upload(entries.slice(1, 3))).receipt.body).toMatchObject({ fromSeq: 2, toSeq: 3, head: entries[2]?.hash });
    });

    it('with a gap stores nothing and says which entry comes next', async () => {
      const entries = desk.seal(5);
      await desk.upload(entries.slice(0, 2));
      const reply = await desk.upload(entries.slice(3));
      expect([reply.status, errorOf(reply)]).toMatchObject([409, { code: 'gap', expectedSeq: 3 }]);
      expect(await lastSeq()).toBe(2);
    });

    it('whose entries are not consecutive is no message of the protocol', async () => {
      const entries = desk.seal(3);
      expect(errorOf(await desk.upload([...entries].reverse()))?.code).toBe('bad-request');
    });

    it('with another entry in a known place is a fork: nothing stored, an alarm, a row for a person', async () => {
      await desk.upload(desk.seal(2));
      desk.head = { seq: 1, hash: (await stored())[0]?.hash ?? '' };
      const reply = await desk.upload(desk.seal(2));
      expect([reply.status, errorOf(reply)?.code]).toEqual([409, 'fork']);
      expect(await stored()).toHaveLength(2);
      expect(await allForks(hq.store.reads)).toMatchObject([{ deviceId: deviceId(), seq: 2, knownHash: (await stored())[1]?.hash }]);
      expect(hq.log.join('')).toContain('"alarm":"fork"');
    });

    it('that follows another history than HQ\'s is a fork too', async () => {
      await desk.upload(desk.seal(2));
      desk.head = { seq: 2, hash: 'a'.repeat(64) };
      expect(errorOf(await desk.upload(desk.seal(1)))?.code).toBe('fork');
    });

    it('of the true history is still taken after a fork', async () => {
      await desk.upload(desk.seal(2));
      const truth = desk.head;
      desk.head = { seq: 1, hash: (await stored())[0]?.hash ?? '' };
      await desk.upload(desk.seal(1));
      desk.head = truth;
      expect((await desk.upload(desk.seal(1))).status).toBe(200);
    });

    it('with entries of another device than it names is no message of the protocol', async () => {
      expect(errorOf(await desk.upload(desk.seal(1, (body) => ({ ...body, deviceId: 'JFK-99-0000' }))))?.code).toBe('bad-request');
    });
  });

  describe('an entry', () => {
    it('of a known kind with a wrong payload is refused, and says so again when it comes again', async () => {
      const entries = desk.seal(1, (body) => ({ ...body, payload: { reason: 7 } }));
      for (const _ of ['first', 'again']) {
        const { receipt, verdicts } = receiptIn(await desk.upload(entries));
        expect(verdicts).toMatchObject([{ verdict: 'refused', reason: 'invalid-entry' }]);
        expect(receipt.body.refused).toEqual([1]);
      }
      expect((await desk.upload(desk.seal(1))).status).toBe(200);
    });

    it('of a kind HQ does not know is kept, with members HQ does not know', async () => {
      const entries = desk.seal(1, (body) => ({ ...body, kind: 'scale.read', version: 9, payload: { grams: 120 }, ofTomorrow: { deep: ['x', null] } }));
      expect(receiptIn(await desk.upload(entries)).verdicts).toMatchObject([{ verdict: 'accepted' }]);
      expect((await stored())[0]?.text).toBe(canonicalText(entries[0]));
    });

    it('of an officer who is on no roster is refused', async () => {
      await publishRoster(hq.store, { facilityId: 'JFK', officers: [{ officerId: 'o-1', badge: '1', name: 'Ann Example', role: 'officer', pin: '123456' }] });
      const entries = [...desk.seal(1, (body) => ({ ...body, officerId: 'o-1' })), ...desk.seal(1, (body) => ({ ...body, officerId: 'o-2' })), ...desk.seal(1)];
      expect(receiptIn(await desk.upload(entries)).verdicts).toMatchObject([{ verdict: 'accepted' }, { verdict: 'refused', reason: 'unknown-officer' }, { verdict: 'accepted' }]);
    });

    it('of an officer who has left the roster is accepted: it may be an old one', async () => {
      const officer = (officerId: string) => ({ officerId, badge: officerId, name: 'Ann Example', role: 'officer' as const, pin: '123456' });
      await publishRoster(hq.store, { facilityId: 'JFK', officers: [officer('o-1')] });
      await publishRoster(hq.store, { facilityId: 'JFK', officers: [officer('o-2')] });
      expect(receiptIn(await desk.upload(desk.seal(1, (body) => ({ ...body, officerId: 'o-1' })))).verdicts).toMatchObject([{ verdict: 'accepted' }]);
    });

    it('with the id of another entry is refused', async () => {
      const [first] = desk.seal(1);
      if (first === undefined) throw new Error('one entry was sealed');
      const again = desk.seal(1, (body) => ({ ...body, id: first.id }));
      expect(receiptIn(await desk.upload([first, ...again])).verdicts).toMatchObject([{ verdict: 'accepted' }, { verdict: 'refused', reason: 'policy' }]);
    });

    it('can be neither changed nor deleted in HQ\'s database', async () => {
      await desk.upload(desk.seal(1));
      await expect(hq.store.inTransaction((tx) => tx.updateTable('entry').set({ kind: 'x' }).execute())).rejects.toThrow('append-only');
      await expect(hq.store.inTransaction((tx) => tx.deleteFrom('entry').execute())).rejects.toThrow('append-only');
    });
  });

  describe('entries of another desk', () => {
    it.each<[string, (entries: readonly Entry[]) => Entry[]]>([
      ['as they are', (entries) => [...entries]],
      ['with changed content under the true hash', ([first, ...rest]) => (first === undefined ? [] : [{ ...first, payload: { reason: 'changed' } }, ...rest])],
      ['with an invented one sealed onto them', (entries) => [...entries, inventedAfter(entries)]],
    ])('that come %s are not taken: a chain proves no author, and the true ones are taken afterwards', async (_words, forge) => {
      const other = await enrolledDesk(hq.url, await hq.code());
      const entries = desk.seal(3);
      const reply = await other.upload(forge(entries), deviceId());
      expect([reply.status, errorOf(reply)?.code]).toEqual([400, 'bad-request']);
      expect([await stored(), await allForks(hq.store.reads), await lastSeq()]).toEqual([[], [], 0]);
      expect(receiptIn(await desk.upload([...entries, ...desk.seal(1)])).receipt.body).toMatchObject({ toSeq: 4, refused: [] });
    });

    it('that HQ holds already cannot be continued by another desk', async () => {
      const other = await enrolledDesk(hq.url, await hq.code());
      const entries = desk.seal(2);
      await desk.upload(entries);
      expect(errorOf(await other.upload([inventedAfter(entries)], deviceId()))?.code).toBe('bad-request');
      expect((await desk.upload(desk.seal(1))).status).toBe(200);
    });

    it('are answered alike whether that desk exists or not', async () => {
      const other = await enrolledDesk(hq.url, await hq.code());
      const [known, unknown] = [await desk.upload(desk.seal(1), other.enrolled?.deviceId), await desk.upload(desk.seal(1), 'JFK-99-0000')];
      expect(errorOf(known)).toEqual(errorOf(unknown));
    });

    it('never arrive once their own device is revoked', async () => {
      const entries = desk.seal(1);
      await revokeDevice(hq.store, deviceId());
      expect(errorOf(await desk.upload(entries))?.code).toBe('device-revoked');
    });
  });

  /** What anybody can make who has read the entries: it links to them and its hash is right. */
  function inventedAfter(entries: readonly Entry[]): Entry {
    const last = entries.at(-1);
    if (last === undefined) throw new Error('there are entries');
    const { hash, ...body } = last;
    return seal({ ...body, seq: body.seq + 1, id: randomUUID(), prevHash: hash });
  }

  describe('HQ\'s log', () => {
    it('names devices and ranges, and nothing that an entry holds', async () => {
      await desk.upload(desk.seal(1, (body) => ({ ...body, payload: { reason: 'SECRET-REASON' } })));
      expect(hq.log.join('')).toContain('"toSeq":1');
      expect(hq.log.join('')).not.toContain('SECRET-REASON');
    });
  });

  describe('sealed entries', () => {
    it('have the same hash at HQ as on the desk', async () => {
      const [entry] = desk.seal(1, (body) => ({ ...body, payload: { reason: 'café ✓ \u{1F4E6}' } }));
      if (entry === undefined) throw new Error('one entry was sealed');
      const { hash, ...body } = entry;
      await desk.upload([entry]);
      expect(seal(body as typeof entry).hash).toBe(hash);
      expect(await stored()).toMatchObject([{ hash, reason: null }]);
    });
  });
});
