/** Begins and ends drills: nothing of one reaches the desk's own ledger but its result, once, and an officer who leaves is never held up. */
import { drillFinished } from '../../../domain/drill/finished.ts';
import { foldDrillResults } from '../../../domain/drill/results.ts';
import type { RosterOfficer } from '../../../domain/sync/messages.ts';
import type { DrillAnswer, DrillView, OfficerDrillView } from '../../../preload/contract/drillViews.ts';
import { fault, ok, type Result } from '../../../preload/contract/result.ts';
import type { ArgsOf } from '../../../preload/contract/service.ts';
import type { Ledger, Stamp } from '../../store/ledger/ledger.ts';
import type { Clock } from '../clock.ts';
import type { Append } from '../ports.ts';
import type { OpenSession } from '../session.ts';
import type { DrillStores } from './drillStores.ts';
import { openDrill, type DrillAtWork, type DrillPlace } from './openDrill.ts';

export interface DrillPorts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly stamp: () => Stamp;
  readonly append: Append;
  readonly officers: () => readonly RosterOfficer[];
  /** undefined: whoever opened the desk gave it no drill. */
  readonly openStores: (() => DrillStores) | undefined;
  readonly handlersOver: DrillPlace['handlersOver'];
}

interface Running {
  readonly drillId: string;
  readonly drill: DrillAtWork;
  readonly begunMs: number;
  savedAt: string | null;
}

/** An officer does the drill a few times; a desk has some hundred officers. */
const MOST_RESULTS = 20_000;

export type Drills = ReturnType<typeof makeDrills>;

export function makeDrills({ ledger, clock, newId, stamp, append, officers, openStores, handlersOver }: DrillPorts) {
  let running: Running | null = null;

  function viewOf({ drillId, drill, savedAt }: Running): DrillView {
    return { drillId, progress: drill.progress(), savedAt };
  }

  /** Of this drill and of this session; another officer's drill is over. */
  function runningOf(session: OpenSession, drillId: string): Running | null {
    return running?.drillId === drillId && running.drill.session.sessionId === session.sessionId ? running : null;
  }

  /** The one entry. It is sealed as soon as the last case is passed, so that nothing done afterwards can lose it. */
  function save(one: Running): void {
    if (one.savedAt !== null) return;
    const { officer, sessionId } = one.drill.session;
    const payload = drillFinished(one.drill.progress(), clock.monotonicMs() - one.begunMs);
    one.savedAt = append({ kind: 'drill.finished', payload, officerId: officer.officerId, sessionId }).recordedAt;
  }

  /** The drill is over in any case, also when its result could not be written. */
  function leave(): DrillView | null {
    const left = running;
    if (left === null) return null;
    running = null;
    try {
      save(left);
      return viewOf(left);
    } finally {
      left.drill.close();
    }
  }

  return {
    begin(session: OpenSession): Result<DrillView> {
      const device = ledger.identity();
      if (device === null || openStores === undefined) return fault('not-enrolled');
      // A page that was loaded anew knows nothing of the drill it was in.
      leave();
      const drill = openDrill({ device, session, stores: openStores(), newId, stamp, now: clock.utc(), handlersOver });
      running = { drillId: newId(), drill, begunMs: clock.monotonicMs(), savedAt: null };
      return ok(viewOf(running));
    },

    async call(session: OpenSession, { drillId, method, args }: ArgsOf<'drill/call'>): Promise<Result<DrillAnswer>> {
      const one = runningOf(session, drillId);
      if (one === null) return fault('drill-over');
      const result = await one.drill.call(method, args);
      if (one.drill.progress().current === null) {
        try {
          save(one);
        } catch {
          // The disk is full: tried again when the officer leaves, who hears it then.
        }
      }
      return ok({ result, drill: viewOf(one) });
    },

    end(session: OpenSession, { drillId }: ArgsOf<'drill/end'>): Result<DrillView> {
      const left = runningOf(session, drillId) === null ? null : leave();
      return left === null ? fault('drill-over') : ok(left);
    },

    /** Before the desk locks, signs out or closes: neither may fail for the sake of a drill. */
    leave(): void {
      try {
        leave();
      } catch {
        // The disk is full, or the ledger turned out to be a copy: there is no result, and the drill is over all the same.
      }
    },

    /** The whole roster, who never did the drill too. */
    results({ officer }: OpenSession): Result<readonly OfficerDrillView[]> {
      if (officer.role !== 'supervisor') return fault('not-allowed');
      const results = foldDrillResults(ledger.newestOf(['drill.finished', 'entry.carried'], MOST_RESULTS));
      return ok(officers().map(({ officerId, name }): OfficerDrillView => {
        const found = results.get(officerId);
        const cases = found?.last.cases ?? [];
        return {
          officerId, name, drills: found?.drills ?? 0, lastAt: found?.lastAt ?? null, passedAt: found?.passedAt ?? null,
          passed: cases.filter(({ isPassed }) => isPassed).length, cases: cases.length,
        };
      }));
    },
  };
}
