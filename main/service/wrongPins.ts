/** Counts wrong PINs in a row and closes a badge for a while; counted from the ledger, so a restart or a wrong clock forgives nothing. */
import { parsePayload } from '../../domain/ledger/kinds.ts';
import type { Ledger } from '../store/ledger/ledger.ts';
import type { Clock } from './clock.ts';

export const MAX_WRONG_PINS = 5;
const BLOCKED_MS = 5 * 60_000;
/** Enough to see any row of wrong PINs that matters. */
const LOOKED_AT = 200;

export interface WrongPins {
  readonly count: number;
  /** Whole seconds until the badge opens again; 0 when it is open. */
  readonly blockedSeconds: number;
}

export function makeWrongPins(ledger: Pick<Ledger, 'newestOf'>, clock: Clock) {
  /** When a badge was closed, on the monotonic clock: the wall clock can be set by whoever wants in. */
  const blockedSince = new Map<string, number>();

  function countOf(badge: string, officerId: string): number {
    let count = 0;
    for (const entry of ledger.newestOf(['session.pinFailed', 'session.signedIn'], LOOKED_AT)) {
      const read = parsePayload(entry.kind, entry.payload);
      if (!read.ok) continue;
      if (read.kind === 'session.signedIn' && entry.officerId === officerId) return count;
      if (read.kind === 'session.pinFailed' && read.payload.badge === badge) count += 1;
    }
    return count;
  }

  return {
    of(badge: string, officerId: string): WrongPins {
      const count = countOf(badge, officerId);
      if (count < MAX_WRONG_PINS) return { count, blockedSeconds: 0 };
      const now = clock.monotonicMs();
      // A restart begins the time anew: five wrong PINs cannot be had cheaper by stopping the program.
      const since = blockedSince.get(badge) ?? now;
      blockedSince.set(badge, since);
      return { count, blockedSeconds: Math.max(0, Math.ceil((since + BLOCKED_MS - now) / 1_000)) };
    },

    /** One more wrong PIN closes a badge that was open again. */
    failed(badge: string): void {
      blockedSince.delete(badge);
    },
  };
}
