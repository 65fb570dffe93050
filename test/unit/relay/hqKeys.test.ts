/** What HQ says of keys: beside enrolment and feed, never in their way, and never believed without HQ's signature. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readableOf } from '../../../domain/readable.ts';
import { enrolReplySchema, feedPageSchema, type HqKeys } from '../../../domain/sync/messages.ts';
import { makeEnrolment } from '../../../main/service/enrolment.ts';
import { takeHqKeys } from '../../../main/service/hqKeys.ts';
import type { Identity } from '../../../main/store/ledger/ledger.ts';
import { makeDeviceKey } from '../../../main/sync/deviceKey.ts';
import { isSealingKey, publicKeyOf } from '../../../main/sync/relayCrypto.ts';
import type { Transport } from '../../../main/sync/transport.ts';
import { makeRelayHq } from '../../support/relayHq.ts';

const hq = makeRelayHq();
const key = makeDeviceKey();
const identity: Identity = {
  deviceId: 'JFK-03-AAAA', facilityId: 'JFK', facilityName: 'New York JFK', deskName: 'Bench 03', hqUrl: 'https://hq.test', hqId: hq.hqId,
  hqPublicKey: hq.publicKey, privateKey: key.privateKey,
};
const keys = hq.enrol('JFK-03-AAAA', 'JFK', key.publicKey);
const { sealingKey, certificate } = keys;

function keep(): { read(): HqKeys | null; put(next: HqKeys): void } {
  let kept: HqKeys | null = null;
  return { read: () => kept, put: (next) => void (kept = next) };
}

describe('the keys that HQ signs', () => {
  it('come with the enrolment reply', async () => {
    const { deviceId, facilityId, facilityName, hqId } = identity;
    const reply = { deviceId, facilityId, facilityName, hqId, hqPublicKey: hq.publicKey, hqTime: '2026-11-24T10:00:00.000Z', hqKeys: keys };
    const transport = { enrol: () => Promise.resolve({ ok: true as const, value: enrolReplySchema.parse(reply) }) } as unknown as Transport;
    const fingerprint = readableOf(createHash('sha256').update(Buffer.from(hq.publicKey, 'base64')).digest(), 8);
    const told: unknown[] = [];
    const enrolled = await makeEnrolment({ transport }).enrol({ hqUrl: 'https://hq.test', code: `ABCDEFGH2345-${fingerprint}`, deskName: 'Bench 03' }, (_identity, hqKeys) => told.push(hqKeys));
    expect([enrolled.ok, told]).toEqual([true, [keys]]);
  });

  it.each([
    ['left out, as by an older HQ', undefined],
    ['of another shape', { sealingKey: 'x' }],
    ['no object', 7],
  ])('never hold up a feed page or an enrolment when they are %s', (_words, said) => {
    const page = feedPageSchema.safeParse({ protocol: 1, rows: [], cursor: 'c', more: false, hqTime: '2026-11-24T10:00:00.000Z', hqKeys: said });
    expect([page.success, page.data?.hqKeys]).toEqual([true, undefined]);
  });

  it.each([
    ['HQ\'s own', keys, true],
    ['a sealing key that another key signed', { certificate, sealingKey: makeRelayHq(hq.hqId).sealingKey }, false],
    ['a sealing key of another HQ\'s name', { certificate, sealingKey: hq.sealingKeyAs({ ...sealingKey.body, hqId: 'hq-other' }) }, false],
    ['a sealing key that is no key', { certificate, sealingKey: hq.sealingKeyAs({ ...sealingKey.body, publicKey: 'AAAA' }) }, false],
    ['a sealing key that gives everyone the same secret', { certificate, sealingKey: hq.sealingKeyAs({ ...sealingKey.body, publicKey: Buffer.alloc(32).toString('base64') }) }, false],
    ['a certificate that another key signed', { sealingKey, certificate: makeRelayHq(hq.hqId).certificate(certificate.body) }, false],
    ['a certificate of another facility', { sealingKey, certificate: hq.certificate({ ...certificate.body, facilityId: 'LAX' }) }, false],
    ['a certificate of another key', { sealingKey, certificate: hq.certificate({ ...certificate.body, publicKey: makeDeviceKey().publicKey }) }, false],
  ])('%s: kept or not', (_words, said, isKept) => {
    const store = keep();
    expect(takeHqKeys(said, identity, store)).toBe(isKept);
    expect(store.read()).toEqual(isKept ? said : null);
  });

  it('are replaced by later ones, never by earlier ones', () => {
    const store = keep();
    const later = { certificate, sealingKey: hq.sealingKeyAs({ ...sealingKey.body, version: 2, keyId: 'seal-2' }) };
    expect([takeHqKeys(keys, identity, store), takeHqKeys(later, identity, store), takeHqKeys(keys, identity, store)]).toEqual([true, true, false]);
    expect(store.read()).toEqual(later);
  });

  it('are told from the private key as well as from the public one', () => {
    expect(publicKeyOf(key.privateKey)).toBe(key.publicKey);
    expect(isSealingKey(sealingKey.body.publicKey)).toBe(true);
  });
});
