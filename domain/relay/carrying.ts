/** Which carried part goes up next, and when: one flight at a time, own entries first, and no part ever waits for another one's fault. */
import { SYNC_POLICY, type SyncFailure, type SyncFailureKind, type SyncPolicy } from '../sync/engine.ts';

/** A part that waits. Order: of taking in; the parts of one desk by their sequence. */
export interface WaitingPart {
  readonly sealedHash: string;
}

/**
 * laneFreeAt: HQ cannot be reached or wishes to be left alone until then; that concerns every part. partFreeAt: what concerns one part
 * only. Times are monotonic milliseconds; after a restart everything may be tried at once again.
 */
export interface Carrying {
  readonly laneAttempts: number;
  readonly laneFreeAt: number;
  /** From Retry-After: HQ's word is kept against everything but a person. */
  readonly notBefore: number;
  readonly parts: Readonly<Record<string, { readonly attempts: number; readonly freeAt: number }>>;
}

export const INITIAL_CARRYING: Carrying = { laneAttempts: 0, laneFreeAt: 0, notBefore: 0, parts: {} };

/** The part to send now, or when to look again; both null when nothing waits. */
export function nextFlight(state: Carrying, waiting: readonly WaitingPart[], at: number): { readonly send: string | null; readonly lookAgainAt: number | null } {
  const laneFreeAt = Math.max(state.laneFreeAt, state.notBefore);
  const freeAt = ({ sealedHash }: WaitingPart): number => Math.max(laneFreeAt, state.parts[sealedHash]?.freeAt ?? 0);
  const due = waiting.find((part) => freeAt(part) <= at);
  if (due !== undefined) return { send: due.sealedHash, lookAgainAt: null };
  return { send: null, lookAgainAt: waiting.length === 0 ? null : Math.min(...waiting.map(freeAt)) };
}

/** HQ has answered to a part, for good: whatever stood in the way of the line does not any more. */
export function settled(state: Carrying, sealedHash: string): Carrying {
  const { [sealedHash]: _, ...parts } = state.parts;
  return { laneAttempts: 0, laneFreeAt: 0, notBefore: 0, parts };
}

/** HQ misses entries before the part: its turn comes after the others', and when one of them is taken it is tried at once. */
export function tooEarly(state: Carrying, sealedHash: string, at: number, random: number, policy: SyncPolicy = SYNC_POLICY): Carrying {
  return { ...settled(state, sealedHash), parts: { ...state.parts, [sealedHash]: later(state.parts[sealedHash]?.attempts ?? 0, at, random, policy) } };
}

/** Parts that waited for entries before them: those may be there now. */
export function tryAllAgain(state: Carrying): Carrying {
  return { ...state, parts: {} };
}

/**
 * What one part may cause by itself (HQ stumbles over it, or answers with a receipt that is none) puts off that part alone; what another
 * part would meet as well puts off the line.
 */
const OF_ONE_PART: ReadonlySet<SyncFailureKind> = new Set<SyncFailureKind>(['hq-error', 'receipt-invalid', 'refused', 'fork', 'storage']);

export function failed(state: Carrying, sealedHash: string, failure: SyncFailure, at: number, random: number, policy: SyncPolicy = SYNC_POLICY): Carrying {
  const notBefore = failure.retryAfterMs === null ? state.notBefore : at + failure.retryAfterMs;
  if (OF_ONE_PART.has(failure.kind)) {
    return { ...state, notBefore, parts: { ...state.parts, [sealedHash]: later(state.parts[sealedHash]?.attempts ?? 0, at, random, policy) } };
  }
  const { attempts, freeAt } = later(state.laneAttempts, at, random, policy);
  return { ...state, notBefore, laneAttempts: attempts, laneFreeAt: freeAt };
}

/** The engine's own back-off: full jitter over a range that doubles (sync rule 7). */
function later(attemptsBefore: number, at: number, random: number, policy: SyncPolicy): { readonly attempts: number; readonly freeAt: number } {
  const range = Math.min(policy.backoffCapMs, policy.backoffBaseMs * 2 ** Math.min(attemptsBefore, 30));
  return { attempts: attemptsBefore + 1, freeAt: at + Math.floor(range * random) };
}
