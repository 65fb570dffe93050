/** Who is at the desk: sign-in by badge and PIN, wrong PINs, locking; every step is an entry of the ledger. */
import type { RosterOfficer } from '../../domain/sync/messages.ts';
import { fault, ok, type Result } from '../../preload/contract/result.ts';
import type { OfficerView } from '../../preload/contract/views.ts';
import type { EntryDraft, Ledger } from '../store/ledger/ledger.ts';
import type { Clock } from './clock.ts';
import { isPinOf } from './pin.ts';
import { makeWrongPins, MAX_WRONG_PINS } from './wrongPins.ts';

export interface OpenSession {
  readonly sessionId: string;
  readonly officer: OfficerView;
}

export interface SessionPorts {
  readonly ledger: Ledger;
  readonly roster: { readonly officerByBadge: (badge: string) => RosterOfficer | null; readonly officers: () => readonly RosterOfficer[] };
  readonly clock: Clock;
  readonly newId: () => string;
  readonly append: (draft: Pick<EntryDraft, 'kind' | 'payload' | 'officerId' | 'sessionId'>) => void;
  readonly onChange: (session: OpenSession | null) => void;
}

export type Sessions = ReturnType<typeof makeSessions>;

export function makeSessions(ports: SessionPorts, resumed: OpenSession | null) {
  const wrongPins = makeWrongPins(ports.ledger, ports.clock);
  let open: OpenSession | null = resumed;
  let lockedBy: OfficerView | null = resumed === null ? lockerOf(ports) : null;
  /** One check at a time: two at once could count a wrong PIN as one. */
  let checking: Promise<unknown> = Promise.resolve();

  async function signIn(badge: string, pin: string): Promise<Result<OpenSession>> {
    const officer = ports.roster.officerByBadge(badge);
    if (officer === null) {
      // People type a PIN where the badge goes: what they typed must not reach the ledger.
      recordWrong(`unknown, ${badge.length} characters`, null, 1);
      return fault('badge-unknown');
    }
    const wrong = wrongPins.of(officer.badge, officer.officerId);
    if (wrong.blockedSeconds > 0) return fault('pin-blocked', { seconds: wrong.blockedSeconds });
    if (!(await isPinOf(officer, pin))) {
      recordWrong(officer.badge, officer.officerId, wrong.count + 1);
      wrongPins.failed(officer.badge);
      const { count, blockedSeconds } = wrongPins.of(officer.badge, officer.officerId);
      return blockedSeconds > 0 ? fault('pin-blocked', { seconds: blockedSeconds }) : fault('pin-wrong', { left: MAX_WRONG_PINS - count });
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

  function end(kind: 'session.signedOut' | 'session.locked', payload: Record<string, string>, locker: OfficerView | null): void {
    if (open === null) return;
    // A copied ledger takes no entry, and nobody may stay signed in for that.
    if (ports.ledger.copied() === null) ports.append({ kind, payload, officerId: open.officer.officerId, sessionId: open.sessionId });
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

/** A lock survives the program: the last thing that happened to a session says whether one is in force, and whose it is. */
function lockerOf({ ledger, roster }: SessionPorts): OfficerView | null {
  const last = ledger.newestOf(['session.signedIn', 'session.signedOut', 'session.locked'], 1).at(0);
  if (last?.kind !== 'session.locked') return null;
  const officer = roster.officers().find(({ officerId }) => officerId === last.officerId);
  return officer === undefined ? null : { officerId: officer.officerId, name: officer.name, role: officer.role };
}
