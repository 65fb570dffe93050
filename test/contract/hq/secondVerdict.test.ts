/** Entries that HQ refused and that are offered again: judged anew, taken once, and what was said before is kept. */
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canonicalText, type Entry } from '../../../domain/ledger/entry.ts';
import { publishRoster } from '../../../hq/admin/publishRoster.ts';
import { storedEntries } from '../../../hq/store/entries.ts';
import { allOf } from '../../support/allOf.ts';
import { enrolledDesk, isReceiptOf, pageIn, receiptIn, type TestDesk } from '../../support/deskClient.ts';
import { examPayload } from '../../support/entries.ts';
import { HQ_HOMES } from '../../support/hqHomes.ts';
import { openHqInside, type HqInside } from '../../support/hqInside.ts';

const officer = (n: number) => ({ officerId: `o-${n}`, badge: `471${n}`, name: 'Ortiz, R.', role: 'officer' as const, pin: '135790' });

describe.each(HQ_HOMES)('on %s', (_name, newHome) => {
  let hq: HqInside;
  let desk: TestDesk;
  /** Two exams of an officer that no roster has. */
  let refused: Entry[];
  beforeEach(async () => {
    hq = await openHqInside({ home: await newHome() });
    desk = await enrolledDesk(hq.url, await hq.code());
    await publishRoster(hq.store, { facilityId: 'JFK', officers: [officer(1)] });
    let n = 0;
    refused = desk.seal(2, (body) => ({ ...body, kind: 'exam.recorded', officerId: 'o-2', payload: examPayload((n += 1)) }));
    await desk.upload(refused);
    await desk.upload(desk.seal(2));
  });
  afterEach(() => hq.stop());

  const offerAgain = async (entries: readonly Entry[]) =>
    receiptIn(await desk.request('POST', '/v1/entries', JSON.stringify({ protocol: 1, deviceId: desk.enrolled?.deviceId, entries, again: true })));
  const putRight = () => publishRoster(hq.store, { facilityId: 'JFK', officers: [officer(1), officer(2)] });
  const stored = () => allOf(storedEntries(hq.store.reads, null));
  const earlierVerdicts = () => hq.store.reads.selectFrom('earlier_verdict').selectAll().execute();
  const digests = async () => pageIn(await desk.feed()).rows.filter((row) => row.kind === 'examDigest').length;

  describe('refused entries offered again', () => {
    it('are taken once the cause is gone, under a new receipt, in the place they had', async () => {
      await putRight();
      const { receipt, verdicts } = await offerAgain(refused);
      expect(verdicts.map((one) => one.verdict)).toEqual(['accepted', 'accepted']);
      expect(receipt.body).toMatchObject({ fromSeq: 1, toSeq: 2, head: refused[1]?.hash, refused: [] });
      expect(isReceiptOf(receipt, desk.enrolled?.hqPublicKey ?? '')).toBe(true);
      expect((await stored()).map(({ seq, reason }) => [seq, reason])).toEqual([[1, null], [2, null], [3, null], [4, null]]);
      expect((await stored()).slice(0, 2).map(({ text }) => text)).toEqual(refused.map(canonicalText));
    });

    it('are told to other desks then, and were not before', async () => {
      expect(await digests()).toBe(0);
      await putRight();
      await offerAgain(refused);
      await offerAgain(refused);
      expect(await digests()).toBe(2);
    });

    it('are refused again while the cause is there, and nothing is written', async () => {
      const { receipt, verdicts } = await offerAgain(refused);
      expect(verdicts).toMatchObject([{ verdict: 'refused', reason: 'unknown-officer' }, { verdict: 'refused', reason: 'unknown-officer' }]);
      expect(receipt.body.refused).toEqual([1, 2]);
      expect(await earlierVerdicts()).toEqual([]);
    });

    it('leave at HQ what was said of them before', async () => {
      await putRight();
      await offerAgain(refused.slice(1));
      expect(await earlierVerdicts()).toMatchObject([{ seq: 2, reason: 'unknown-officer' }]);
      expect((await stored()).map(({ reason }) => reason)).toEqual(['unknown-officer', null, null, null]);
    });

    it('are not judged anew by an upload that does not ask for it', async () => {
      await putRight();
      expect(receiptIn(await desk.upload(refused)).receipt.body.refused).toEqual([1, 2]);
    });

    it('are not judged by other content that comes under their hashes', async () => {
      const forged = refused.map((entry) => ({ ...entry, officerId: 'o-1' }));
      const { receipt, verdicts } = await offerAgain(forged);
      expect(verdicts).toMatchObject([{ verdict: 'refused', reason: 'unknown-officer' }, { verdict: 'refused', reason: 'unknown-officer' }]);
      expect(receipt.body.refused).toEqual([1, 2]);
      expect([await earlierVerdicts(), await digests()]).toEqual([[], 0]);
    });

    it('are told the reason of now when it is another, and HQ keeps both', async () => {
      const [first] = refused;
      const twin = desk.seal(1, (body) => ({ ...body, id: first?.id ?? '', officerId: 'o-2' }));
      await desk.upload(twin);
      await putRight();
      await offerAgain(refused);
      expect((await offerAgain(twin)).verdicts).toMatchObject([{ verdict: 'refused', reason: 'policy' }]);
      expect((await stored()).map(({ seq, reason }) => [seq, reason])).toContainEqual([5, 'policy']);
      expect((await earlierVerdicts()).filter(({ seq }) => seq === 5)).toMatchObject([{ reason: 'unknown-officer' }]);
    });

    it('are judged alone: what another desk has refused under the same numbers stays', async () => {
      const other = await enrolledDesk(hq.url, await hq.code());
      await other.upload(other.seal(2, (body) => ({ ...body, officerId: 'o-2' })));
      await putRight();
      await offerAgain(refused);
      const { deviceId } = other.enrolled ?? {};
      expect((await allOf(storedEntries(hq.store.reads, deviceId ?? ''))).map(({ reason }) => reason)).toEqual(['unknown-officer', 'unknown-officer']);
    });

    it('are duplicates when they come once more', async () => {
      await putRight();
      const first = await offerAgain(refused);
      const second = await offerAgain(refused);
      expect(second.verdicts.map((one) => one.verdict)).toEqual(['duplicate', 'duplicate']);
      expect(second.receipt).toEqual(first.receipt);
    });
  });

  it.each([
    ['an accepted entry cannot be refused later', `UPDATE entry SET verdict = 'refused', reason = 'policy', detail = '' WHERE seq = 3`],
    ['what was sealed cannot be changed with a verdict', `UPDATE entry SET verdict = 'accepted', reason = NULL, detail = NULL, text = 'other' WHERE seq = 1`],
    ['a refused entry cannot be removed', 'DELETE FROM entry WHERE seq = 1'],
  ])('%s, also by who writes in the database', async (_words, statement) => {
    await expect(hq.store.inTransaction((tx) => sql.raw(statement).execute(tx))).rejects.toThrow('append-only');
  });
});
