/** What HQ told this desk of holds and of the items that are held; read once, and kept until HQ says more. */
import { portStateOf } from '../../domain/aed/portState.ts';
import type { HoldEvent } from '../../domain/hold/events.ts';
import { dayAtFacility, NOTHING_KNOWN, type HeldItemFacts } from '../../domain/hold/lists.ts';
import { arrivals, type UspsEvent } from '../../domain/hold/uspsEvents.ts';
import { classify } from '../../domain/identifier/classify.ts';
import { itemFacts } from '../../domain/identifier/facts.ts';
import { normalise } from '../../domain/identifier/normalise.ts';
import { parseS9 } from '../../domain/identifier/s9.ts';
import { itemKeyOf } from '../../domain/item/key.ts';
import type { ReferenceReader } from '../store/reference/reader.ts';

/** now: RFC 3339 with the facility's zone offset: when USPS reports an arrival, its day is the facility's. */
export interface HeldItems {
  readonly holdEvents: readonly HoldEvent[];
  readonly uspsEvents: readonly UspsEvent[];
  readonly itemKeys: readonly string[];
  readonly factsOf: (itemId: string, now: string) => HeldItemFacts;
}

/** The reference store as it is now: whoever keeps the answer asks again when HQ has said more. */
export function readHeldItems(reference: ReferenceReader, facilityId: string): HeldItems {
  const holdEvents = reference.allHoldEvents();
  const uspsEvents = reference.allUspsEvents();
  const arrivedAt = arrivals(uspsEvents);
  const aedFacts = new Map<string, HeldItemFacts>();

  function aedFactsOf(itemId: string): HeldItemFacts {
    const known = aedFacts.get(itemId) ?? factsFromAed(reference, itemId, facilityId);
    aedFacts.set(itemId, known);
    return known;
  }

  return {
    holdEvents,
    uspsEvents,
    itemKeys: [...new Set(holdEvents.map(({ itemId }) => itemKeyOf({ id: itemId, deskItemId: null })))],
    factsOf(itemId, now) {
      const arrival = arrivedAt.get(itemId);
      return { ...aedFactsOf(itemId), arrivesOn: arrival === undefined ? null : dayAtFacility(arrival, now) };
    },
  };
}

/** Of the newest posting: an S10 number is reused (domain facts §0.9), and a hold is of the item that is on its way. */
function factsFromAed(reference: ReferenceReader, itemId: string, facilityId: string): HeldItemFacts {
  const fields = reference.aedOf(itemId).at(0)?.fields;
  const origin = itemFacts(classify(itemId)).originCode;
  if (fields === undefined) return { ...NOTHING_KNOWN, origin };
  return {
    origin: origin ?? countryOf(fields.senderCountry),
    port: portStateOf(fields.portCode, facilityId),
    dispatchId: parseS9(normalise(fields.receptacleId ?? '').id)?.dispatchId ?? null,
    arrivesOn: null,
  };
}

/** What a post sent as the sender's country, when it can be a code; never a name in the place of one. */
function countryOf(received: string | null): string | null {
  const code = (received ?? '').trim().toUpperCase();
  return /^[A-Z]{2}$/.test(code) ? code : null;
}
