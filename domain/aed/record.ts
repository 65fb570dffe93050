/** The shape of one version of an item's advance electronic data (AED), as HQ sends it and as files carry it. */
import { z } from 'zod';

/**
 * Every field a sender's post may give (domain facts: GAO-20-229R list, OIG-23-56 p. 3, CN 22/CN 23). Text as received: nothing is
 * corrected, nothing is required, so that what a post really sent can always be shown.
 */
export const AED_FIELDS = [
  'senderName', 'senderAddress', 'senderCity', 'senderCountry',
  'recipientName', 'recipientAddress', 'recipientCity', 'recipientState', 'recipientZip',
  'contents', 'category', 'pieces', 'weightGrams', 'value', 'currency', 'hsCode', 'goodsOrigin',
  'mailClass', 'originOffice', 'destinationOffice', 'portCode', 'receptacleId',
] as const;

export type AedField = (typeof AED_FIELDS)[number];

/** Fields as received; null is "not sent", which is not the same as an empty text. */
export type AedFields = Readonly<Record<AedField, string | null>>;

/**
 * One version of one posting. An S10 number is reused after a time (domain facts §0.9), so the key is itemId + postedOn + version.
 * postedOn: YYYY-MM-DD or '' when the post sent none. version: 1, 2, ... in the order HQ received them. receivedAt: RFC 3339, UTC.
 */
export interface AedVersion {
  readonly itemId: string;
  readonly postedOn: string;
  readonly version: number;
  readonly receivedAt: string;
  readonly fields: AedFields;
}

const text = z.string().max(20_000).nullable();

export const aedFieldsSchema = z.object(
  Object.fromEntries(AED_FIELDS.map((field) => [field, text.default(null)])) as Record<AedField, z.ZodDefault<typeof text>>,
);

export const aedVersionSchema = z.object({
  itemId: z.string().min(1).max(64),
  postedOn: z.string().regex(/^(\d{4}-\d{2}-\d{2})?$/),
  version: z.int().min(1),
  receivedAt: z.iso.datetime(),
  fields: aedFieldsSchema,
});

/** Column names of an AED file (CSV header, NDJSON keys), in order. */
export const AED_COLUMNS = ['itemId', 'postedOn', ...AED_FIELDS] as const;
