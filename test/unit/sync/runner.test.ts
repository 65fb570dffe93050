/** What the runner makes of each answer, over a line, a ledger and a store that the test holds in its hand. */
import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalText } from '../../../domain/ledger/entry.ts';
import type { CopyNotice } from '../../../domain/sync/copied.ts';
import { uploadReplySchema, type HqErrorCode, type Upload, type UploadReply } from '../../../domain/sync/messages.ts';
import { makeSyncRunner, type RunnerPorts } from '../../../main/sync/runner.ts';
import type { Answer } from '../../../main/sync/transport.ts';
import { chainOf } from '../../support/entries.ts';

const DEVICE = 'JFK-07-TEST';
const hq = generateKeyPairSync('ed25519');
const HQ_KEY = Buffer.from(String(hq.publicKey.export({ format: 'jwk' }).x), 'base64url').toString('base64');
const ENTRIES = chainOf(3, DEVICE);

function receiptOf(more: Record<string, unknown> = {}, key = hq.privateKey): UploadReply {
  const body = { protocol: 1, hqId: 'HQ', deviceId: DEVICE, fromSeq: 1, toSeq: 3, head: ENTRIES[2]?.hash, refused: [], receivedAt: '2026-11-24T10:00:00.000Z', ...more };
  const signature = sign(null, Buffer.from(canonicalText(body)), key).toString('base64');
  return uploadReplySchema.parse({ receipt: { body, signature }, verdicts: ENTRIES.map(({ seq }) => ({ seq, verdict: 'accepted' })) });
}

function refusal(code: HqErrorCode): Extract<Answer<never>, { ok: false }> {
  return { ok: false, failure: { kind: 'refused', retryAfterMs: null }, code, expectedSeq: null };
}

/** A desk with three entries and a place in the feed; timers go off when the test says so. */
function deskWith(given: {
  readonly upload?: () => Answer<UploadReply>;
  readonly receive?: () => void;
  readonly feed?: (cursor: string | null) => Answer<string>;
  readonly applyPage?: RunnerPorts['reference']['applyPage'];
}) {
  const seen = { uploads: [] as Upload[], cursors: [] as (string | null)[], copied: [] as CopyNotice[], changes: [] as string[] };
  const timers = new Set<() => void>();
  let now = 0;
  const runner = makeSyncRunner({ hqUrl: 'https://hq.example', deviceId: DEVICE, privateKey: '', hqId: 'HQ', hqPublicKey: HQ_KEY }, {
    transport: {
      enrol: () => Promise.reject(new Error('not asked')), relay: () => Promise.reject(new Error('not asked')),
      upload: async (_, upload) => {
        seen.uploads.push(upload);
        return given.upload?.() ?? { ok: true, value: receiptOf() };
      },
      feedPage: async (_, cursor) => {
        seen.cursors.push(cursor);
        return given.feed?.(cursor) ?? { ok: true, value: '' };
      },
    },
    ledger: {
      headSeq: () => 3, deliveredSeq: () => 0, after: (seq) => ENTRIES.slice(seq),
      receive: () => given.receive?.(),
    },
    reference: { cursor: () => 'c1', applyPage: given.applyPage ?? (async () => ({ more: false, hqTime: '2026-11-24T10:00:00.000Z' })) },
    monotonicMs: () => now, wallClock: () => '2026-11-24T10:00:00.000Z', random: () => 0.5,
    after: (_, work) => {
      timers.add(work);
      return () => timers.delete(work);
    },
    onChange: (what) => { seen.changes.push(what); },
    onCopied: (notice) => { seen.copied.push(notice); },
  });
  runner.start();
  return {
    seen, runner,
    /** What is under way ends, and then so much time passes that whatever waits is tried again. */
    async later(): Promise<void> {
      await settled();
      now += 10 * 60_000;
      for (const work of [...timers]) if (timers.delete(work)) work();
      await settled();
    },
  };
}

describe('an upload', () => {
  it('is delivered when its receipt is stored, and goes up once', async () => {
    const { seen, runner, later } = deskWith({});
    await later();
    expect([seen.uploads.length, runner.facts().upload.failure, seen.changes.includes('delivered')]).toEqual([1, null, true]);
  });

  it('whose receipt the desk’s disk did not take is not delivered: it goes up again', async () => {
    let isFull = true;
    const { seen, runner, later } = deskWith({ receive: () => { if (isFull) throw new Error('the disk is full'); } });
    await settled();
    expect([runner.facts().upload.failure?.kind, seen.changes.includes('delivered')]).toEqual(['storage', false]);
    isFull = false;
    await later();
    expect([seen.uploads.length, runner.facts().upload.failure, seen.changes.includes('delivered')]).toEqual([2, null, true]);
  });

  it.each<[string, UploadReply, number]>([
    ['HQ itself', receiptOf({ toSeq: 9, head: 'f'.repeat(64) }), 1],
    ['somebody else', receiptOf({ toSeq: 9, head: 'f'.repeat(64) }, generateKeyPairSync('ed25519').privateKey), 0],
    ['HQ to another desk', receiptOf({ toSeq: 9, deviceId: 'JFK-08-TEST' }), 0],
  ])('with a receipt over more than is here, signed by %s, marks the ledger as a copy only on HQ’s word', async (_, reply, marks) => {
    const { seen, runner } = deskWith({ upload: () => ({ ok: true, value: reply }) });
    await settled();
    expect([runner.facts().upload.failure?.kind, seen.copied.length]).toEqual(['receipt-invalid', marks]);
  });
});

describe('a page of the feed', () => {
  it.each<HqErrorCode>(['cursor-unknown', 'bad-request'])('that HQ refuses with %s is asked for from the beginning, until one was stored', async (code) => {
    const { seen, later } = deskWith({ feed: (cursor) => (cursor === null ? { ok: true, value: '' } : refusal(code)) });
    await later();
    expect(seen.cursors.slice(0, 2)).toEqual(['c1', null]);
    await later();
    expect(seen.cursors.at(2)).toBe('c1');
  });

  it('that is refused for any other reason is asked for at its place again', async () => {
    const { seen, later } = deskWith({ feed: () => refusal('busy') });
    await later();
    expect(seen.cursors.slice(0, 2)).toEqual(['c1', 'c1']);
  });

  it.each<[string, RunnerPorts['reference']['applyPage'], string]>([
    ['the store did not take', () => Promise.reject(new Error('the disk is full')), 'storage'],
    ['is none', () => Promise.resolve(null), 'not-hq'],
    ['would take much away', () => Promise.resolve({ more: false, hqTime: '', removalAsked: { removed: 1, before: 2 } }), 'large-removal'],
  ])('that %s is no contact with HQ, and says why', async (_, applyPage, kind) => {
    const { seen, runner } = deskWith({ applyPage, upload: () => refusal('busy') });
    await settled();
    expect([runner.facts().download.failure?.kind, runner.facts().hqHeardAt, seen.changes.includes('reference')]).toEqual([kind, null, false]);
  });
});

function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}
