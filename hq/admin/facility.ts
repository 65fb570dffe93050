/** Refuses work for a facility HQ does not serve. */
import { allFacilities, findFacility, type FacilityRow } from '../store/facilities.ts';
import type { HqStore } from '../store/store.ts';
import { did, didNot, type AdminResult } from './result.ts';

export async function needFacility(store: HqStore, facilityId: string): Promise<AdminResult<FacilityRow>> {
  const facility = await findFacility(store.reads, facilityId);
  if (facility !== null) return did(facility);
  const served = (await allFacilities(store.reads)).map(({ id }) => id);
  return didNot('unknown-facility', `no facility ${facilityId}; HQ serves ${served.join(', ')}`);
}
