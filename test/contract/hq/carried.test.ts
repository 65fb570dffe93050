/** A desk that was enrolled anew brings entries of its former ledger; HQ takes those of its own former devices, as good as any, and no other. */
import { randomUUID } from 'node:crypto';
import type { KyselyPlugin } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canonicalText, seal, type Entry, type EntryBody } from '../../../domain/ledger/entry.ts';
import { feedRowSchema, PROTOCOL_VERSION, type Verdict } from '../../../domain/sync/messages.ts';
import { makeEnrolmentCode } from '../../../hq/admin/makeEnrolmentCode.ts';
import { publishRoster } from '../../../hq/admin/publishRoster.ts';
import { revokeDevice } from '../../../hq/admin/revokeDevice.ts';
import { ingest } from '../../../hq/ingest/ingest.ts';
import { findDevice } from '../../../hq/store/devices.ts';
import { storedEntries } from '../../../hq/store/entries.ts';
import { allSuccessors } from '../../../hq/store/firstEntries.ts';
import type { HqStore } from '../../../hq/store/store.ts';
import { allOf } from '../../support/allOf.ts';
import { enrolledDesk, newDesk, pageIn, receiptIn, type TestDesk } from '../../support/deskClient.ts';
import { examPayload, uuidOf } from '../../support/entries.ts';
import { HQ_HOMES } from '../../support/hqHomes.ts';
import { openHqInside, type HqInside } from '../../support/hqInside.ts';

const officer = (n: number) => ({ officerId: `o-${n}`, badge: `471${n}`, name: 'Ortiz, R.', role: 'officer' as const, pin: '135790' });
const idOf = (desk: TestDesk) => desk.enrolled?.deviceId ?? '';

/** A chain is begun, as a desk does it when it enrols, or enrols anew after `former`. */
function begin(desk: TestDesk, former: TestDesk | null = null, says: Record<string, unknown> = {}, kind = 'device.enrolled'): Entry[] {
  const named = former === null ? {} : { former: { deviceId: idOf(former), ...former.head, ...says } };
  return desk.seal(1, (body) => ({ ...body, kind, payload: { hqId: 'hq', deskName: 'Bench 07', ...named } }));
}

const exams = (desk: TestDesk, ...ns: number[]) => ns.flatMap((n) =>
  desk.seal(1, (body) => ({ ...body, kind: 'exam.recorded', officerId: 'o-1', payload: examPayload(n) })));

/** A desk with a chain of three: its beginning, and exams 1 and 2, which never came to HQ. */
async function worked(hq: HqInside, facilityId?: string): Promise<{ desk: TestDesk; waiting: Entry[] }> {
  const desk = await enrolledDesk(hq.url, await hq.code(facilityId));
  await desk.upload(begin(desk));
  return { desk, waiting: exams(desk, 1, 2) };
}

function carriedOf({ hash, ...body }: Entry): Entry['payload'] {
  return { deviceId: body.deviceId, seq: body.seq, hash, text: canonicalText(body), why: 'copied' };
}

const carry = (desk: TestDesk, ...payloads: Entry['payload'][]) => payloads.flatMap((payload) => desk.seal(1, (body) => ({ ...body, kind: 'entry.carried', payload })));

/** The original with something else in it, sealed anew under its number. */
function otherwise({ hash: _hash, ...body }: Entry, changes: Partial<EntryBody>): Entry {
  return seal({ ...body, ...changes });
}

const told = (verdicts: readonly Verdict[]) => verdicts.map((one) => (one.verdict === 'refused' ? one.reason : one.verdict));

async function verdictsOn(desk: TestDesk, entries: readonly Entry[]): Promise<readonly Verdict[]> {
  return receiptIn(await desk.upload(entries)).verdicts;
}

describe.each(HQ_HOMES)('on %s', (_name, newHome) => {
  let hq: HqInside;
  let former: TestDesk;
  let waiting: Entry[];
  let heir: TestDesk;
  beforeEach(async () => {
    hq = await openHqInside({ home: await newHome() });
    ({ desk: former, waiting } = await worked(hq));
    heir = await enrolledDesk(hq.url, await hq.code());
  });
  afterEach(() => hq.stop());

  const at = (n: number): Entry => {
    const entry = waiting[n];
    if (entry === undefined) throw new Error('two entries wait');
    return entry;
  };
  const digestsFor = async (desk: TestDesk) => pageIn(await desk.feed()).rows.map((row) => feedRowSchema.parse(row)).flatMap((row) => (row.kind === 'examDigest' ? [row.digest.examId] : []));

  describe('entries of the former device that the chain names', () => {
    it.each<[string, (all: Entry[]) => Entry[][]]>([
      ['in the upload that begins the chain', (all) => [all]],
      ['in a later upload', (all) => all.map((entry) => [entry])],
    ])('are taken %s, and told as the exams they are', async (_words, cut) => {
      for (const entries of cut([...begin(heir, former), ...carry(heir, ...waiting.map(carriedOf))])) {
        expect(new Set(told(await verdictsOn(heir, entries)))).toEqual(new Set(['accepted']));
      }
      expect(await digestsFor(former)).toEqual([uuidOf(1), uuidOf(2)]);
    });

    it('are taken when HQ holds them already, and when it holds others in their places: copies go on otherwise', async () => {
      await former.upload([at(0), otherwise(at(1), { id: randomUUID(), kind: 'session.locked', payload: { reason: 'idle' } })]);
      expect(told(await verdictsOn(heir, [...begin(heir, former), ...carry(heir, ...waiting.map(carriedOf))]))).toEqual(['accepted', 'accepted', 'accepted']);
      expect(await digestsFor(former)).toEqual([uuidOf(1), uuidOf(2)]);
    });

    it('are taken when the former device was revoked meanwhile: its ledger is the copy that somebody looked at', async () => {
      await revokeDevice(hq.store, idOf(former));
      expect(told(await verdictsOn(heir, [...begin(heir, former), ...carry(heir, ...waiting.map(carriedOf))]))).toEqual(['accepted', 'accepted', 'accepted']);
    });

    it('are taken from each of two heirs: a store can be copied twice', async () => {
      const other = await enrolledDesk(hq.url, await hq.code());
      for (const desk of [heir, other]) expect(told(await verdictsOn(desk, [...begin(desk, former), ...carry(desk, carriedOf(at(0)))]))).toEqual(['accepted', 'accepted']);
      expect(await digestsFor(former)).toEqual([uuidOf(1)]);
    });

    it('are taken of the former\'s former, too, which none between has carried to HQ', async () => {
      const third = await enrolledDesk(hq.url, await hq.code());
      await heir.upload(begin(heir, former));
      expect(told(await verdictsOn(third, [...begin(third, heir), ...carry(third, ...waiting.map(carriedOf))]))).toEqual(['accepted', 'accepted', 'accepted']);
    });
  });

  describe('what a chain carries', () => {
    /** What the entry says of the original, or what the original is, is changed; the chain itself is in order. */
    it.each<[string, string, string, (payload: Entry['payload'], original: Entry) => Entry['payload']]>([
      ['a text that is not what the hash was made of', 'invalid-entry', 'as it was sealed', (payload, { hash: _hash, ...body }) => ({ ...payload, text: `${canonicalText(body)} ` })],
      ['a text that is no entry', 'invalid-entry', 'as it was sealed', (payload) => ({ ...payload, text: '{}' })],
      ['another entry than it says, by its number', 'invalid-entry', 'as it was sealed', (payload) => ({ ...payload, seq: 1 })],
      ['another device\'s entry under the name of the former', 'invalid-entry', 'as it was sealed', (payload, original) => ({ ...carriedOf(otherwise(original, { deviceId: 'JFK-99-XXXX' })), deviceId: payload['deviceId'] ?? '' })],
      ['an exam that is none', 'invalid-entry', 'examId', (_payload, original) => carriedOf(otherwise(original, { payload: { examId: 7 } }))],
      ['an entry that is carried itself', 'invalid-entry', 'itself carried', (payload, original) => carriedOf(otherwise(original, { kind: 'entry.carried', payload }))],
      ['an entry behind the end of the former ledger', 'policy', 'ended with entry 3', (_payload, original) => carriedOf(otherwise(original, { seq: 4 }))],
      ['another last entry than the former ledger had', 'policy', 'ended with entry 3', (_payload, original) => carriedOf(otherwise(original, { seq: 3 }))],
      ['an entry by an officer whom nobody knows there', 'unknown-officer', 'no roster of JFK, where the entry was sealed', (_payload, original) => carriedOf(otherwise(original, { officerId: 'o-9' }))],
    ])('%s is refused, stays at HQ, and holds up nothing', async (_words, reason, detail, change) => {
      await publishRoster(hq.store, { facilityId: 'JFK', officers: [officer(1)] });
      const entries = [...begin(heir, former), ...carry(heir, change(carriedOf(at(0)), at(0)), carriedOf(at(1)))];
      const verdicts = await verdictsOn(heir, entries);
      expect(told(verdicts)).toEqual(['accepted', reason, 'accepted']);
      expect(verdicts[1]).toMatchObject({ detail: expect.stringContaining(detail) as unknown });
      expect((await allOf(storedEntries(hq.store.reads, idOf(heir)))).map(({ text }) => text)).toEqual(entries.map(canonicalText));
      expect(await digestsFor(former)).toEqual([uuidOf(2)]);
    });

    it('an entry of a kind that HQ does not know is kept like any other', async () => {
      const newer = otherwise(at(0), { kind: 'parcel.weighed', payload: { grams: 7 } });
      expect(told(await verdictsOn(heir, [...begin(heir, former), ...carry(heir, carriedOf(newer))]))).toEqual(['accepted', 'accepted']);
    });
  });

  describe('an entry of a device that is no former device of the chain', () => {
    const stranger = async () => {
      const desk = newDesk(hq.url);
      const made = await makeEnrolmentCode(hq.store, { facilityId: 'JFK' }, hq.clock);
      await desk.enrol(made.ok ? made.value.code : '');
      return desk;
    };
    /** Heirs and what they say: how the chain of `heir` begins, and the device whose exam it carries. */
    it.each<[string, () => Promise<{ first: Entry[]; of: TestDesk }>]>([
      ['because it names none', async () => ({ first: begin(heir), of: former })],
      ['because it begins with something else', async () => ({ first: heir.seal(1), of: former })],
      ['because only an entry of another kind names it', async () => ({ first: begin(heir, former, {}, 'desk.begun'), of: former })],
      ['because it names another', async () => ({ first: begin(heir, former), of: (await worked(hq)).desk })],
      ['because it names itself', async () => ({ first: begin(heir, heir, { seq: 9, hash: '0'.repeat(64) }), of: heir })],
      ['because HQ enrolled no such device', async () => {
        const gone = newDesk(hq.url);
        gone.enrolled = heir.enrolled === null ? null : { ...heir.enrolled, deviceId: 'JFK-77-GONE' };
        gone.seal(9);
        return { first: begin(heir, gone), of: gone };
      }],
      ['because nobody at HQ approved that device', async () => {
        const of = await stranger();
        of.seal(9);
        return { first: begin(heir, of), of };
      }],
      ['because the line to it leads through a device that nobody approved', async () => {
        const between = await enrolledDesk(hq.url, await hq.code());
        await between.upload(begin(between, former));
        await hq.store.inTransaction((tx) => tx.updateTable('device').set({ approved_at: null }).where('id', '=', idOf(between)).execute());
        return { first: begin(heir, between), of: former };
      }],
      ['because the devices name each other in a circle', async () => {
        const [one, two] = [await enrolledDesk(hq.url, await hq.code()), await enrolledDesk(hq.url, await hq.code())];
        two.head = { seq: 5, hash: 'a'.repeat(64) };
        await one.upload(begin(one, two));
        two.head = { seq: 0, hash: '0'.repeat(64) };
        await two.upload(begin(two, one));
        return { first: begin(heir, one), of: former };
      }],
    ])('is refused %s', async (_words, prepare) => {
      const { first, of } = await prepare();
      const original = otherwise(at(1), { deviceId: idOf(of), seq: 2 });
      const entries = [...first, ...carry(heir, carriedOf(original)), ...heir.seal(1)];
      const verdicts = await verdictsOn(heir, entries);
      expect(told(verdicts)).toEqual(['accepted', 'policy', 'accepted']);
      expect(verdicts[1]).toMatchObject({ detail: `the entry is of device ${idOf(of)}, which HQ does not know as a former device of this desk; ask HQ to look at both` });
      expect(await digestsFor(former)).toEqual([]);
    });

    it('is refused when the line of names is longer than any desk\'s is', async () => {
      let last = former;
      for (let n = 1; n <= 16; n += 1) {
        const next = await enrolledDesk(hq.url, await hq.code());
        await next.upload(begin(next, last));
        last = next;
        if (n === 15) await heir.upload([...begin(heir, last), ...carry(heir, carriedOf(at(0)))]);
      }
      const tooFar = await enrolledDesk(hq.url, await hq.code());
      await tooFar.upload([...begin(tooFar, last), ...carry(tooFar, carriedOf(at(1)))]);
      const reasons = (await allOf(storedEntries(hq.store.reads, null))).filter(({ kind }) => kind === 'entry.carried').map(({ deviceId, reason }) => [deviceId, reason]);
      expect(new Map(reasons as [string, string | null][])).toEqual(new Map([[idOf(heir), null], [idOf(tooFar), 'policy']]));
    });

    it('is taken when it is offered again and HQ has got the beginning of the chain between', async () => {
      const third = await enrolledDesk(hq.url, await hq.code());
      const between = begin(heir, former);
      const entries = [...begin(third, heir), ...carry(third, carriedOf(at(0)))];
      expect(told(await verdictsOn(third, entries))).toEqual(['accepted', 'policy']);
      await heir.upload(between);
      const again = await third.request('POST', '/v1/entries', JSON.stringify({ protocol: 1, deviceId: idOf(third), entries, again: true }));
      expect(told(receiptIn(again).verdicts)).toEqual(['duplicate', 'accepted']);
      expect(await digestsFor(former)).toEqual([uuidOf(1)]);
    });

    it('is not taken for the word of a beginning that was changed after it was sealed', async () => {
      const [honest] = begin(heir);
      await heir.upload([honest as Entry]);
      const changed = { ...honest, payload: { hqId: 'hq', deskName: 'Bench 07', former: { deviceId: idOf(former), ...former.head } } } as Entry;
      expect(told(await verdictsOn(heir, [changed, ...carry(heir, carriedOf(at(0)))]))).toEqual(['duplicate', 'policy']);
    });
  });

  describe('a desk that moved to another facility when it was enrolled anew', () => {
    let moved: TestDesk;
    beforeEach(async () => {
      moved = await enrolledDesk(hq.url, await hq.code('ORD'));
      await publishRoster(hq.store, { facilityId: 'ORD', officers: [officer(2)] });
      await publishRoster(hq.store, { facilityId: 'JFK', officers: [officer(1)] });
    });

    it('brings entries that the roster of its former facility speaks for, and not its own', async () => {
      const byOrd = otherwise(at(0), { officerId: 'o-2' });
      expect(told(await verdictsOn(moved, [...begin(moved, former), ...carry(moved, carriedOf(byOrd), carriedOf(at(1)))]))).toEqual(['accepted', 'unknown-officer', 'accepted']);
    });

    it('brings exams that the desks of its former facility hear of, and not those of its own', async () => {
      await moved.upload([...begin(moved, former), ...carry(moved, ...waiting.map(carriedOf))]);
      expect(await digestsFor(former)).toEqual([uuidOf(1), uuidOf(2)]);
      expect(await digestsFor(moved)).toEqual([]);
    });
  });

  it('HQ can name each device\'s former one, whatever the verdict on the entry that says so', async () => {
    const third = await enrolledDesk(hq.url, await hq.code());
    await publishRoster(hq.store, { facilityId: 'JFK', officers: [officer(1)] });
    await heir.upload(begin(heir, former));
    const named = begin(third, heir).map((entry) => otherwise(entry, { officerId: 'o-9' }));
    expect(told(await verdictsOn(third, named))).toEqual(['unknown-officer']);
    const formers = [...await allSuccessors(hq.store.reads)].map(([id, successor]) => [id, successor.former?.deviceId ?? null]);
    expect(new Map(formers as [string, string | null][])).toEqual(new Map([[idOf(former), null], [idOf(heir), idOf(former)], [idOf(third), idOf(heir)]]));
  });

  describe('the statements for an upload', () => {
    /** How many of them look for rows. Only those that store entries may grow with the upload. */
    async function lookUps(desk: TestDesk, entries: readonly Entry[]): Promise<number> {
      let n = 0;
      const counter: KyselyPlugin = {
        transformQuery: ({ node }) => {
          if (node.kind === 'SelectQueryNode') n += 1;
          return node;
        },
        transformResult: ({ result }) => Promise.resolve(result),
      };
      const store: HqStore = { ...hq.store, inTransaction: (work) => hq.store.inTransaction((tx) => work(tx.withPlugin(counter))) };
      const sender = await findDevice(hq.store.reads, idOf(desk));
      if (sender === null) throw new Error('the desk is enrolled');
      expect((await ingest(store, sender, { protocol: PROTOCOL_VERSION, deviceId: sender.id, entries: [...entries] }, hq.clock)).ok).toBe(true);
      return n;
    }

    const locks = (desk: TestDesk, count: number) => desk.seal(count, (body) => ({ ...body, officerId: 'o-1' }));
    /** Of no exam, so that what is told to other desks asks for nothing. */
    const carriedLocks = (count: number) => {
      const originals = locks(former, count);
      return () => carry(heir, ...originals.map(carriedOf));
    };

    it('are as many without carried entries as they were: the lock, places, ids, officers and the receipt', async () => {
      await publishRoster(hq.store, { facilityId: 'JFK', officers: [officer(1)] });
      await heir.upload(begin(heir, former));
      expect([await lookUps(heir, locks(heir, 1)), await lookUps(heir, locks(heir, 200))]).toEqual([5, 5]);
    });

    it('do not grow with the number of carried entries, nor with former devices of which none is carried', async () => {
      await publishRoster(hq.store, { facilityId: 'JFK', officers: [officer(1)] });
      const before = (await worked(hq)).desk;
      former = await enrolledDesk(hq.url, await hq.code());
      await former.upload(begin(former, before));
      const [few, many] = [carriedLocks(1), carriedLocks(200)];
      await heir.upload(begin(heir, former));
      const one = await lookUps(heir, few());
      expect(await lookUps(heir, many())).toBe(one);
      // No officer sealed them; two look for the line, one for the officers there.
      expect(one).toBe(4 + 3);
    });
  });
});
