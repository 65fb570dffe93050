/** Refuses work for a facility HQ does not serve. */
import { facilityIds, findFacility, type FacilityRow } from '../store/facilities.ts';
import type { HqStore } from '../store/store.ts';
import { did, didNot, type AdminResult } from './result.ts';

export function needFacility(store: HqStore, facilityId: string): AdminResult<FacilityRow> {
  const facility = findFacility(store.db, facilityId);
  if (facility !== null) return did(facility);
  return didNot('unknown-facility', `no facility ${facilityId}; HQ serves ${facilityIds(store.db).join(', ')}`);
}
