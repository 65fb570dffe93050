/** The payload of an `exam.recorded` entry: what an officer found and did with one item. */
import { z } from 'zod';
import { BANDS } from '../band/bands.ts';
import { IDENTIFIER_KINDS } from '../identifier/identifier.ts';
import { OUTCOME_CODES } from '../outcome/outcomes.ts';
import { EXAM_METHODS } from './methods.ts';

/**
 * The item as it was in the officer's hand. id: normalised identifier, or null when there is no readable barcode; deskItemId: an id
 * made by the desk for an item without one. raw: what the scanner sent, byte for byte.
 */
export const examinedItemSchema = z.object({
  kind: z.enum([...IDENTIFIER_KINDS, 'none']),
  id: z.string().max(200).nullable(),
  deskItemId: z.string().max(40).nullable(),
  raw: z.string().max(1_000).nullable(),
});

/** What the label says, typed by the officer when no AED is here (OIG-23-56 fn 15: such items could not be recorded at all). */
export const labelSchema = z.object({
  origin: z.string().regex(/^[A-Z]{2}$/).nullable(),
  mailClass: z.enum(['letter', 'parcel', 'ems', 'other']).nullable(),
  contents: z.string().max(10_000).nullable(),
});

export const examRecordedSchema = z.object({
  examId: z.uuid(),
  item: examinedItemSchema,
  /** The AED version the officer was shown, or null; aedAsOf says how fresh the desk's data was (absence is dated). */
  aedShown: z.object({ postedOn: z.string(), version: z.int().min(1) }).nullable(),
  aedAsOf: z.iso.datetime().nullable(),
  band: z.enum(BANDS),
  holdIds: z.array(z.string().max(64)).max(100),
  label: labelSchema.nullable(),
  methods: z.array(z.enum(EXAM_METHODS)).min(1),
  finding: z.string().max(10_000).nullable(),
  outcome: z.enum(OUTCOME_CODES),
  outcomeFields: z.record(z.string(), z.string().max(2_000)),
});

export type ExamRecorded = Readonly<z.infer<typeof examRecordedSchema>>;
export type ExaminedItem = Readonly<z.infer<typeof examinedItemSchema>>;
export type Label = Readonly<z.infer<typeof labelSchema>>;
