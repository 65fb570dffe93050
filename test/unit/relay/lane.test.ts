/** The lane of carried parts with a clock that stands still: what goes at once, what rests, and what is never sent twice at a time. */
import { describe, expect, it } from 'vitest';
import type { RelayHeader } from '../../../domain/relay/part.ts';
import type { RelayReply } from '../../../domain/sync/messages.ts';
import { makeRelayLane } from '../../../main/sync/relayLane.ts';
import type { Answer } from '../../../main/sync/transport.ts';
import { chainOf } from '../../support/entries.ts';
import { originOf, partsFor } from '../../support/relayFile.ts';
import { makeRelayHq } from '../../support/relayHq.ts';

const hq = makeRelayHq();
const header = partsFor(originOf(hq, 'JFK-03-AAAA'), chainOf(2, 'JFK-03-AAAA'))[0]?.header as RelayHeader;
const partner = { hqUrl: 'https://hq.test', deviceId: 'JFK-07-BBBB', privateKey: '', hqId: hq.hqId, hqPublicKey: hq.publicKey };
const taken: Answer<RelayReply> = { ok: true, value: { receipt: hq.receipt({ deviceId: header.deviceId, fromSeq: header.fromSeq, toSeq: header.toSeq, head: header.head, refused: [] }), verdicts: [] } };
const gap: Answer<RelayReply> = { ok: true, value: { refused: { reason: 'gap', expectedSeq: 1 } } };
const noLine: Answer<RelayReply> = { ok: false, failure: { kind: 'unreachable', retryAfterMs: null }, code: null, expectedSeq: null };

/** answers: in the order the flights come. The share of the back-off is nearly all of it. */
function laneOf(names: readonly string[], answers: Answer<RelayReply>[], change: { failStoring?: boolean } = {}) {
  let waiting = [...names];
  const sent: string[] = [];
  const facts = { under: 0, most: 0, isFree: true };
  let toFail = change.failStoring === true;
  const lane = makeRelayLane(partner, {
    transport: {
      async relay(_partner, bytes) {
        sent.push(Buffer.from(bytes).toString());
        facts.under += 1;
        facts.most = Math.max(facts.most, facts.under);
        await new Promise((resolve) => setImmediate(resolve));
        facts.under -= 1;
        return answers.shift() ?? noLine;
      },
    },
    carried: {
      waiting: () => waiting.map((sealedHash) => ({ sealedHash })),
      part: (sealedHash) => ({ header, bytes: Buffer.from(sealedHash) }),
      delivered(sealedHash) {
        if (toFail) {
          toFail = false;
          throw new Error('disk full');
        }
        waiting = waiting.filter((name) => name !== sealedHash);
      },
      refused: (sealedHash) => void (waiting = waiting.filter((name) => name !== sealedHash)),
      retryRefused: () => undefined,
    },
    isOwnLaneFree: () => facts.isFree,
    monotonicMs: () => 0,
    wallClock: () => '2026-11-24T10:00:00.000Z',
    random: () => 0.999,
    onChange: () => undefined,
  });
  const settle = async (): Promise<void> => {
    for (let n = 0; n < 50; n += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  return { lane, sent, facts, settle, waiting: () => waiting };
}

describe('the lane of carried parts', () => {
  it('has one flight at a time, however often it is poked', async () => {
    const { lane, sent, facts, settle } = laneOf(['a', 'b', 'c'], [taken, taken, taken]);
    lane.poke();
    lane.poke();
    lane.hqMayAnswer();
    await settle();
    lane.stop();
    expect([sent, facts.most]).toEqual([['a', 'b', 'c'], 1]);
  });

  it('sends nothing as long as something of the desk\'s own waits', async () => {
    const { lane, sent, facts, settle } = laneOf(['a'], [taken]);
    facts.isFree = false;
    lane.poke();
    await settle();
    expect(sent).toEqual([]);
    facts.isFree = true;
    lane.poke();
    await settle();
    lane.stop();
    expect(sent).toEqual(['a']);
  });

  it('tries a part that came too early again at once when another one was taken', async () => {
    const { lane, sent, settle, waiting } = laneOf(['late', 'early'], [gap, taken, taken]);
    lane.poke();
    await settle();
    lane.stop();
    expect([sent, waiting()]).toEqual([['late', 'early', 'late'], []]);
  });

  it('rests after a failure of the line, and goes on when HQ may answer or a person asks', async () => {
    const { lane, sent, settle } = laneOf(['a'], [noLine, noLine, taken]);
    lane.poke();
    lane.poke();
    await settle();
    lane.poke();
    await settle();
    expect([sent, lane.failure()]).toEqual([['a'], 'unreachable']);
    lane.hqMayAnswer();
    await settle();
    expect(sent).toEqual(['a', 'a']);
    lane.askedByPerson();
    await settle();
    lane.stop();
    expect([sent, lane.failure()]).toEqual([['a', 'a', 'a'], null]);
  });

  it('keeps a part whose receipt could not be stored, and goes on with the next', async () => {
    const { lane, sent, settle, waiting } = laneOf(['a', 'b'], [taken, taken], { failStoring: true });
    lane.poke();
    await settle();
    lane.stop();
    expect([sent, waiting()]).toEqual([['a', 'b', 'a'], ['a']]);
  });
});
