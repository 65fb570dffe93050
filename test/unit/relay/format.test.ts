/** The relay file: only HQ reads it, whoever carries it can check it, and no changed byte of it is believed. */
import { concatBytes } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText, GENESIS_HASH, seal, type Entry } from '../../../domain/ledger/entry.ts';
import { checkFile, fileStart } from '../../../domain/relay/file.ts';
import { decodePart, encodePart, hashOfSealed, textToSign, type RelayHeader, type RelayPart } from '../../../domain/relay/part.ts';
import { sealBytes } from '../../../domain/relay/seal.ts';
import { isSignedBy, makeDeviceKey, signWith } from '../../../main/sync/deviceKey.ts';
import { makePortsFor } from '../../../main/sync/relayCrypto.ts';
import { chainOf, uuidOf } from '../../support/entries.ts';
import { fileOf, originOf, partsFor } from '../../support/relayFile.ts';
import { makeRelayHq } from '../../support/relayHq.ts';

const DEVICE = 'JFK-03-AAAA';
const hq = makeRelayHq();
const origin = originOf(hq, DEVICE);
const carrier = { hqId: hq.hqId, hqPublicKey: hq.publicKey, deviceId: 'JFK-07-BBBB' };
const check = (bytes: Uint8Array, by = carrier) => checkFile(bytes, by, isSignedBy);

/** Entries of any kind with any payload and members nobody knows yet. */
const chains = fc.array(
  fc.record({ kind: fc.string({ minLength: 1, maxLength: 20 }), payload: fc.dictionary(fc.string().filter((key) => key !== '__proto__'), fc.jsonValue()), extra: fc.jsonValue() }),
  { minLength: 1, maxLength: 12 },
).map((facts) => {
  const entries: Entry[] = [];
  for (const { kind, payload, extra } of facts) {
    const body = {
      deviceId: DEVICE, seq: entries.length + 4, id: uuidOf(entries.length + 1), kind, version: 1, facilityId: 'JFK', officerId: null, sessionId: null,
      recordedAt: '2026-11-23T14:06:41.000-05:00', monotonicMs: 1, hqHeardAt: null, payload: JSON.parse(JSON.stringify(payload)) as Entry['payload'],
      later: JSON.parse(JSON.stringify(extra)) as unknown, prevHash: entries.at(-1)?.hash ?? GENESIS_HASH,
    };
    entries.push(seal(body));
  }
  return entries;
});

describe('a relay file', () => {
  it('gives HQ every entry byte for byte, whatever kind it is of, in however many parts', () => {
    fc.assert(fc.property(chains, fc.integer({ min: 1, max: 5 }), (entries, most) => {
      const checked = check(fileOf(partsFor(origin, entries, most)));
      if (!checked.ok) throw new Error(checked.fault);
      const opened = checked.value.map(({ bytes }) => hq.open(bytes));
      expect(opened.flatMap((one): readonly unknown[] => (one.ok ? one.entries : [one.reason]))).toEqual(entries);
      expect(checked.value.length).toBe(Math.ceil(entries.length / most));
    }), { numRuns: 60 });
  }, 60_000);

  const entries = chainOf(3, DEVICE);
  const parts = partsFor(origin, entries, 2);
  const file = fileOf(parts);
  /** What a flipped or cut file may be called; never anything that takes it in. */
  const REFUSALS = ['not-relay', 'unknown-version', 'damaged', 'altered', 'other-hq'];

  it('is refused with any single byte changed', () => {
    expect(check(file).ok).toBe(true);
    for (let at = 0; at < file.length; at += 1) {
      const changed = Uint8Array.from(file);
      // Every bit of the text in the clear, one bit of what is sealed: its hash is the same for all of them.
      const mask = 1 << (at % 8);
      changed[at] = (changed[at] ?? 0) ^ mask;
      const result = check(changed);
      expect(result.ok ? `byte ${at} was believed` : REFUSALS.includes(result.fault)).toBe(true);
    }
  }, 60_000);

  it('is refused with any bit changed in what stands in the clear', () => {
    const [first] = parts;
    const envelopeEnd = fileStart().length + 4 + new DataView(file.buffer, file.byteOffset + fileStart().length).getUint32(0) + 4;
    expect(first).toBeDefined();
    for (let at = 0; at < envelopeEnd; at += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        const changed = Uint8Array.from(file);
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        expect(check(changed).ok, `byte ${at} bit ${bit}`).toBe(false);
      }
    }
  }, 60_000);

  it('is refused when cut off anywhere, also between two parts', () => {
    for (let end = 0; end < file.length; end += 1) expect(check(file.subarray(0, end)).ok, `cut at ${end}`).toBe(false);
    expect(check(fileOf(parts.slice(0, 1)))).toEqual({ ok: false, fault: 'damaged' });
  }, 60_000);

  /** The first part's envelope changed, with its length put right. */
  function rewritten(change: (text: string) => string): Uint8Array {
    const start = fileStart().length;
    const length = new DataView(file.buffer, file.byteOffset + start).getUint32(0);
    const text = change(Buffer.from(file.subarray(start + 4, start + 4 + length)).toString('utf8'));
    const head = Buffer.alloc(4);
    head.writeUInt32BE(Buffer.byteLength(text));
    return concatBytes(fileStart(), head, Buffer.from(text), file.subarray(start + 4 + length));
  }

  it.each([
    ['with something behind it', () => concatBytes(file, new Uint8Array(1)), 'damaged'],
    ['with a part left out', () => fileOf(parts.slice(1)), 'damaged'],
    ['with its parts in another order', () => fileOf(parts.toReversed()), 'damaged'],
    ['with a part twice', () => fileOf([...parts, ...parts.slice(1)]), 'damaged'],
    ['whose text in the clear is written in another way', () => rewritten((text) => text.replace('"count":2', '"count": 2')), 'damaged'],
    ['whose text in the clear has a member nobody signed', () => rewritten((text) => text.replace('{"certificate"', '{"a":1,"certificate"')), 'damaged'],
    ['of a newer format', () => concatBytes(Buffer.from('IMF Exam Desk relay 2\n'), file.subarray(fileStart().length)), 'unknown-version'],
    ['that is some other file', () => Buffer.from('%PDF-1.7\n'), 'not-relay'],
    ['that is empty', () => new Uint8Array(), 'not-relay'],
    ['without any part', () => fileStart(), 'damaged'],
  ])('is refused %s', (_words, bytes, fault) => {
    expect(check(bytes())).toEqual({ ok: false, fault });
  });

  it('is refused by a desk of another HQ, and by the desk that made it', () => {
    expect(check(file, { ...carrier, hqId: 'hq-other' })).toEqual({ ok: false, fault: 'other-hq' });
    expect(check(file, { ...carrier, hqPublicKey: makeRelayHq().publicKey })).toEqual({ ok: false, fault: 'altered' });
    expect(check(file, { ...carrier, deviceId: DEVICE })).toEqual({ ok: false, fault: 'own' });
  });

  it('is refused when another key than the certified one signed it, and when the certificate is of another desk or of HQ\'s making not at all', () => {
    const stranger = makeDeviceKey();
    const forged = (change: Partial<RelayPart>, key = stranger.privateKey): Uint8Array => {
      const [part] = partsFor(origin, entries);
      if (part === undefined) throw new Error('no part');
      const next = { ...part, ...change };
      return fileOf([{ ...next, signature: signWith(key, Buffer.from(textToSign(next.header))).toString('base64') }]);
    };
    const body = { statement: 'device' as const, hqId: hq.hqId, deviceId: DEVICE, facilityId: 'JFK', publicKey: stranger.publicKey };
    expect(check(forged({}))).toEqual({ ok: false, fault: 'altered' });
    expect(check(forged({ certificate: makeRelayHq().certificate(body) }))).toEqual({ ok: false, fault: 'altered' });
    expect(check(forged({ certificate: hq.certificate({ ...body, deviceId: 'JFK-09-CCCC' }) }))).toEqual({ ok: false, fault: 'altered' });
    expect(check(forged({ certificate: hq.certificate(body) })).ok).toBe(true);
    expect(check(forged({}, origin.key.privateKey)).ok).toBe(true);
  });

  it('shows nothing of an entry, and its length only in steps of four thousand bytes', () => {
    const plain = Buffer.from(file).toString('latin1');
    for (const secret of ['exam.recorded', 'RB123456785GB', 'officer-1', 'RELEASED', entries[0]?.id ?? '', entries[0]?.hash ?? '']) expect(plain).not.toContain(secret);
    const lengths = [1, 2, 5].map((count) => partsFor(origin, chainOf(count, DEVICE))[0]?.sealed.length);
    expect(new Set(lengths).size).toBe(1);
  });

  it('is sealed anew each time, so that two files do not show that they hold the same', () => {
    const [one, two] = [partsFor(origin, entries)[0], partsFor(origin, entries)[0]];
    expect(Buffer.compare(Buffer.from(one?.sealed ?? []), Buffer.from(two?.sealed ?? []))).not.toBe(0);
  });

  it('keeps members of its header that a later desk adds, under the signature', () => {
    const part = partsFor(origin, entries)[0] as RelayPart;
    const header: RelayHeader = { ...part.header, later: 'something' };
    const signed = { ...part, header, signature: signWith(origin.key.privateKey, Buffer.from(textToSign(header))).toString('base64') };
    expect(decodePart(encodePart(signed))?.header['later']).toBe('something');
    expect(check(fileOf([signed])).ok).toBe(true);
  });
});

describe('HQ', () => {
  const entries = chainOf(3, DEVICE);
  const resigned = (part: RelayPart, header: Partial<RelayHeader>, sealed = part.sealed, key = origin.key.privateKey): Uint8Array => {
    const next = { ...part.header, ...header, sealedHash: hashOfSealed(sealed) };
    return encodePart({ ...part, sealed, header: next, signature: signWith(key, Buffer.from(textToSign(next))).toString('base64') });
  };
  const part = partsFor(origin, entries)[0] as RelayPart;

  it.each([
    ['a part sealed to a key it does not have', () => resigned(part, { sealingKeyId: 'seal-9' }), 'not-readable'],
    ['a part whose header was changed after sealing, though its desk signed it', () => resigned(part, { madeAt: '2026-11-24T09:00:01.000Z' }), 'not-readable'],
    ['a sealed text that was changed, though its desk signed it', () => resigned(part, {}, part.sealed.map((byte, at) => (at === 100 ? byte ^ 1 : byte))), 'not-readable'],
    ['a sealed text too short to be one', () => resigned(part, {}, new Uint8Array(10)), 'not-readable'],
    ['an ephemeral key that gives everyone the same secret', () => resigned(part, {}, part.sealed.map((byte, at) => (at < 32 ? 0 : byte))), 'not-readable'],
    ['a part another desk signed', () => resigned(part, {}, part.sealed, makeDeviceKey().privateKey), 'signature-invalid'],
    ['a part of a desk it does not know', () => resigned(part, { deviceId: 'JFK-99-XXXX' }), 'origin-unknown'],
    ['a part for another HQ', () => resigned(part, { hqId: 'hq-other' }), 'not-readable'],
    ['what is no part', () => new Uint8Array(40), 'not-readable'],
    ['a part with something behind it', () => concatBytes(encodePart(part), new Uint8Array(1)), 'not-readable'],
  ])('does not take %s', (_words, bytes, reason) => {
    expect(hq.open(encodePart(part)).ok).toBe(true);
    expect(hq.open(bytes())).toEqual({ ok: false, reason });
  });

  /** A part that its desk signed, with another text inside than its header says. */
  function partWith(text: string): Uint8Array {
    const { sealedHash: _, ...unsealed } = part.header;
    return resigned(part, {}, sealBytes(Buffer.from(text), unsealed, origin.origin.sealingKey, makePortsFor(origin.key.privateKey)));
  }

  const lines = (inside: readonly unknown[]): string => inside.map((entry) => canonicalText(entry)).join('\n');
  const [first, second, third] = entries;

  it.each([
    ['entries of another desk', () => lines(chainOf(3, 'JFK-09-CCCC'))],
    ['fewer entries than the header says', () => lines([first, second])],
    ['fewer entries that end in the same hash', () => lines([first, { ...second, hash: third?.hash }])],
    ['entries that do not follow each other', () => lines([first, third, second])],
    ['what is no entry', () => lines([first, second, { ...third, recordedAt: 'yesterday' }])],
    ['another last hash', () => lines([first, second, { ...third, hash: first?.hash }])],
    ['another hash before the first', () => lines([{ ...first, prevHash: second?.hash }, second, third])],
    ['a text that is written in another way', () => lines([first, second, third]).replace('"seq":2', '"seq": 2')],
    ['no UTF-8', () => Buffer.from([0xff, 0xfe]).toString('latin1')],
  ])('does not take %s under a header that its desk signed', (_words, inside) => {
    expect(hq.open(partWith(lines(entries))).ok).toBe(true);
    expect(hq.open(partWith(inside()))).toEqual({ ok: false, reason: 'invalid' });
  });

  it('asks its own table for the key, not the certificate in the file', () => {
    const stranger = makeDeviceKey();
    const certificate = hq.certificate({ statement: 'device', hqId: hq.hqId, deviceId: DEVICE, facilityId: 'JFK', publicKey: stranger.publicKey });
    const forged = { ...part, certificate, signature: signWith(stranger.privateKey, Buffer.from(textToSign(part.header))).toString('base64') };
    expect(hq.open(encodePart(forged))).toEqual({ ok: false, reason: 'signature-invalid' });
  });
});
