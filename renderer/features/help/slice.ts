/** Plain facts about the program, asked for when the help is opened. */
import type { AppFacts } from '../../../preload/contract/shell.ts';
import type { Slice } from '../../app/state.ts';

export interface HelpSlice {
  readonly facts: AppFacts | null;
  readonly loadFacts: () => Promise<void>;
}

export const makeHelpSlice: Slice<HelpSlice> = (set, _get, { desk }) => ({
  facts: null,

  async loadFacts() {
    const answer = await desk.shell['app/facts']();
    if (answer.ok) set({ facts: answer.value });
  },
});
