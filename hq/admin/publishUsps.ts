/** Publishes USPS tracking events to every desk, each once; a file is taken whole or not at all. */
import { z } from 'zod';
import { uspsEventSchema, type UspsEvent } from '../../domain/hold/uspsEvents.ts';
import { normalise } from '../../domain/identifier/normalise.ts';
import { inTransaction } from '../store/driver.ts';
import { eventWriter } from '../store/feed.ts';
import type { HqStore } from '../store/store.ts';
import { did, didNot, type AdminResult } from './result.ts';

export interface PublishedUsps {
  readonly events: number;
  /** Those of them that were published before, by their ids. */
  readonly known: number;
}

export function publishUspsEvents(store: HqStore, events: readonly UspsEvent[]): PublishedUsps {
  return inTransaction(store.db, () => {
    const publish = eventWriter(store.db);
    const known = events.filter((event) => !publish({ kind: 'usps', event }));
    return { events: events.length, known: known.length };
  });
}

/** ndjson: one event a line; blank lines are passed over. */
export function publishUspsLines(store: HqStore, ndjson: string): AdminResult<PublishedUsps> {
  const events: UspsEvent[] = [];
  for (const [at, line] of ndjson.replace(/^\uFEFF/, '').split('\n').entries()) {
    if (line.trim() === '') continue;
    const event = uspsLineSchema.safeParse(parsed(line));
    if (!event.success) return didNot('invalid', `nothing was published; line ${at + 1} is no USPS event: ${faultIn(event.error)}`);
    events.push(event.data);
  }
  return did(publishUspsEvents(store, events));
}

/** The item id becomes what a scan of it is normalised to, as with holds. */
const uspsLineSchema = uspsEventSchema.extend({
  itemId: z.string().transform((itemId) => normalise(itemId).id).pipe(uspsEventSchema.shape.itemId),
});

/** Which members do not fit, without what stands in them. */
function faultIn({ issues }: z.ZodError): string {
  const members = new Set(issues.map(({ path }) => path.join('.')));
  return members.has('') ? 'it is no JSON object' : `${[...members].join(', ')} missing or wrong`;
}

/** A line that is not JSON is as little an event as one that is a number. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
