/** Receipts that a stick brings back: only HQ's own word for this desk's own entries moves what counts as delivered, and never over a gap. */
import { describe, expect, it } from 'vitest';
import { encodeReceipts, isReplyForPart, readReceipts } from '../../../domain/relay/receipts.ts';
import type { UploadReply, Verdict } from '../../../domain/sync/messages.ts';
import { isSignedBy } from '../../../main/sync/deviceKey.ts';
import { chainOf } from '../../support/entries.ts';
import { originOf, partsFor } from '../../support/relayFile.ts';
import { makeRelayHq } from '../../support/relayHq.ts';

const DEVICE = 'JFK-03-AAAA';
const hq = makeRelayHq();
const entries = chainOf(9, DEVICE);
const hashAt = (seq: number): string | null => entries[seq - 1]?.hash ?? null;
const owner = { hqId: hq.hqId, hqPublicKey: hq.publicKey, deviceId: DEVICE, deliveredSeq: 3, hashAt };

function reply(fromSeq: number, toSeq: number, refused: number[] = [], by = hq, deviceId = DEVICE): UploadReply {
  const verdicts: Verdict[] = [];
  for (let seq = fromSeq; seq <= toSeq; seq += 1) {
    verdicts.push(refused.includes(seq) ? { seq, verdict: 'refused', reason: 'unknown-officer', detail: 'not on the roster' } : { seq, verdict: 'accepted' });
  }
  return { receipt: by.receipt({ deviceId, fromSeq, toSeq, head: hashAt(toSeq) ?? '0'.repeat(64), refused }), verdicts };
}

const read = (replies: readonly UploadReply[], change: Partial<typeof owner> = {}) => readReceipts(encodeReceipts(hq.hqId, replies), { ...owner, ...change }, isSignedBy);
const ranges = (replies: readonly UploadReply[], change: Partial<typeof owner> = {}) => {
  const result = read(replies, change);
  return result.ok ? result.value.map(({ receipt }) => [receipt.body.fromSeq, receipt.body.toSeq]) : result.fault;
};

describe('a file of receipts', () => {
  it.each([
    ['the next ones, in whatever order they stand in the file', [reply(6, 8), reply(4, 5)], [[4, 5], [6, 8]]],
    ['one that begins before what is delivered and ends behind it', [reply(2, 6)], [[2, 6]]],
    ['none behind a gap, but the ones before it', [reply(4, 5), reply(7, 8)], [[4, 5]]],
    ['only this desk\'s', [reply(4, 5), reply(1, 2, [], hq, 'JFK-09-CCCC')], [[4, 5]]],
    ['what HQ refused with it', [reply(4, 6, [5])], [[4, 6]]],
  ])('gives %s', (_words, replies, expected) => {
    expect(ranges(replies)).toEqual(expected);
  });

  it.each([
    ['behind a gap', [reply(5, 6)], 'receipts-apart'],
    ['known already', [reply(1, 3)], 'nothing-new'],
    ['for another desk', [reply(4, 5, [], hq, 'JFK-09-CCCC')], 'other-desk'],
    ['that another key signed', [reply(4, 5, [], makeRelayHq(hq.hqId))], 'altered'],
    ['of which one is forged, though the others are HQ\'s', [reply(4, 5), reply(6, 7, [], makeRelayHq(hq.hqId))], 'altered'],
    ['whose verdicts hide a refusal', [{ ...reply(4, 5, [5]), verdicts: reply(4, 5).verdicts }], 'altered'],
    ['whose verdicts refuse what HQ accepted', [{ ...reply(4, 5), verdicts: reply(4, 5, [4]).verdicts }], 'altered'],
    ['for a range that was made longer', [{ ...reply(4, 5), receipt: { ...reply(4, 5).receipt, body: { ...reply(4, 5).receipt.body, toSeq: 9 } } }], 'altered'],
  ])('refuses receipts %s', (_words, replies, fault) => {
    expect(ranges(replies)).toBe(fault);
  });

  it('refuses receipts for another history than this ledger\'s, and for entries it does not have', () => {
    expect(ranges([reply(4, 5)], { hashAt: (seq) => chainOf(9, 'other')[seq - 1]?.hash ?? null })).toBe('altered');
    expect(ranges([reply(4, 5)], { hashAt: () => null })).toBe('altered');
  });

  it.each([
    ['another HQ\'s', encodeReceipts('hq-other', [reply(4, 5)]), 'other-hq'],
    ['of a newer version', encodeReceipts(hq.hqId, [reply(4, 5)]).replace('"version":1', '"version":2'), 'unknown-version'],
    ['cut off', encodeReceipts(hq.hqId, [reply(4, 5)]).slice(0, -40), 'damaged'],
    ['without a receipt', encodeReceipts(hq.hqId, []), 'damaged'],
    ['some other text', 'Dear Pat', 'not-relay'],
    ['some other JSON', '{"format":"something"}', 'not-relay'],
  ])('is refused when it is %s', (_words, text, fault) => {
    expect(readReceipts(text, owner, isSignedBy)).toEqual({ ok: false, fault });
  });
});

describe('an answer to a part', () => {
  const [part] = partsFor(originOf(hq, DEVICE), entries);
  const { header } = part ?? {};

  it.each([
    ['counts when HQ signed it over that part', reply(1, 9), true],
    ['does not count for another range', reply(1, 8), false],
    ['does not count for another desk', reply(1, 9, [], hq, 'JFK-09-CCCC'), false],
    ['does not count for another head', { ...reply(1, 9), receipt: hq.receipt({ deviceId: DEVICE, fromSeq: 1, toSeq: 9, head: hashAt(8) ?? '', refused: [] }) }, false],
    ['does not count when another key signed it', reply(1, 9, [], makeRelayHq(hq.hqId)), false],
  ])('%s', (_words, answer, counts) => {
    if (header === undefined) throw new Error('no part');
    expect(isReplyForPart(answer, header, owner, isSignedBy)).toBe(counts);
  });
});
