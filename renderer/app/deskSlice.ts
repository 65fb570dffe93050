/** Who and where: the desk's state as the service tells it, and whether the service is there at all. */
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
  readonly restartService: () => Promise<void>;
  readonly lock: () => Promise<void>;
  readonly signOut: () => Promise<void>;
}

export const makeDeskSlice: Slice<DeskSlice> = (set, get, { desk }) => ({
  deskState: null,
  serviceState: 'alive',

  async loadDesk() {
    const answer = await desk.service['desk/state']();
    if (answer.ok) get().applyDesk(answer.value);
  },

  applyDesk(next) {
    const before = get().deskState;
    set({ deskState: next });
    const officerId = next.officer?.officerId ?? null;
    if (officerId === (before?.officer?.officerId ?? null) && before?.phase === next.phase) return;
    set({ screen: 'bench' });
    get().forgetShift();
    if (next.phase !== 'signedIn' || officerId === null) return;
    get().clearSignIn();
    get().beginSession(officerId);
    void get().loadDelivery();
  },

  async applyServiceState(serviceState) {
    set({ serviceState });
    if (serviceState !== 'alive') return;
    await get().loadDesk();
    void get().loadDelivery();
    await get().settleAfterRestart();
  },

  async restartService() {
    await desk.shell['service/restart']();
  },

  async lock() {
    const answer = await desk.service['session/lock']({ reason: 'officer' });
    if (answer.ok) get().applyDesk(answer.value);
  },

  async signOut() {
    const answer = await desk.service['session/signOut']();
    if (answer.ok) get().applyDesk(answer.value);
  },
});
