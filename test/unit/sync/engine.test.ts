/** The sync engine as a pure step: when it sends, when it waits, and what it never does. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  INITIAL_SYNC, step, SYNC_FAILURES, SYNC_POLICY, type SyncEffect, type SyncEvent, type SyncFailureKind, type SyncState,
} from '../../../domain/sync/engine.ts';

function run(events: readonly SyncEvent[], from: SyncState = INITIAL_SYNC): { state: SyncState; effects: readonly SyncEffect[] } {
  let state = from;
  let effects: readonly SyncEffect[] = [];
  for (const event of events) [state, effects] = step(state, event);
  return { state, effects };
}

const started = (headSeq: number, deliveredSeq: number): SyncEvent => ({ kind: 'started', at: 0, headSeq, deliveredSeq });
const failure = (kind: SyncFailureKind, retryAfterMs: number | null = null) => ({ kind, retryAfterMs });
const kindsOf = (effects: readonly SyncEffect[]) => effects.map((effect) => effect.kind);

describe('the sync engine', () => {
  it('sends what waits and asks for news when it starts', () => {
    const { effects } = run([started(5, 2)]);
    expect(effects).toEqual([{ kind: 'upload', afterSeq: 2 }, { kind: 'download' }, { kind: 'timer', at: null }]);
  });

  it('sends nothing when everything is delivered', () => {
    expect(kindsOf(run([started(5, 5)]).effects)).toEqual(['download', 'timer']);
  });

  it('sends a new entry at once when HQ was last heard well', () => {
    const { effects } = run([started(5, 5), { kind: 'downloaded', at: 10, more: false }, { kind: 'entrySealed', at: 20, headSeq: 6 }]);
    expect(effects[0]).toEqual({ kind: 'upload', afterSeq: 5 });
  });

  it('goes on with the next batch until nothing waits', () => {
    const first = run([started(900, 0), { kind: 'uploaded', at: 50, deliveredSeq: 500 }]);
    expect(first.effects[0]).toEqual({ kind: 'upload', afterSeq: 500 });
    const second = run([{ kind: 'uploaded', at: 90, deliveredSeq: 900 }], first.state);
    expect(kindsOf(second.effects)).toEqual(['timer']);
    expect(second.state.upload.phase).toBe('idle');
  });

  it('fetches the next page at once and asks again after the polling time when there is no more', () => {
    const more = run([started(0, 0), { kind: 'downloaded', at: 10, more: true }]);
    expect(kindsOf(more.effects)).toContain('download');
    const last = run([{ kind: 'downloaded', at: 20, more: false }], more.state);
    expect(last.effects).toEqual([{ kind: 'timer', at: 20 + SYNC_POLICY.pollMs }]);
  });

  it('doubles the range of its wait with every failure, up to the cap, and spreads it by chance', () => {
    let state = run([started(1, 0)]).state;
    let at = 0;
    const waits: number[] = [];
    for (let n = 0; n < 14; n += 1) {
      [state] = step(state, { kind: 'uploadFailed', at, failure: failure('unreachable'), random: 0.999_999 });
      waits.push((state.upload.nextAt ?? 0) - at);
      at = state.upload.nextAt ?? 0;
      [state] = step(state, { kind: 'tick', at });
    }
    expect(waits.slice(0, 4)).toEqual([999, 1999, 3999, 7999]);
    expect(Math.max(...waits)).toBeLessThanOrEqual(SYNC_POLICY.backoffCapMs);
    const [lucky] = step(run([started(1, 0)]).state, { kind: 'uploadFailed', at: 0, failure: failure('unreachable'), random: 0 });
    expect(lucky.upload.phase).toBe('busy');
  });

  it('keeps HQ\'s Retry-After against every wake but a person\'s', () => {
    const waiting = run([started(1, 0), { kind: 'uploadFailed', at: 100, failure: failure('busy', 60_000), random: 0.1 }]).state;
    for (const wake of [
      { kind: 'entrySealed', at: 5_000, headSeq: 2 },
      { kind: 'woken', at: 5_000, by: 'resume' },
      { kind: 'woken', at: 5_000, by: 'network' },
    ] as const) {
      expect(kindsOf(run([wake], waiting).effects), wake.kind).not.toContain('upload');
    }
    expect(kindsOf(run([{ kind: 'woken', at: 5_000, by: 'officer' }], waiting).effects)).toContain('upload');
    expect(kindsOf(run([{ kind: 'tick', at: 60_100 }], waiting).effects)).toContain('upload');
  });

  it('stops sending after fork until a person asks', () => {
    const halted = run([started(3, 0), { kind: 'uploadFailed', at: 1, failure: failure('fork'), random: 0.5 }]).state;
    expect(halted.upload.phase).toBe('halted');
    const later = run([{ kind: 'entrySealed', at: 1e7, headSeq: 4 }, { kind: 'woken', at: 1e7, by: 'network' }, { kind: 'tick', at: 2e7 }], halted);
    expect(kindsOf(later.effects)).not.toContain('upload');
    expect(kindsOf(run([{ kind: 'woken', at: 1e7, by: 'officer' }], halted).effects)).toContain('upload');
  });

  it('stops downloading after large-removal until a person asks, and sends on', () => {
    const halted = run([started(3, 0), { kind: 'downloadFailed', at: 1, failure: failure('large-removal'), random: 0.5 }]).state;
    expect([halted.download.phase, halted.upload.phase]).toEqual(['halted', 'busy']);
    const later = run([{ kind: 'uploaded', at: 2, deliveredSeq: 3 }, { kind: 'woken', at: 1e7, by: 'network' }, { kind: 'tick', at: 2e7 }], halted);
    expect(later.state.download.phase).toBe('halted');
    expect(kindsOf(run([{ kind: 'woken', at: 3e7, by: 'officer' }], later.state).effects)).toContain('download');
  });

  describe.each([['device-refused', SYNC_POLICY.shutOutRetryMs], ['awaiting-approval', SYNC_POLICY.approvalRetryMs]] as const)('after %s', (kind, ms) => {
    const slow = (random: number) => run([started(3, 0), { kind: 'uploadFailed', at: 1_000, failure: failure(kind), random }]).state;

    it('asks again by itself, a good while later and not all desks at once', () => {
      expect(slow(0).upload).toMatchObject({ phase: 'waiting', nextAt: 1_000 + ms });
      expect(slow(0.999).upload.nextAt).toBeGreaterThanOrEqual(1_000 + (3 * ms) / 4);
      expect(slow(0.999).upload.nextAt).toBeLessThan(1_000 + ms);
      expect(kindsOf(run([{ kind: 'tick', at: 1_000 + ms }], slow(0)).effects)).toContain('upload');
    });

    it('is not hastened by entries, by the network or by waking up, but by the officer at once', () => {
      const later = run([{ kind: 'entrySealed', at: 1_100, headSeq: 4 }, { kind: 'woken', at: 1_200, by: 'network' }, { kind: 'woken', at: 1_300, by: 'resume' }], slow(0));
      expect(kindsOf(later.effects)).not.toContain('upload');
      expect(later.state.upload.nextAt).toBe(1_000 + ms);
      expect(kindsOf(run([{ kind: 'woken', at: 1_400, by: 'officer' }], later.state).effects)).toContain('upload');
    });

    it('does not grow with the number of tries, and keeps a longer wait that HQ asks for', () => {
      const again = run([{ kind: 'tick', at: 1_000 + ms }, { kind: 'uploadFailed', at: 2_000 + ms, failure: failure(kind), random: 0 }], slow(0)).state;
      expect(again.upload.nextAt).toBe(2_000 + 2 * ms);
      const asked = run([started(3, 0), { kind: 'uploadFailed', at: 0, failure: failure(kind, 2 * ms), random: 0 }]).state;
      expect(asked.upload.nextAt).toBe(2 * ms);
    });
  });

  describe('with a ledger that is an older copy', () => {
    const copied: SyncEvent = { kind: 'copied', at: 5 };
    const pushes: readonly SyncEvent[] = [
      { kind: 'entrySealed', at: 6, headSeq: 9 }, { kind: 'woken', at: 7, by: 'officer' }, { kind: 'woken', at: 8, by: 'resume' },
      { kind: 'offeredAgain', at: 9, seqs: [1] }, { kind: 'hqMisses', at: 10, expectedSeq: 1, endsUpload: false }, { kind: 'tick', at: 11 },
    ];
    const uploadsOf = (effects: readonly SyncEffect[]) => kindsOf(effects).filter((kind) => kind === 'upload' || kind === 'offerAgain');

    it.each(pushes)('nothing goes up any more, also after $kind', (push) => {
      const waiting = run([started(5, 2), { kind: 'uploadFailed', at: 1, failure: failure('unreachable'), random: 0.9 }, copied]).state;
      const { state, effects } = run([push], waiting);
      expect(uploadsOf(effects)).toEqual([]);
      expect(state.upload.phase).toBe('halted');
    });

    it('a flight that was under way ends, and none follows it', () => {
      const ended = run([started(5, 2), copied, { kind: 'uploaded', at: 9, deliveredSeq: 3 }]);
      expect(ended.state).toMatchObject({ deliveredSeq: 3, upload: { phase: 'halted' } });
      expect(uploadsOf(ended.effects)).toEqual([]);
    });

    it('news still comes down, and a restart does not forget', () => {
      const { effects, state } = run([{ kind: 'started', at: 0, headSeq: 5, deliveredSeq: 2, isCopied: true }]);
      expect(kindsOf(effects)).toEqual(['download', 'timer']);
      expect(state.upload.phase).toBe('halted');
    });
  });

  it('sends again from where HQ stands when HQ has lost entries it had receipted', () => {
    const { effects } = run([started(20, 15), { kind: 'hqMisses', at: 5, expectedSeq: 11, endsUpload: true }]);
    expect(effects[0]).toEqual({ kind: 'upload', afterSeq: 10 });
  });

  it('sends again while nothing new waits, when the feed says that HQ has lost entries', () => {
    const quiet = run([started(20, 20), { kind: 'downloaded', at: 4, more: false }]).state;
    expect(kindsOf(run([{ kind: 'tick', at: 5 }], quiet).effects)).not.toContain('upload');
    expect(run([{ kind: 'hqMisses', at: 5, expectedSeq: 11, endsUpload: false }], quiet).effects).toContainEqual({ kind: 'upload', afterSeq: 10 });
  });

  it('runs a lane once more when somebody woke it while its request was under way, also after a failure', () => {
    const busy = run([started(3, 0), { kind: 'woken', at: 10, by: 'officer' }]).state;
    const { effects } = run([{ kind: 'uploadFailed', at: 20, failure: failure('unreachable'), random: 0.9 }], busy);
    expect(effects[0]).toEqual({ kind: 'upload', afterSeq: 0 });
  });

  it('asks for news at once when an upload succeeds after the feed had failed', () => {
    const feedFailed = run([started(3, 0), { kind: 'downloadFailed', at: 5, failure: failure('unreachable'), random: 0.99 }]).state;
    expect(kindsOf(run([{ kind: 'uploaded', at: 6, deliveredSeq: 3 }], feedFailed).effects)).toContain('download');
  });

  it('keeps upload and download apart: a failure of one does not hold the other', () => {
    const { state, effects } = run([started(1, 0), { kind: 'uploadFailed', at: 5, failure: failure('hq-error'), random: 0.9 }, { kind: 'downloaded', at: 6, more: true }]);
    expect(kindsOf(effects)).toContain('download');
    expect(state.upload.phase).toBe('waiting');
  });

  describe('offering refused entries again', () => {
    const quiet = run([started(20, 20), { kind: 'downloaded', at: 4, more: false }]).state;
    const offered = (seqs: readonly number[], at = 5): SyncEvent => ({ kind: 'offeredAgain', at, seqs });

    it('sends them at once when the line upwards is free, one run of consecutive entries a flight', () => {
      const first = run([offered([9, 4, 5, 5])], quiet);
      expect(first.effects[0]).toEqual({ kind: 'offerAgain', fromSeq: 4, toSeq: 5 });
      const second = run([{ kind: 'judgedAgain', at: 6, fromSeq: 4, toSeq: 5 }], first.state);
      expect(second.effects[0]).toEqual({ kind: 'offerAgain', fromSeq: 9, toSeq: 9 });
      const done = run([{ kind: 'judgedAgain', at: 7, fromSeq: 9, toSeq: 9 }], second.state);
      expect(kindsOf(done.effects)).toEqual(['timer']);
      expect(done.state).toMatchObject({ toOfferAgain: [], upload: { phase: 'idle' }, deliveredSeq: 20 });
    });

    it('goes on from where a flight ended that could not take the whole run', () => {
      const busy = run([offered([4, 5, 6])], quiet).state;
      expect(run([{ kind: 'judgedAgain', at: 6, fromSeq: 4, toSeq: 4 }], busy).effects[0]).toEqual({ kind: 'offerAgain', fromSeq: 5, toSeq: 6 });
    });

    it('lets what waits go first, so that a new entry is held up by one flight and no more', () => {
      const sealedMeanwhile = run([offered([4, 9]), { kind: 'entrySealed', at: 6, headSeq: 21 }], quiet);
      expect(kindsOf(sealedMeanwhile.effects)).toEqual(['timer']);
      const next = run([{ kind: 'judgedAgain', at: 7, fromSeq: 4, toSeq: 4 }], sealedMeanwhile.state);
      expect(next.effects[0]).toEqual({ kind: 'upload', afterSeq: 20 });
      expect(run([{ kind: 'uploaded', at: 8, deliveredSeq: 21 }], next.state).effects[0]).toEqual({ kind: 'offerAgain', fromSeq: 9, toSeq: 9 });
    });

    it('keeps them through a failure and waits as ever before it tries again', () => {
      const failing = run([offered([4]), { kind: 'uploadFailed', at: 10, failure: failure('unreachable'), random: 0.5 }], quiet);
      expect(kindsOf(failing.effects)).toEqual(['timer']);
      expect(failing.state).toMatchObject({ toOfferAgain: [4], upload: { phase: 'waiting', nextAt: 510, attempts: 1 } });
      expect(run([{ kind: 'tick', at: 510 }], failing.state).effects[0]).toEqual({ kind: 'offerAgain', fromSeq: 4, toSeq: 4 });
    });

    it('does not turn round at once when they are offered while a flight is under way that then fails', () => {
      const busy = run([started(20, 19), offered([4])]).state;
      const failing = run([{ kind: 'uploadFailed', at: 10, failure: failure('unreachable'), random: 0.5 }], busy);
      expect(kindsOf(failing.effects)).toEqual(['timer']);
    });

    it('does not start a line that stopped after a fork', () => {
      const halted = run([started(20, 19), { kind: 'uploadFailed', at: 1, failure: failure('fork'), random: 0.5 }]).state;
      const asked = run([offered([4])], halted);
      expect(kindsOf(asked.effects)).not.toContain('offerAgain');
      expect(asked.state.upload.phase).toBe('halted');
      expect(asked.state.toOfferAgain).toEqual([4]);
    });

    it("keeps HQ's Retry-After", () => {
      const waiting = run([started(20, 19), { kind: 'uploadFailed', at: 100, failure: failure('busy', 60_000), random: 0.1 }]).state;
      expect(kindsOf(run([offered([4], 5_000)], waiting).effects)).toEqual(['timer']);
    });

    it('asks for news at once when HQ answers after the feed had failed', () => {
      const feedFailed = run([started(20, 20), { kind: 'downloadFailed', at: 5, failure: failure('unreachable'), random: 0.99 }, offered([4])]).state;
      expect(kindsOf(run([{ kind: 'judgedAgain', at: 6, fromSeq: 4, toSeq: 4 }], feedFailed).effects)).toContain('download');
    });

    it('sends them only after an HQ that was restored from an older copy has all entries again', () => {
      const missing = run([offered([4]), { kind: 'hqMisses', at: 6, expectedSeq: 3, endsUpload: true }], quiet);
      expect(missing.effects[0]).toEqual({ kind: 'upload', afterSeq: 2 });
      expect(run([{ kind: 'uploaded', at: 7, deliveredSeq: 20 }], missing.state).effects[0]).toEqual({ kind: 'offerAgain', fromSeq: 4, toSeq: 4 });
    });
  });

  const anyFailure = fc.record({ kind: fc.constantFrom(...SYNC_FAILURES), retryAfterMs: fc.option(fc.nat(3_600_000), { nil: null }) });
  const anyEvent = fc.oneof(
    fc.record({ kind: fc.constant('entrySealed' as const), by: fc.nat(3) }),
    fc.record({ kind: fc.constant('woken' as const), by: fc.constantFrom('resume' as const, 'network' as const, 'officer' as const) }),
    fc.record({ kind: fc.constant('tick' as const) }),
    fc.record({ kind: fc.constant('uploaded' as const), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
    fc.record({ kind: fc.constant('uploadFailed' as const), failure: anyFailure, random: fc.double({ min: 0, max: 0.999, noNaN: true }) }),
    fc.record({ kind: fc.constant('offeredAgain' as const), shares: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 }) }),
    fc.record({ kind: fc.constant('downloaded' as const), more: fc.boolean() }),
    fc.record({ kind: fc.constant('downloadFailed' as const), failure: anyFailure, random: fc.double({ min: 0, max: 0.999, noNaN: true }) }),
  );

  type ScriptEvent = typeof anyEvent extends fc.Arbitrary<infer E> ? E : never;

  it('has one request a direction under way, never claims more delivered than sealed, and always has a way forward', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyEvent, fc.nat(100_000)), { maxLength: 200 }), (script) => {
        let at = 0;
        let [state, effects] = step(INITIAL_SYNC, started(3, 1));
        let uploads = flightsIn(effects);
        let flight = flightOf(effects);
        const wanted = new Set<number>();
        let downloads = effects.filter((effect) => effect.kind === 'download').length;
        for (const [event, wait] of script) {
          at += wait;
          // An answer can only come while a request is under way.
          if (event.kind.startsWith('upload') && uploads === 0) continue;
          if (event.kind.startsWith('download') && downloads === 0) continue;
          if (event.kind.startsWith('upload')) uploads -= 1;
          if (event.kind.startsWith('download')) downloads -= 1;
          const happened = concrete(event, at, state, flight);
          if (happened.kind === 'offeredAgain') happened.seqs.forEach((seq) => wanted.add(seq));
          if (happened.kind === 'judgedAgain') [...wanted].filter((seq) => seq >= happened.fromSeq && seq <= happened.toSeq).forEach((seq) => wanted.delete(seq));
          [state, effects] = step(state, happened);
          uploads += flightsIn(effects);
          flight = flightOf(effects) ?? flight;
          // A wish ends by HQ's answer and by nothing else; and no entry waits behind one.
          expect(state.toOfferAgain).toEqual([...wanted].sort((a, b) => a - b));
          if (flightOf(effects)?.kind === 'offerAgain') expect(state.deliveredSeq).toBe(state.headSeq);
          downloads += effects.filter((effect) => effect.kind === 'download').length;
          expect(uploads).toBeLessThanOrEqual(1);
          expect(downloads).toBeLessThanOrEqual(1);
          expect(state.deliveredSeq).toBeLessThanOrEqual(state.headSeq);
          const isMoving = state.upload.phase === 'busy' || state.upload.phase === 'halted' || state.upload.nextAt !== null;
          expect(isMoving || (state.headSeq === state.deliveredSeq && state.toOfferAgain.length === 0)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  type Flight = Extract<SyncEffect, { kind: 'upload' | 'offerAgain' }>;

  function flightOf(effects: readonly SyncEffect[]): Flight | null {
    return effects.find((effect): effect is Flight => effect.kind === 'upload' || effect.kind === 'offerAgain') ?? null;
  }

  function flightsIn(effects: readonly SyncEffect[]): number {
    return effects.filter((effect) => effect.kind === 'upload' || effect.kind === 'offerAgain').length;
  }

  function concrete(event: ScriptEvent, at: number, state: SyncState, flight: Flight | null): SyncEvent {
    if (event.kind === 'offeredAgain') return { kind: 'offeredAgain', at, seqs: event.shares.map((share) => 1 + Math.floor(share * (state.deliveredSeq - 1))) };
    if (event.kind === 'entrySealed') return { kind: 'entrySealed', at, headSeq: state.headSeq + event.by };
    if (event.kind === 'uploaded' && flight?.kind === 'offerAgain') {
      return { kind: 'judgedAgain', at, fromSeq: flight.fromSeq, toSeq: flight.fromSeq + Math.floor((flight.toSeq - flight.fromSeq) * event.share) };
    }
    if (event.kind === 'uploaded') {
      const span = state.headSeq - state.deliveredSeq;
      return { kind: 'uploaded', at, deliveredSeq: state.deliveredSeq + Math.round(span * event.share) };
    }
    return { ...event, at };
  }
});
