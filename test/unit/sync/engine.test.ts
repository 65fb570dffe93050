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

  it.each(['fork', 'device-refused'] as const)('stops sending after %s until a person asks', (kind) => {
    const halted = run([started(3, 0), { kind: 'uploadFailed', at: 1, failure: failure(kind), random: 0.5 }]).state;
    expect(halted.upload.phase).toBe('halted');
    const later = run([{ kind: 'entrySealed', at: 1e7, headSeq: 4 }, { kind: 'woken', at: 1e7, by: 'network' }, { kind: 'tick', at: 2e7 }], halted);
    expect(kindsOf(later.effects)).not.toContain('upload');
    expect(kindsOf(run([{ kind: 'woken', at: 1e7, by: 'officer' }], halted).effects)).toContain('upload');
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

  const anyFailure = fc.record({ kind: fc.constantFrom(...SYNC_FAILURES), retryAfterMs: fc.option(fc.nat(3_600_000), { nil: null }) });
  const anyEvent = fc.oneof(
    fc.record({ kind: fc.constant('entrySealed' as const), by: fc.nat(3) }),
    fc.record({ kind: fc.constant('woken' as const), by: fc.constantFrom('resume' as const, 'network' as const, 'officer' as const) }),
    fc.record({ kind: fc.constant('tick' as const) }),
    fc.record({ kind: fc.constant('uploaded' as const), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
    fc.record({ kind: fc.constant('uploadFailed' as const), failure: anyFailure, random: fc.double({ min: 0, max: 0.999, noNaN: true }) }),
    fc.record({ kind: fc.constant('downloaded' as const), more: fc.boolean() }),
    fc.record({ kind: fc.constant('downloadFailed' as const), failure: anyFailure, random: fc.double({ min: 0, max: 0.999, noNaN: true }) }),
  );

  type ScriptEvent = typeof anyEvent extends fc.Arbitrary<infer E> ? E : never;

  it('has one request a direction under way, never claims more delivered than sealed, and always has a way forward', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyEvent, fc.nat(100_000)), { maxLength: 200 }), (script) => {
        let at = 0;
        let [state, effects] = step(INITIAL_SYNC, started(3, 1));
        let uploads = effects.filter((effect) => effect.kind === 'upload').length;
        let downloads = effects.filter((effect) => effect.kind === 'download').length;
        for (const [event, wait] of script) {
          at += wait;
          // An answer can only come while a request is under way.
          if (event.kind.startsWith('upload') && uploads === 0) continue;
          if (event.kind.startsWith('download') && downloads === 0) continue;
          if (event.kind.startsWith('upload')) uploads -= 1;
          if (event.kind.startsWith('download')) downloads -= 1;
          [state, effects] = step(state, concrete(event, at, state));
          uploads += effects.filter((effect) => effect.kind === 'upload').length;
          downloads += effects.filter((effect) => effect.kind === 'download').length;
          expect(uploads).toBeLessThanOrEqual(1);
          expect(downloads).toBeLessThanOrEqual(1);
          expect(state.deliveredSeq).toBeLessThanOrEqual(state.headSeq);
          const isMoving = state.upload.phase === 'busy' || state.upload.phase === 'halted' || state.upload.nextAt !== null;
          expect(isMoving || state.headSeq === state.deliveredSeq).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  function concrete(event: ScriptEvent, at: number, state: SyncState): SyncEvent {
    if (event.kind === 'entrySealed') return { kind: 'entrySealed', at, headSeq: state.headSeq + event.by };
    if (event.kind === 'uploaded') {
      const span = state.headSeq - state.deliveredSeq;
      return { kind: 'uploaded', at, deliveredSeq: state.deliveredSeq + Math.round(span * event.share) };
    }
    return { ...event, at };
  }
});
