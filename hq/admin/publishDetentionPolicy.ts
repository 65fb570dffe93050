/** Sends a facility's desks the clocks of detentions as the site sets them. */
import { z } from 'zod';
import type { DetentionPolicy } from '../../domain/detention/clocks.ts';
import { detentionPolicySchema } from '../../domain/detention/policy.ts';
import { feedWriter } from '../store/feed.ts';
import type { HqStore } from '../store/store.ts';
import { needFacility } from './facility.ts';
import { did, didNot, type AdminResult } from './result.ts';

/** The whole policy each time; the one told last is in force. */
export async function publishDetentionPolicy(store: HqStore, facilityId: string, given: DetentionPolicy): Promise<AdminResult<DetentionPolicy>> {
  const facility = await needFacility(store, facilityId);
  if (!facility.ok) return facility;
  const policy = detentionPolicySchema.safeParse(given);
  if (!policy.success) return didNot('invalid', z.prettifyError(policy.error));
  await store.inTransaction(async (tx) => (await feedWriter(tx)).append([{ facilityId, row: { kind: 'detentionPolicy', policy: policy.data } }]));
  return did(policy.data);
}
