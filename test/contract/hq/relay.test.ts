/** Entries that come by file: HQ takes them in as the origin's own upload, exactly once, and only under the origin's signature (sync rule 9). */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canonicalText, type Entry } from '../../../domain/ledger/entry.ts';
import { makePart } from '../../../domain/relay/make.ts';
import { encodePart, type RelayPart } from '../../../domain/relay/part.ts';
import { feedPageSchema, type RelayReply, type UploadReply } from '../../../domain/sync/messages.ts';
import { revokeDevice } from '../../../hq/admin/revokeDevice.ts';
import { findDevice } from '../../../hq/store/devices.ts';
import { storedEntries } from '../../../hq/store/entries.ts';
import { allForks } from '../../../hq/store/forks.ts';
import { isSignedBy } from '../../../main/sync/deviceKey.ts';
import { makePortsFor } from '../../../main/sync/relayCrypto.ts';
import type { Answer } from '../../../main/sync/transport.ts';
import { allOf } from '../../support/allOf.ts';
import { examPayload } from '../../support/entries.ts';
import { HQ_HOMES } from '../../support/hqHomes.ts';
import { openHqInside, type HqInside } from '../../support/hqInside.ts';
import { partsFor } from '../../support/relayFile.ts';
import { makeRelayHq } from '../../support/relayHq.ts';
import { openRelayOrigin, type RelayOriginDesk } from '../../support/relayOrigin.ts';

describe.each(HQ_HOMES)('on %s', (_name, newHome) => {
  let hq: HqInside;
  let origin: RelayOriginDesk;
  let carrier: RelayOriginDesk;
  beforeEach(async () => {
    hq = await openHqInside({ home: await newHome() });
    origin = await openRelayOrigin(hq.url, await hq.code());
    carrier = await openRelayOrigin(hq.url, await hq.code());
  });
  afterEach(() => hq.stop());

  const stored = (deviceId: string | null = null) => allOf(storedEntries(hq.store.reads, deviceId));
  const textsOf = async (deviceId: string | null = null) => (await stored(deviceId)).map(({ text }) => text);
  const lastSeqOf = async ({ deviceId }: RelayOriginDesk) => (await findDevice(hq.store.reads, deviceId))?.lastSeq;
  const onePart = (entries: readonly Entry[], ...more: [number?, object?]): RelayPart => first(origin.parts(entries, ...more));

  describe('a part', () => {
    it('is taken as the origin\'s own upload, with a receipt that HQ signed, and HQ keeps who sent it', async () => {
      const entries = origin.seal(3);
      const { receipt, verdicts } = taken(await carrier.carry(onePart(entries)));
      expect(receipt.body).toEqual({
        protocol: 1, hqId: hq.store.hqId, deviceId: origin.deviceId, fromSeq: 1, toSeq: 3, head: origin.head.hash, refused: [], receivedAt: hq.clock.toISOString(),
      });
      expect(isSignedBy(origin.reply.hqPublicKey, canonicalText(receipt.body), receipt.signature)).toBe(true);
      expect(verdicts.map((one) => one.verdict)).toEqual(['accepted', 'accepted', 'accepted']);
      expect(await textsOf()).toEqual(entries.map((entry) => canonicalText(entry)));
      expect((await stored()).map(({ deviceId, sentBy }) => [deviceId, sentBy])).toEqual(Array(3).fill([origin.deviceId, carrier.deviceId]));
      expect([await lastSeqOf(origin), await lastSeqOf(carrier)]).toEqual([3, 0]);
    });

    it('is a duplicate the second time, by whichever desk: the same receipt, stored once', async () => {
      const other = await openRelayOrigin(hq.url, await hq.code());
      const part = onePart(origin.seal(3));
      const before = taken(await carrier.carry(part));
      hq.clock = new Date(hq.clock.getTime() + 60_000);
      for (const desk of [carrier, other, origin]) {
        const again = taken(await desk.carry(part));
        expect(again.receipt).toEqual(before.receipt);
        expect(again.verdicts.map((one) => one.verdict)).toEqual(['duplicate', 'duplicate', 'duplicate']);
      }
      expect((await stored()).map(({ seq, sentBy }) => [seq, sentBy])).toEqual([1, 2, 3].map((seq) => [seq, carrier.deviceId]));
    });

    it('makes the origin\'s own upload a duplicate with that receipt, and what it sealed since is taken', async () => {
      const entries = origin.seal(2);
      const carried = taken(await carrier.carry(onePart(entries)));
      const own = taken(await origin.upload(entries));
      expect([own.receipt, own.verdicts.map((one) => one.verdict)]).toEqual([carried.receipt, ['duplicate', 'duplicate']]);
      const more = taken(await origin.upload([...entries, ...origin.seal(1)]));
      expect(more.verdicts.map((one) => one.verdict)).toEqual(['duplicate', 'duplicate', 'accepted']);
      expect((await stored()).map(({ sentBy }) => sentBy)).toEqual([carrier.deviceId, carrier.deviceId, origin.deviceId]);
    });

    it('is a duplicate when the origin was faster', async () => {
      const entries = origin.seal(2);
      const own = taken(await origin.upload(entries));
      expect(taken(await carrier.carry(onePart(entries)))).toMatchObject({ receipt: own.receipt, verdicts: [{ verdict: 'duplicate' }, { verdict: 'duplicate' }] });
    });

    it('that three desks send at the same moment is stored once, under one receipt', async () => {
      const other = await openRelayOrigin(hq.url, await hq.code());
      const entries = origin.seal(20);
      const part = onePart(entries);
      const replies = await Promise.all([carrier.carry(part), other.carry(part), origin.upload(entries)]);
      expect(new Set(replies.map((reply) => canonicalText(taken(reply).receipt))).size).toBe(1);
      expect(await textsOf()).toEqual(entries.map((entry) => canonicalText(entry)));
    });

    it('keeps entries of kinds HQ does not know byte for byte, with members it does not know', async () => {
      const entries = origin.seal(1, (body) => ({ ...body, kind: 'scale.read', version: 9, payload: { grams: 120, note: 'é\u{1F4E6}\n' }, ofTomorrow: { deep: ['x', null] } }));
      expect(taken(await carrier.carry(onePart(entries))).verdicts).toMatchObject([{ verdict: 'accepted' }]);
      expect(await textsOf()).toEqual([canonicalText(entries[0])]);
    });

    it('with a changed entry under its true hash is judged as an upload: refused, its place open for the true one', async () => {
      const entries = origin.seal(3);
      const changed = entries.map((entry) => (entry.seq === 2 ? { ...entry, payload: { reason: 'changed' } } : entry));
      const { receipt, verdicts } = taken(await carrier.carry(onePart(changed)));
      expect([receipt.body.refused, verdicts[1]]).toEqual([[2], { seq: 2, verdict: 'refused', reason: 'hash-mismatch', detail: 'the content is not what was sealed' }]);
      expect(taken(await origin.upload(entries)).verdicts.map((one) => one.verdict)).toEqual(['duplicate', 'accepted', 'duplicate']);
      expect((await stored()).map(({ seq, reason, sentBy }) => [seq, reason, sentBy]).sort()).toEqual([
        [1, null, carrier.deviceId], [2, 'hash-mismatch', carrier.deviceId], [2, null, origin.deviceId], [3, null, carrier.deviceId],
      ].sort());
    });

    it('is news to other desks as the origin\'s exams are', async () => {
      const entries = origin.seal(1, (body) => ({ ...body, kind: 'exam.recorded', payload: { ...examPayload(7_001) } }));
      await carrier.carry(onePart(entries));
      const { rows } = feedPageSchema.parse(JSON.parse(valueIn(await carrier.page())));
      expect(rows.filter(({ kind }) => kind === 'examDigest')).toMatchObject([{ digest: { examId: examPayload(7_001).examId, deviceId: origin.deviceId } }]);
    });

    it('behind entries that are missing is told which comes next, and is taken after them', async () => {
      const [before, after] = origin.parts(origin.seal(4), 2) as [RelayPart, RelayPart];
      expect(valueIn(await carrier.carry(after))).toEqual({ refused: { reason: 'gap', expectedSeq: 1 } });
      expect(await stored()).toEqual([]);
      taken(await carrier.carry(before));
      expect(taken(await carrier.carry(after)).receipt.body).toMatchObject({ fromSeq: 3, toSeq: 4 });
    });

    it('of another history than HQ\'s is a fork: an alarm, nothing stored, and the true history is still taken', async () => {
      await origin.upload(origin.seal(1));
      const at = origin.head;
      const copied = origin.seal(2);
      origin.head = at;
      const true2 = origin.seal(1);
      await origin.upload(true2);
      expect(valueIn(await carrier.carry(onePart(copied)))).toEqual({ refused: { reason: 'fork' } });
      expect(await allForks(hq.store.reads)).toEqual([{
        deviceId: origin.deviceId, seq: 2, knownHash: true2[0]?.hash, otherHash: copied[0]?.hash, seenAt: hq.clock.toISOString(), sentBy: carrier.deviceId,
      }]);
      expect(alarms(hq)).toMatchObject([{ alarm: 'fork', device: origin.deviceId, sentBy: carrier.deviceId }]);
      expect(taken(await carrier.carry(onePart(origin.seal(1)))).receipt.body).toMatchObject({ fromSeq: 3, toSeq: 3 });
      expect(await stored()).toHaveLength(3);
    });

    it('is named in HQ\'s log by devices and numbers, and by nothing that an entry holds', async () => {
      await carrier.carry(onePart(origin.seal(1, (body) => ({ ...body, payload: { reason: 'SECRET-REASON' } }))));
      expect(hq.log.map((line) => JSON.parse(line) as object)).toContainEqual(expect.objectContaining({ device: origin.deviceId, sentBy: carrier.deviceId, fromSeq: 1, toSeq: 1 }));
      expect(hq.log.join('')).not.toContain('SECRET-REASON');
    });
  });

  describe('nothing is taken', () => {
    const otherHq = makeRelayHq('HQ-OTHER');
    const NOTHING: readonly (readonly [string, string, (entries: readonly Entry[]) => RelayPart | Uint8Array | Promise<RelayPart>])[] = [
      ['that is no part', 'not-readable', () => Buffer.from('IMF Exam Desk relay 1\n')],
      ['with something behind the part', 'not-readable', (entries) => Buffer.concat([encodePart(onePart(entries)), Buffer.of(0)])],
      ['that is for another HQ', 'not-readable', (entries) => onePart(entries, undefined, { hqId: 'HQ-OTHER' })],
      ['of another HQ\'s device', 'not-readable', (entries) => onePart(entries, undefined, { hqId: 'HQ-OTHER', deviceId: 'JFK-99-0000' })],
      ['that is sealed to a key HQ does not have', 'not-readable', (entries) => onePart(entries, undefined, { sealingKeyId: 'seal-1' })],
      ['that is sealed to another HQ\'s key under the name of ours', 'not-readable',
        (entries) => onePart(entries, undefined, { sealingKey: Buffer.from(otherHq.sealingKey.body.publicKey, 'base64') })],
      ['of a device that is not enrolled here', 'origin-unknown', (entries) => onePart(entries, undefined, { deviceId: 'JFK-99-0000' })],
      ['of a device that nobody has approved', 'origin-unknown', async (entries) => {
        await hq.store.inTransaction((tx) => tx.updateTable('device').set({ approved_at: null }).where('id', '=', origin.deviceId).execute());
        return onePart(entries);
      }],
      ['of a revoked device', 'origin-revoked', async (entries) => {
        await revokeDevice(hq.store, origin.deviceId);
        return onePart(entries);
      }],
      ['that another desk signed in the origin\'s name', 'signature-invalid', (entries) => first(partsFor({ key: carrier.key, origin: originOf(origin) }, entries))],
      ['that another desk signed, with a certificate of its own', 'signature-invalid',
        (entries) => ({ ...first(partsFor({ key: carrier.key, origin: originOf(origin) }, entries)), certificate: carrier.keys.certificate })],
      ['of another desk\'s entries under the signer\'s own name', 'invalid', (entries) => first(carrier.parts(entries))],
      ['of a facility the device is not of', 'invalid', (entries) => onePart(entries, undefined, { facilityId: 'ORD' })],
      ['of entries that do not follow one another', 'invalid', (entries) => {
        const [one, , three] = entries as [Entry, Entry, Entry];
        return makePart(originOf(origin), 1, true, [one, three, three], makePortsFor(origin.key.privateKey));
      }],
    ];

    it.each(NOTHING)('%s: %s', async (_words, reason, partOf) => {
      const entries = origin.seal(3);
      const reply = valueIn(await carrier.carry(await partOf(entries)));
      expect(reply).toEqual({ refused: { reason } });
      expect([await stored(), await allForks(hq.store.reads), await lastSeqOf(origin), await lastSeqOf(carrier)]).toEqual([[], [], 0, 0]);
      expect(hq.log.map((line) => JSON.parse(line) as object)).toContainEqual(expect.objectContaining({ sentBy: carrier.deviceId, refused: reason }));
    });

    it('of a part when the carrier is revoked: that is an error, and no word on the part', async () => {
      const part = onePart(origin.seal(1));
      await revokeDevice(hq.store, carrier.deviceId);
      expect(await carrier.carry(part)).toMatchObject({ ok: false, code: 'device-revoked' });
      expect(await stored()).toEqual([]);
    });

    it('of a part that is larger than a message may be', async () => {
      expect(await carrier.carry(Buffer.alloc(7 * 1024 * 1024))).toMatchObject({ ok: false, code: 'too-large' });
    });

    it('of a device that is revoked while its part is at work', async () => {
      const part = onePart(origin.seal(1));
      let endWriting: () => void = () => undefined;
      const written = hq.store.inTransaction(async (tx) => {
        await tx.updateTable('device').set({ revoked_at: hq.clock.toISOString() }).where('id', '=', origin.deviceId).execute();
        await new Promise<void>((resolve) => { endWriting = resolve; });
      });
      await carrier.page();
      const reply = carrier.carry(part);
      await new Promise((resolve) => setTimeout(resolve, 200));
      endWriting();
      await written;
      expect(valueIn(await reply)).toEqual({ refused: { reason: 'origin-revoked' } });
      expect(await stored()).toEqual([]);
    });
  });

  it('asks its own table whose key signed, and not the certificate in the file', async () => {
    const entries = origin.seal(2);
    const part = { ...onePart(entries), certificate: carrier.keys.certificate };
    expect(taken(await carrier.carry(part)).verdicts).toHaveLength(2);
  });

  it('takes one part of a carrier at a time, and tells it to come again with another', async () => {
    const part = onePart(origin.seal(2));
    await carrier.page();
    // Whoever writes now makes the part that came first wait in the middle of its work.
    let endWriting: () => void = () => undefined;
    const written = hq.store.inTransaction(async (tx) => {
      await tx.selectFrom('device').select('id').where('id', '=', origin.deviceId).forUpdate().execute();
      await new Promise<void>((resolve) => { endWriting = resolve; });
    });
    const sent = [carrier.carry(part), carrier.carry(part)];
    expect(await Promise.race(sent)).toMatchObject({ ok: false, code: 'busy', failure: { retryAfterMs: 2_000 } });
    endWriting();
    await written;
    expect((await Promise.all(sent)).filter(({ ok }) => ok)).toHaveLength(1);
    expect(await stored()).toHaveLength(2);
  });

  it('takes nothing of a part of which one byte was changed on the way, except where the certificate is, and never anything but the true entries', async () => {
    const entries = origin.seal(2);
    const part = onePart(entries);
    const bytes = encodePart(part);
    const certificate = canonicalText(part.certificate);
    const from = Buffer.from(bytes).indexOf(certificate);
    const isCertificate = (at: number): boolean => at >= from && at < from + certificate.length;
    await fc.assert(fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const altered = Uint8Array.from(bytes, (byte, n) => (n === at ? byte ^ change : byte));
      const reply = valueIn(await carrier.carry(altered));
      if (!isCertificate(at)) expect(reply).toHaveProperty('refused');
      const held = await textsOf();
      expect('receipt' in reply || held.length > 0 ? entries.map((entry) => canonicalText(entry)) : []).toEqual(held);
    }), { numRuns: 40 });
  });

  it('holds every entry once and gives one receipt for each range, whatever is sent by whom, in whatever order and however often', async () => {
    const sending = fc.record({ by: fc.constantFrom('carrier', 'other', 'origin'), at: fc.nat(5) });
    const other = await openRelayOrigin(hq.url, await hq.code());
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.array(sending, { maxLength: 12 }), async (most, sendings) => {
      const source = await openRelayOrigin(hq.url, await hq.code());
      const entries = source.seal(6);
      const parts = source.parts(entries, most);
      const receipts = new Map<string, string>();
      let lastSeq = 0;
      const send = async (by: string, at: number) => {
        const { header } = parts[at % parts.length] as RelayPart;
        const range = entries.slice(header.fromSeq - 1, header.toSeq);
        const answer = by === 'origin' ? await source.upload(range) : await (by === 'carrier' ? carrier : other).carry(parts[at % parts.length] as RelayPart);
        if (header.fromSeq > lastSeq + 1) {
          expect(answer).toMatchObject(by === 'origin' ? { code: 'gap', expectedSeq: lastSeq + 1 } : { value: { refused: { reason: 'gap', expectedSeq: lastSeq + 1 } } });
          return;
        }
        const receipt = canonicalText(taken(answer).receipt);
        expect(receipts.get(header.head) ?? receipt).toBe(receipt);
        receipts.set(header.head, receipt);
        lastSeq = Math.max(lastSeq, header.toSeq);
      };
      for (const { by, at } of sendings) await send(by, at);
      for (const at of parts.keys()) await send('carrier', at);
      expect(await textsOf(source.deviceId)).toEqual(entries.map((entry) => canonicalText(entry)));
    }), { numRuns: 6 });
  });
});

function originOf({ keys, deviceId, reply: { hqId, facilityId } }: RelayOriginDesk) {
  return {
    hqId, deviceId, facilityId, exportId: '0195556e-5f80-7a52-b7a1-3f3c3f6f00ab', madeAt: '2026-03-02T13:00:00.000Z', certificate: keys.certificate,
    sealingKeyId: keys.sealingKey.body.keyId, sealingKey: Buffer.from(keys.sealingKey.body.publicKey, 'base64'),
  };
}

function first(parts: readonly RelayPart[]): RelayPart {
  const [part] = parts;
  if (part === undefined) throw new Error('there is one');
  return part;
}

function valueIn<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`HQ answered ${String(answer.code)} (${answer.failure.kind})`);
  return answer.value;
}

function taken(answer: Answer<RelayReply>): UploadReply {
  const reply = valueIn(answer);
  if ('refused' in reply) throw new Error(`not taken: ${reply.refused.reason}`);
  return reply;
}

function alarms(hq: HqInside): unknown[] {
  return hq.log.map((line) => JSON.parse(line) as { alarm?: string }).filter(({ alarm }) => alarm !== undefined);
}
