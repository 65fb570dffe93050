/** Places, releases and cancels holds; each is one event in the feed. */
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { holdEventSchema } from '../../domain/hold/events.ts';
import { normalise } from '../../domain/identifier/normalise.ts';
import { inTransaction } from '../store/driver.ts';
import { feedWriter } from '../store/feed.ts';
import { findHold, insertHold, markClosed } from '../store/holds.ts';
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

export function placeHold(store: HqStore, request: HoldRequest, now = new Date()): AdminResult<{ readonly holdId: string }> {
  const facility = needFacility(store, request.facilityId);
  if (!facility.ok) return facility;
  const [holdId, at] = [uuidv7(), now.toISOString()];
  const event = holdEventSchema.safeParse({ ...request, itemId: normalise(request.itemId).id, eventId: uuidv7(), holdId, kind: 'placed', at });
  if (!event.success) return didNot('invalid', z.prettifyError(event.error));
  inTransaction(store.db, () => {
    insertHold(store.db, { id: holdId, itemId: event.data.itemId, facilityId: request.facilityId, placedAt: at });
    // For every facility: a held item that arrives at another IMF is a held item there too.
    feedWriter(store.db)(null, { kind: 'hold', event: event.data });
  });
  return did({ holdId });
}

export interface HoldClosing {
  readonly holdId: string;
  readonly as: 'released' | 'cancelled';
  readonly by: string;
  readonly reason: string | null;
}

export function closeHold(store: HqStore, { holdId, as, by, reason }: HoldClosing, now = new Date()): AdminResult<{ readonly holdId: string }> {
  return inTransaction(store.db, () => {
    const hold = findHold(store.db, holdId);
    if (hold === null) return didNot('unknown-hold', 'HQ has placed no such hold');
    if (hold.closedAs !== null) return didNot('hold-closed', `the hold was ${hold.closedAs} already`);
    const at = now.toISOString();
    const event = holdEventSchema.safeParse({ eventId: uuidv7(), holdId, itemId: hold.itemId, kind: as, at, facilityId: hold.facilityId, by, reason });
    if (!event.success) return didNot('invalid', z.prettifyError(event.error));
    markClosed(store.db, holdId, as, at);
    feedWriter(store.db)(null, { kind: 'hold', event: event.data });
    return did({ holdId });
  });
}
