/** Who and where: the desk's state as the service tells it, and whether the service is there at all. */
import type { Fault } from '../../preload/contract/result.ts';
import type { ServiceState } from '../../preload/contract/service.ts';
import type { DeskState } from '../../preload/contract/views.ts';
import type { Slice } from './state.ts';

export interface DeskSlice {
  /** null until the service has answered for the first time. */
  readonly deskState: DeskState | null;
  readonly serviceState: ServiceState;
  readonly loadDesk: () => Promise<void>;
  readonly applyDesk: (desk: DeskState) => void;
  /** The service stopped, or answers again: then everything is read anew and what was left open is settled. */
  readonly applyServiceState: (state: ServiceState) => Promise<void>;
  /** The desk is locked here, and the service does not know it yet. */
  readonly isLockPending: boolean;
  readonly restartService: () => Promise<void>;
  readonly lock: () => Promise<void>;
  /** Tells the service to lock, when that is still to be done; answers why it could not be told. */
  readonly sendLock: () => Promise<Fault | null>;
  readonly signOut: () => Promise<void>;
}

export const makeDeskSlice: Slice<DeskSlice> = (set, get, { desk }) => ({
  deskState: null,
  serviceState: 'alive',
  isLockPending: false,

  async loadDesk() {
    const answer = await desk.service['desk/state']();
    if (answer.ok) get().applyDesk(answer.value);
  },

  applyDesk(next) {
    // A service that was started again still has the session that the officer has locked meanwhile.
    if (get().isLockPending && next.phase === 'signedIn') return;
    const before = get().deskState;
    // The officer is still signed in, and what was begun goes along into the next ledger.
    if (next.phase === 'copied' && before?.phase === 'signedIn') get().keepDraftsNow();
    if (next.phase === 'copied' && before?.phase !== 'copied') get().proposeEnrolment(next);
    set({ deskState: next });
    const officerId = next.officer?.officerId ?? null;
    if (officerId === (before?.officer?.officerId ?? null) && before?.phase === next.phase) return;
    set({ screen: 'bench', palette: null });
    get().forgetShift();
    get().forgetBag();
    get().forgetHolds();
    get().forgetRefusals();
    get().forgetSheets();
    get().dropDrill(null);
    if (next.phase !== 'signedIn' || officerId === null) return;
    get().clearSignIn();
    get().beginSession(officerId);
    void get().loadDelivery();
  },

  async applyServiceState(serviceState) {
    set({ serviceState });
    if (serviceState !== 'alive') return get().dropDrill({ kind: 'lost' });
    // Before anything else on the new line, so that nobody finds the old session open.
    await get().sendLock();
    await get().loadDesk();
    void get().loadDelivery();
    if (get().screen === 'holds') void get().loadHolds();
    await get().settleAfterRestart();
  },

  async restartService() {
    await desk.shell['service/restart']();
  },

  async lock() {
    get().keepDraftsNow();
    set({ isLockPending: true });
    if ((await get().sendLock()) === null) return;
    const { deskState } = get();
    if (deskState !== null) get().applyDesk({ ...deskState, phase: 'signedOut', officer: null, lockedBy: deskState.officer });
  },

  async sendLock() {
    if (!get().isLockPending) return null;
    const answer = await desk.service['session/lock']({ reason: 'officer' });
    if (!answer.ok) return answer.fault;
    set({ isLockPending: false });
    get().applyDesk(answer.value);
    return null;
  },

  async signOut() {
    get().keepDraftsNow();
    const answer = await desk.service['session/signOut']();
    if (answer.ok) get().applyDesk(answer.value);
  },
});
