/** Decides what a scanned receptacle tag does to the bag on the bench. */
import { normalise } from '../identifier/normalise.ts';
import { S9_LENGTH } from '../identifier/s9.ts';
import type { Bag } from './bag.ts';

/** continue: this bag is open already. open: a new one, and `closes` ends by it. notABag: the scan is no receptacle tag. */
export type TagDecision =
  | { readonly do: 'continue'; readonly bagId: string }
  | { readonly do: 'open'; readonly receptacleId: string; readonly closes: string | null }
  | { readonly do: 'notABag' };

/**
 * The tag of the open bag, scanned again, changes nothing. Another tag closes it and opens the next. To refuse the tag instead would ask
 * for a key in the middle of scanning, and the items that follow would be recorded under a bag they did not come from: a false record,
 * where closing by rule is at worst a count that an officer did not confirm. A closed bag scanned again is opened anew.
 */
export function decideOnTag(open: Bag | null, scan: string): TagDecision {
  const receptacleId = normalise(scan).id;
  if (receptacleId.length !== S9_LENGTH || !/^[A-Z0-9]+$/.test(receptacleId)) return { do: 'notABag' };
  if (open?.receptacleId === receptacleId) return { do: 'continue', bagId: open.bagId };
  return { do: 'open', receptacleId, closes: open?.bagId ?? null };
}
