/** What the drill's own HQ would have told: AED, a hold, lists and one officer, all synthetic, as rows of a feed. */
import { AED_FIELDS, aedFieldsSchema, type AedFields } from '../aed/record.ts';
import type { FeedRow } from '../sync/messages.ts';
import { DRILL_CASES, type DrillCaseCode } from './cases.ts';
import type { DrillPostings } from './fold.ts';

/** now: RFC 3339 UTC. officer: whose drill it is. */
export interface DrillMaterial {
  readonly now: string;
  readonly facilityId: string;
  readonly officer: { readonly officerId: string; readonly name: string; readonly role: 'officer' | 'supervisor' };
}

const DAY_MS = 86_400_000;

function daysBefore(now: string, days: number): string {
  return new Date(Date.parse(now) - days * DAY_MS).toISOString().slice(0, 10);
}

/** S10 numbers come again after a time (domain facts §0.9): the sample of several postings was used before, more than a year ago. */
export function drillPostings({ now }: Pick<DrillMaterial, 'now'>): DrillPostings {
  return { newer: daysBefore(now, 6), older: daysBefore(now, 400) };
}

const NOT_SENT: AedFields = aedFieldsSchema.parse(Object.fromEntries(AED_FIELDS.map((field) => [field, null])));

const COMMON: AedFields = {
  ...NOT_SENT,
  recipientName: 'Sam Drill', recipientAddress: '12 Practice Road', recipientCity: 'Exampleville', recipientState: 'NY', recipientZip: '00000',
  pieces: '1', currency: 'USD', category: 'SALE OF GOODS',
};

/** A case without AED has none on purpose. */
const AED: Readonly<Partial<Record<DrillCaseCode, Partial<AedFields>>>> = {
  clear: {
    senderName: 'Drill Sender One', senderAddress: '1-2-3 Practice Street', senderCity: 'Osaka', senderCountry: 'JP', contents: 'CERAMIC TEA CUPS, 4 PIECES',
    weightGrams: '950', value: '32.00', hsCode: '691110', goodsOrigin: 'JP', mailClass: 'U',
  },
  hold: {
    senderName: 'Unknown', senderAddress: null, senderCity: null, senderCountry: 'GB', contents: 'GIFT', category: 'GIFT', weightGrams: '240', value: '12.99',
    mailClass: 'U',
  },
  detained: {
    senderName: 'Drill Sender Four', senderAddress: '44 Practice-ro', senderCity: 'Suwon', senderCountry: 'KR', contents: 'SHOES', weightGrams: '2100',
    value: '40.00', hsCode: '640419', goodsOrigin: 'KR', mailClass: 'C',
  },
  referred: {
    senderName: 'Drill Sender Five', senderAddress: '5 Practice Marg', senderCity: 'Pune', senderCountry: 'IN', contents: 'HEALTH PRODUCTS, 6 BLISTERS',
    weightGrams: '180', value: '55.00', goodsOrigin: 'IN', mailClass: 'E',
  },
  postings: {
    senderName: 'Drill Sender New', senderAddress: '6 rue du Nouvel Exercice', senderCity: 'Lyon', senderCountry: 'FR', contents: 'LEATHER WALLET',
    weightGrams: '180', value: '45.00', hsCode: '420231', goodsOrigin: 'FR', mailClass: 'U',
  },
  undo: {
    senderName: 'Drill Sender Seven', senderAddress: 'Oefenstraat 7', senderCity: 'Utrecht', senderCountry: 'NL', contents: 'TULIP VASE, GLASS',
    weightGrams: '800', value: '24.00', hsCode: '701399', goodsOrigin: 'NL', mailClass: 'U',
  },
};

/** The one on the label that the case describes. */
const OLDER_POSTING: Partial<AedFields> = {
  senderName: 'Drill Sender Old', senderAddress: '60 rue du Vieil Exercice', senderCity: 'Rouen', senderCountry: 'FR', contents: 'BOOK, PAPERBACK',
  weightGrams: '420', value: '15.00', hsCode: '490199', goodsOrigin: 'FR', mailClass: 'U',
};

export function drillFeed(material: DrillMaterial): readonly FeedRow[] {
  const { now, facilityId, officer } = material;
  const postings = drillPostings(material);
  const placedAt = new Date(Date.parse(now) - DAY_MS).toISOString();
  const aed = (code: DrillCaseCode, fields: Partial<AedFields>, postedOn: string): FeedRow => ({
    kind: 'aed', aed: { itemId: sampleOf(code), postedOn, version: 1, receivedAt: placedAt, fields: { ...COMMON, portCode: facilityId, ...fields } },
  });
  return [
    ...DRILL_CASES.flatMap(({ code }) => {
      const fields = AED[code];
      return fields === undefined ? [] : [aed(code, fields, postings.newer)];
    }),
    aed('postings', OLDER_POSTING, postings.older),
    {
      kind: 'hold',
      event: {
        eventId: 'drill-hold-placed', holdId: 'drill-hold', itemId: sampleOf('hold'), kind: 'placed', at: placedAt, facilityId, by: 'NTC',
        reason: 'Drill: sender not identified; declared as gift',
      },
    },
    // Countries of no sample: AED was required of all of them.
    { kind: 'list', list: { listId: 'waiver', version: 1, asOf: now.slice(0, 10), countries: ['NR', 'TV'] } },
    { kind: 'roster', version: 1, officers: [{ ...officer, badge: 'drill', pinSalt: 'AAAA', pinHash: 'AAAA' }] },
  ];
}

function sampleOf(code: DrillCaseCode): string {
  return DRILL_CASES.find((one) => one.code === code)?.itemId ?? '';
}
