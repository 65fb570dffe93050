/** Who is at the desk: sign-in by badge and PIN, wrong PINs, locking; every step is an entry of the ledger. */
import { parsePayload } from '../../domain/ledger/kinds.ts';
import type { RosterOfficer } from '../../domain/sync/messages.ts';
import { fault, ok, type Result } from '../../preload/contract/result.ts';
import type { OfficerView } from '../../preload/contract/views.ts';
import type { EntryDraft, Ledger } from '../store/ledger/ledger.ts';
import { isPinOf } from './pin.ts';
import type { Clock } from './clock.ts';

/** So many wrong PINs in a row close a badge for a while; both counted from entries, so a restart forgives nothing. */
const MAX_WRONG_PINS = 5;
const BLOCKED_MS = 5 * 60_000;

export interface OpenSession {
  readonly sessionId: string;
  readonly officer: OfficerView;
}

export interface SessionPorts {
  readonly ledger: Ledger;
  readonly roster: { readonly officerByBadge: (badge: string) => RosterOfficer | null };
  readonly clock: Clock;
  readonly newId: () => string;
  readonly append: (draft: Pick<EntryDraft, 'kind' | 'payload' | 'officerId' | 'sessionId'>) => void;
  readonly onChange: (session: OpenSession | null) => void;
}

export type Sessions = ReturnType<typeof makeSessions>;

export function makeSessions(ports: SessionPorts, resumed: OpenSession | null) {
  let open: OpenSession | null = resumed;
  let lockedBy: OfficerView | null = null;
  /** One check at a time: two at once could count a wrong PIN as one. */
  let checking: Promise<unknown> = Promise.resolve();

  async function signIn(badge: string, pin: string): Promise<Result<OpenSession>> {
    const officer = ports.roster.officerByBadge(badge);
    if (officer === null) {
      recordWrong(badge, null, wrongPins(badge).count + 1);
      return fault('badge-unknown', { badge });
    }
    const wrong = wrongPins(officer.badge);
    if (wrong.blockedUntil !== null) return fault('pin-blocked', { until: wrong.blockedUntil });
    if (!(await isPinOf(officer, pin))) {
      recordWrong(officer.badge, officer.officerId, wrong.count + 1);
      const left = MAX_WRONG_PINS - wrong.count - 1;
      return left > 0 ? fault('pin-wrong', { left }) : fault('pin-blocked', { until: wrongPins(officer.badge).blockedUntil });
    }
    if (lockedBy !== null && lockedBy.officerId !== officer.officerId && officer.role !== 'supervisor') {
      return fault('not-allowed', { lockedBy: lockedBy.name });
    }
    const session = { sessionId: ports.newId(), officer: { officerId: officer.officerId, name: officer.name, role: officer.role } };
    ports.append({
      kind: 'session.signedIn',
      payload: { officerName: officer.name, role: officer.role },
      officerId: officer.officerId,
      sessionId: session.sessionId,
    });
    change(session, null);
    return ok(session);
  }

  function recordWrong(badge: string, officerId: string | null, attempt: number): void {
    ports.append({ kind: 'session.pinFailed', payload: { badge, attempt }, officerId, sessionId: null });
  }

  /** Wrong PINs of a badge since its last sign-in, within the blocking time. */
  function wrongPins(badge: string): { readonly count: number; readonly blockedUntil: string | null } {
    const now = Date.parse(ports.clock.utc());
    const recent = ports.ledger.recordedSince(new Date(now - BLOCKED_MS).toISOString());
    const officerId = ports.roster.officerByBadge(badge)?.officerId ?? null;
    let times: number[] = [];
    for (const entry of recent) {
      const read = parsePayload(entry.kind, entry.payload);
      if (!read.ok) continue;
      if (read.kind === 'session.pinFailed' && read.payload.badge === badge) times.push(Date.parse(entry.recordedAt));
      if (read.kind === 'session.signedIn' && officerId !== null && entry.officerId === officerId) times = [];
    }
    const last = times.at(-1);
    const isBlocked = times.length >= MAX_WRONG_PINS && last !== undefined;
    return { count: times.length, blockedUntil: isBlocked ? new Date(last + BLOCKED_MS).toISOString() : null };
  }

  function end(kind: 'session.signedOut' | 'session.locked', payload: Record<string, string>, locker: OfficerView | null): void {
    if (open === null) return;
    ports.append({ kind, payload, officerId: open.officer.officerId, sessionId: open.sessionId });
    change(null, locker);
  }

  function change(session: OpenSession | null, locker: OfficerView | null): void {
    open = session;
    lockedBy = locker;
    ports.onChange(session);
  }

  return {
    current: () => open,
    lockedBy: () => lockedBy,
    signIn(badge: string, pin: string): Promise<Result<OpenSession>> {
      const result = checking.then(() => signIn(badge, pin));
      checking = result.catch(() => undefined);
      return result;
    },
    signOut: () => end('session.signedOut', {}, null),
    lock: (reason: string) => end('session.locked', { reason }, open?.officer ?? null),
  };
}
