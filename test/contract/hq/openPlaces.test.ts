/** Entries whose hash does not fit their content: refused, holding up nothing, and never in the way of the true ones. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canonicalText, type Entry } from '../../../domain/ledger/entry.ts';
import type { ReceiptBody } from '../../../domain/sync/messages.ts';
import { findDevice } from '../../../hq/store/devices.ts';
import { storedEntries } from '../../../hq/store/entries.ts';
import { allForks } from '../../../hq/store/forks.ts';
import { allOf } from '../../support/allOf.ts';
import { enrolledDesk, errorOf, isReceiptOf, pageIn, receiptIn, type TestDesk } from '../../support/deskClient.ts';
import { HQ_HOMES } from '../../support/hqHomes.ts';
import { openHqInside, type HqInside } from '../../support/hqInside.ts';

describe.each(HQ_HOMES)('on %s', (_name, newHome) => {
  let hq: HqInside;
  let desk: TestDesk;
  /** A true history of five entries, the third of which comes damaged. */
  let truth: [Entry, Entry, Entry, Entry, Entry];
  beforeEach(async () => {
    hq = await openHqInside({ home: await newHome() });
    desk = await enrolledDesk(hq.url, await hq.code());
    truth = desk.seal(5) as typeof truth;
  });
  afterEach(() => hq.stop());

  const deviceId = () => desk.enrolled?.deviceId ?? '';
  const accepted = async () => (await allOf(storedEntries(hq.store.reads, null))).filter((row) => row.reason === null).map((row) => row.text);
  const lastSeq = async () => (await findDevice(hq.store.reads, deviceId()))?.lastSeq;
  const textsOf = (entries: readonly Entry[]) => entries.map((entry) => canonicalText(entry));

  async function receiptOn(entries: readonly Entry[]): Promise<ReceiptBody> {
    const { receipt } = receiptIn(await desk.upload(entries));
    expect(isReceiptOf(receipt, desk.enrolled?.hqPublicKey ?? '')).toBe(true);
    return receipt.body;
  }

  const DAMAGES: readonly (readonly [string, (entry: Entry) => Entry])[] = [
    ['content', (entry) => ({ ...entry, payload: { reason: 'changed' } })],
    ['hash', (entry) => ({ ...entry, hash: 'a'.repeat(64) })],
    ['link', (entry) => ({ ...entry, prevHash: 'b'.repeat(64) })],
    ['link, content and hash', (entry) => ({ ...entry, payload: {}, prevHash: 'b'.repeat(64), hash: 'a'.repeat(64) })],
  ];

  describe.each(DAMAGES)('an entry with a damaged %s', (_what, damaged) => {
    it('is refused and holds up nothing after it', async () => {
      const [first, second, third, fourth, fifth] = truth;
      const { receipt, verdicts } = receiptIn(await desk.upload([first, second, damaged(third), fourth, fifth]));
      expect(verdicts.map((one) => one.verdict)).toEqual(['accepted', 'accepted', 'refused', 'accepted', 'accepted']);
      expect(verdicts[2]).toMatchObject({ reason: 'hash-mismatch' });
      expect(receipt.body).toMatchObject({ fromSeq: 1, toSeq: 5, refused: [3], head: fifth.hash });
      expect(await allForks(hq.store.reads)).toEqual([]);
    });

    it.each([
      ['before what follows it', [2, 3, 4]],
      ['after what follows it', [3, 4, 2]],
      ['between what follows it', [3, 2, 4]],
    ])('leaves its place to the true one, which comes %s', async (_when, order) => {
      const [first, second, third] = truth;
      expect(await receiptOn([first, second, damaged(third)])).toMatchObject({ toSeq: 3, refused: [3], head: damaged(third).hash });
      for (const at of order) expect(await receiptOn(truth.slice(at, at + 1))).toMatchObject({ refused: [] });
      expect(await accepted()).toEqual(textsOf(truth));
      expect(await allForks(hq.store.reads)).toEqual([]);
    });

    it('is healed by the same range again with the true one: a new receipt, and the old one for the old words', async () => {
      const [first, second, third] = truth;
      const old = await receiptOn([first, second, damaged(third)]);
      hq.clock = new Date(hq.clock.getTime() + 60_000);
      expect(await receiptOn([first, second, damaged(third)])).toEqual(old);
      const healed = await receiptOn([first, second, third]);
      expect(healed).toMatchObject({ refused: [], head: third.hash, receivedAt: hq.clock.toISOString() });
      hq.clock = new Date(hq.clock.getTime() + 60_000);
      expect(await receiptOn([first, second, third])).toEqual(healed);
    });

    it('does no harm where HQ holds the true one: no fork, and what HQ holds stays', async () => {
      const [first, second, third, fourth] = truth;
      await desk.upload([first, second, third]);
      expect((await desk.upload([damaged(third), fourth])).status).toBe(200);
      expect(await accepted()).toEqual(textsOf([first, second, third, fourth]));
      expect(await allForks(hq.store.reads)).toEqual([]);
    });
  });

  describe('an open place', () => {
    const damaged = (entry: Entry): Entry => ({ ...entry, payload: { reason: 'changed' } });

    it('counts as received, so that the desk does not send it for ever', async () => {
      const [first, second, third] = truth;
      await desk.upload([first, second, damaged(third)]);
      expect(await lastSeq()).toBe(3);
      expect(pageIn(await desk.feed()).lastSeq).toBe(3);
      expect(errorOf(await desk.upload(truth.slice(4)))).toMatchObject({ code: 'gap', expectedSeq: 4 });
    });

    it('may be the first of a chain, and one of several in a row', async () => {
      const [first, second, third, fourth, fifth] = truth;
      expect(await receiptOn([damaged(first), damaged(second), third, damaged(fourth), fifth])).toMatchObject({ refused: [1, 2, 4] });
      expect(await receiptOn([second])).toMatchObject({ refused: [] });
      expect(await receiptOn(truth)).toMatchObject({ refused: [] });
      expect(await accepted()).toEqual(textsOf(truth));
    });

    it('takes only what the entries around it fit: anything else is a fork, and the true one is taken after it', async () => {
      const [first, second, third, fourth] = truth;
      await desk.upload([first, second, damaged(third), fourth]);
      desk.head = { seq: 2, hash: second.hash };
      expect(errorOf(await desk.upload(desk.seal(1)))?.code).toBe('fork');
      expect(await allForks(hq.store.reads)).toMatchObject([{ seq: 3, knownHash: third.hash }]);
      desk.head = { seq: 2, hash: 'c'.repeat(64) };
      expect(errorOf(await desk.upload(desk.seal(1)))?.code).toBe('fork');
      expect(await receiptOn(truth)).toMatchObject({ refused: [] });
      expect(await accepted()).toEqual(textsOf(truth));
    });

    it('keeps each damaged content that came, once, and none can be changed or deleted', async () => {
      const [first] = truth;
      for (const reason of ['one', 'two', 'one']) await desk.upload([{ ...first, payload: { reason } }]);
      await desk.upload([first]);
      const rows = await allOf(storedEntries(hq.store.reads, deviceId()));
      expect(rows.map((row) => [row.seq, row.reason])).toEqual([[1, null], [1, 'hash-mismatch'], [1, 'hash-mismatch']]);
      await expect(hq.store.inTransaction((tx) => tx.updateTable('misfit').set({ kind: 'x' }).execute())).rejects.toThrow('append-only');
      await expect(hq.store.inTransaction((tx) => tx.deleteFrom('misfit').execute())).rejects.toThrow('append-only');
    });

    it('does not take the id of the true one', async () => {
      const [first, second] = truth;
      await desk.upload([{ ...second, ...damaged(first), id: second.id }]);
      expect(await receiptOn([first, second])).toMatchObject({ refused: [] });
    });
  });
});
