/** Who may agree to a large removal of AED, with which key, and what is shown of it (sync rule 6). */
import type { DeliveryStatus, DeskState } from '../../../preload/contract/views.ts';
import { say } from '../../text/say.ts';

/** Shown on the button. */
export const REMOVAL_KEY = 'L';

export interface RemovalRow {
  readonly sentence: string;
  readonly next: string;
  /** The key does something for whoever is signed in. */
  readonly mayAllow: boolean;
}

interface Asking {
  readonly delivery: Pick<DeliveryStatus, 'removalAsked'> | null;
  readonly deskState: Pick<DeskState, 'officer'> | null;
}

/** null: nothing is asked. */
export function removalRow({ delivery, deskState }: Asking): RemovalRow | null {
  const asked = delivery?.removalAsked ?? null;
  if (asked === null) return null;
  const mayAllow = deskState?.officer?.role === 'supervisor';
  return { sentence: say.delivery.removal.sentence(asked), next: mayAllow ? say.delivery.removal.supervisor : say.delivery.removal.officer(REMOVAL_KEY), mayAllow };
}

/** An officer's press means nothing here; the service would refuse it too. */
export function removalKey(state: Asking & { readonly allowRemoval: () => Promise<void> }, key: string): boolean {
  if (key !== REMOVAL_KEY.toLowerCase() || removalRow(state)?.mayAllow !== true) return false;
  void state.allowRemoval();
  return true;
}
