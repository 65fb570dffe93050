/** Who is signed in, if anybody. */
import type { AppState } from '../../app/state.ts';

export function officerOf({ deskState }: Pick<AppState, 'deskState'>): string | null {
  return deskState?.officer?.officerId ?? null;
}
