/** Publishes a new version of a facility's roster to the desks of that facility. */
import { z } from 'zod';
import { rosterOfficerSchema, type RosterOfficer } from '../../domain/sync/messages.ts';
import { feedWriter } from '../store/feed.ts';
import { insertRoster, latestRoster } from '../store/rosters.ts';
import type { HqStore } from '../store/store.ts';
import { needFacility } from './facility.ts';
import { hashPin, type PinHash } from './pin.ts';
import { did, didNot, type AdminResult } from './result.ts';

/** pin: in clear here and nowhere behind; left out, the officer keeps the PIN of the roster before. */
export const officerWithPinSchema = rosterOfficerSchema.omit({ pinSalt: true, pinHash: true }).extend({
  pin: z.string().regex(/^\d{4,12}$/, 'a PIN has 4 to 12 digits').optional(),
});
export const rosterFileSchema = z.array(officerWithPinSchema).min(1).max(2_000);

export type OfficerWithPin = Readonly<z.infer<typeof officerWithPinSchema>>;

export interface RosterRequest {
  readonly facilityId: string;
  readonly officers: readonly OfficerWithPin[];
}

export interface PublishedRoster {
  readonly version: number;
  readonly officers: number;
}

/** The whole roster each time: who is not on it can no longer sign in. */
export async function publishRoster(store: HqStore, request: RosterRequest): Promise<AdminResult<PublishedRoster>> {
  const facility = await needFacility(store, request.facilityId);
  if (!facility.ok) return facility;
  const given = rosterFileSchema.safeParse(request.officers);
  if (!given.success) return didNot('invalid', z.prettifyError(given.error));
  if (new Set(given.data.map((officer) => officer.officerId)).size < given.data.length) return didNot('invalid', 'an officerId is there twice');
  // Before the transaction: hashing is slow on purpose and must not keep uploads waiting.
  const fresh = new Map(given.data.flatMap(({ officerId, pin }) => (pin === undefined ? [] : [[officerId, hashPin(pin)] as const])));
  return store.inTransaction(async (tx): Promise<AdminResult<PublishedRoster>> => {
    // First: two publishers number their versions one after the other.
    const feed = await feedWriter(tx);
    const before = await latestRoster(tx, request.facilityId);
    const kept = new Map(before?.officers.map((officer): [string, PinHash] => [officer.officerId, officer]));
    const officers: RosterOfficer[] = [];
    for (const { officerId, badge, name, role } of given.data) {
      const pin = fresh.get(officerId) ?? kept.get(officerId);
      if (pin === undefined) return didNot('pin-missing', `${officerId} is new on this roster and needs a PIN`);
      officers.push({ officerId, badge, name, role, pinSalt: pin.pinSalt, pinHash: pin.pinHash });
    }
    const version = (before?.version ?? 0) + 1;
    await insertRoster(tx, request.facilityId, { version, officers });
    await feed.append([{ facilityId: request.facilityId, row: { kind: 'roster', version, officers } }]);
    return did({ version, officers: officers.length });
  });
}
