/** Badge and PIN; the PIN leaves memory as soon as it was checked. */
import type { Fault } from '../../../preload/contract/result.ts';
import type { Slice } from '../../app/state.ts';

/** The roster's PINs have six digits, so the sixth signs in; a longer or shorter one is sent by its key. */
const PIN_LENGTH = 6;

export interface SignInSlice {
  readonly badge: string;
  readonly pin: string;
  readonly signInFault: Fault | null;
  readonly isSigningIn: boolean;
  readonly setBadge: (badge: string) => void;
  readonly setPin: (pin: string) => void;
  readonly signIn: () => Promise<void>;
  readonly signInAs: (badge: string, pin: string) => Promise<void>;
  readonly clearSignIn: () => void;
}

export const makeSignInSlice: Slice<SignInSlice> = (set, get, { desk }) => ({
  badge: '',
  pin: '',
  signInFault: null,
  isSigningIn: false,

  setBadge: (badge) => set({ badge, pin: '', signInFault: null }),

  setPin(text) {
    const pin = text.replace(/\D/g, '');
    set({ pin, signInFault: null });
    if (pin.length === PIN_LENGTH && get().badge.trim() !== '') void get().signIn();
  },

  async signIn() {
    const { badge, pin, isSigningIn } = get();
    if (isSigningIn) return;
    set({ isSigningIn: true, signInFault: null });
    // The service must know of the lock first: it decides who may open the desk.
    const lockFault = await get().sendLock();
    const answer = lockFault === null ? await desk.service['session/signIn']({ badge: badge.trim(), pin }) : { ok: false as const, fault: lockFault };
    set({ isSigningIn: false, pin: '' });
    if (answer.ok) get().applyDesk(answer.value);
    else set({ signInFault: answer.fault });
  },

  async signInAs(badge, pin) {
    set({ badge, pin });
    await get().signIn();
  },

  clearSignIn: () => set({ badge: '', pin: '', signInFault: null }),
});
