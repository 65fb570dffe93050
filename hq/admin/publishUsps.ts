/** Publishes USPS tracking events to every desk, each once; a file is taken whole or not at all. */
import { z } from 'zod';
import { parsedJson } from '../../domain/json.ts';
import { uspsEventSchema, type UspsEvent } from '../../domain/hold/uspsEvents.ts';
import { normalise } from '../../domain/identifier/normalise.ts';
import { feedWriter } from '../store/feed.ts';
import type { HqStore } from '../store/store.ts';
import { did, didNot, type AdminResult } from './result.ts';

export interface PublishedUsps {
  readonly events: number;
  /** Those of them that were published before, by their ids. */
  readonly known: number;
}

export async function publishUspsEvents(store: HqStore, events: readonly UspsEvent[]): Promise<PublishedUsps> {
  return store.inTransaction(async (tx) => {
    const { known } = await (await feedWriter(tx)).tellEvents(events.map((event) => ({ kind: 'usps', event })));
    return { events: events.length, known };
  });
}

/** ndjson: one event a line; blank lines are passed over. */
export async function publishUspsLines(store: HqStore, ndjson: string): Promise<AdminResult<PublishedUsps>> {
  const events: UspsEvent[] = [];
  for (const [at, line] of ndjson.replace(/^\uFEFF/, '').split('\n').entries()) {
    if (line.trim() === '') continue;
    const event = uspsLineSchema.safeParse(parsedJson(line));
    if (!event.success) return didNot('invalid', `nothing was published; line ${at + 1} is no USPS event: ${faultIn(event.error)}`);
    events.push(event.data);
  }
  return did(await publishUspsEvents(store, events));
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
