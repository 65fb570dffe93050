/** Places, releases and cancels holds; each is one event in the feed. */
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { holdEventSchema } from '../../domain/hold/events.ts';
import { normalise } from '../../domain/identifier/normalise.ts';
import { feedWriter } from '../store/feed.ts';
import { insertHold, lockHold, markClosed } from '../store/holds.ts';
import type { HqStore } from '../store/store.ts';
import { needFacility } from './facility.ts';
import { did, didNot, type AdminResult } from './result.ts';

export interface HoldRequest {
  readonly itemId: string;
  readonly facilityId: string;
  /** Who places it, e.g. "NTC". */
  readonly by: string;
  readonly reason: string | null;
}

export async function placeHold(store: HqStore, request: HoldRequest, now = new Date()): Promise<AdminResult<{ readonly holdId: string }>> {
  const facility = await needFacility(store, request.facilityId);
  if (!facility.ok) return facility;
  const [holdId, at] = [uuidv7(), now.toISOString()];
  const event = holdEventSchema.safeParse({ ...request, itemId: normalise(request.itemId).id, eventId: uuidv7(), holdId, kind: 'placed', at });
  if (!event.success) return didNot('invalid', z.prettifyError(event.error));
  await store.inTransaction(async (tx) => {
    await insertHold(tx, { id: holdId, itemId: event.data.itemId, facilityId: request.facilityId, placedAt: at });
    // For every facility: a held item that arrives at another IMF is a held item there too.
    await (await feedWriter(tx)).append([{ facilityId: null, row: { kind: 'hold', event: event.data } }]);
  });
  return did({ holdId });
}

export interface HoldClosing {
  readonly holdId: string;
  readonly as: 'released' | 'cancelled';
  readonly by: string;
  readonly reason: string | null;
}

export async function closeHold(
  store: HqStore, { holdId, as, by, reason }: HoldClosing, now = new Date(),
): Promise<AdminResult<{ readonly holdId: string }>> {
  return store.inTransaction(async (tx): Promise<AdminResult<{ readonly holdId: string }>> => {
    const hold = await lockHold(tx, holdId);
    if (hold === null) return didNot('unknown-hold', 'HQ has placed no such hold');
    if (hold.closedAs !== null) return didNot('hold-closed', `the hold was ${hold.closedAs} already`);
    const at = now.toISOString();
    const event = holdEventSchema.safeParse({ eventId: uuidv7(), holdId, itemId: hold.itemId, kind: as, at, facilityId: hold.facilityId, by, reason });
    if (!event.success) return didNot('invalid', z.prettifyError(event.error));
    await markClosed(tx, holdId, as, at);
    await (await feedWriter(tx)).append([{ facilityId: null, row: { kind: 'hold', event: event.data } }]);
    return did({ holdId });
  });
}
