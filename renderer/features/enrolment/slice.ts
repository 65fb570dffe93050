/** Makes this desk a device of an HQ: address, one-time code, name. */
import type { Fault } from '../../../preload/contract/result.ts';
import type { DeskState } from '../../../preload/contract/views.ts';
import type { Slice } from '../../app/state.ts';

export interface Enrolment {
  readonly url: string;
  readonly code: string;
  readonly name: string;
}

export interface EnrolmentSlice {
  readonly enrolment: Enrolment;
  readonly enrolmentFault: Fault | null;
  readonly isEnrolling: boolean;
  readonly setEnrolment: (change: Partial<Enrolment>) => void;
  /** A desk that is to be enrolled anew keeps its address and its name: only the code is typed. */
  readonly proposeEnrolment: (desk: DeskState) => void;
  readonly enrol: () => Promise<void>;
}

export const makeEnrolmentSlice: Slice<EnrolmentSlice> = (set, get, { desk }) => ({
  enrolment: { url: '', code: '', name: '' },
  enrolmentFault: null,
  isEnrolling: false,

  setEnrolment: (change) => set(({ enrolment }) => ({ enrolment: { ...enrolment, ...change }, enrolmentFault: null })),

  proposeEnrolment({ device }) {
    if (device !== null) set({ enrolment: { url: device.hqUrl, code: '', name: device.deskName }, enrolmentFault: null });
  },

  async enrol() {
    if (get().isEnrolling || get().deskState?.copied?.isEnrolledAnew === true) return;
    const { url, code, name } = get().enrolment;
    set({ isEnrolling: true, enrolmentFault: null });
    const answer = await desk.service['desk/enrol']({ hqUrl: url.trim(), code: code.trim(), deskName: name.trim() });
    set({ isEnrolling: false });
    if (answer.ok) get().applyDesk(answer.value);
    else set({ enrolmentFault: answer.fault });
  },
});
