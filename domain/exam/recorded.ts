/** The payload of an `exam.recorded` entry: what an officer found and did with one item. */
import { z } from 'zod';
import { BANDS } from '../band/bands.ts';
import { IDENTIFIER_KINDS } from '../identifier/identifier.ts';
import { OUTCOME_CODES } from '../outcome/outcomes.ts';
import { examPhotosSchema } from '../photo/photo.ts';
import { findingsSchema, MAX_TEXT } from './findings.ts';
import { EXAM_METHODS } from './methods.ts';
import { EXAM_REASONS } from './reasons.ts';

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
  contents: z.string().max(MAX_TEXT).nullable(),
});

/** What an officer decides at an exam, and so what a correction may change later. */
export const examValuesSchema = z.object({
  methods: z.array(z.enum(EXAM_METHODS)).min(1),
  reasons: z.array(z.enum(EXAM_REASONS)).max(EXAM_REASONS.length).default([]),
  /** Free text; `findings` are the same as data. */
  finding: z.string().max(MAX_TEXT).nullable(),
  findings: findingsSchema.default([]),
  outcome: z.enum(OUTCOME_CODES),
  outcomeFields: z.record(z.string(), z.string().max(2_000)),
  label: labelSchema.nullable(),
});

/**
 * Members with a default came after the first version: an older entry lacks them, is read with the default, and keeps its bytes and its
 * hash. A default always means "not said".
 */
export const examRecordedSchema = z.object({
  examId: z.uuid(),
  item: examinedItemSchema,
  /** The AED version the officer was shown, or null; aedAsOf says how fresh the desk's data was (absence is dated). */
  aedShown: z.object({ postedOn: z.string(), version: z.int().min(1) }).nullable(),
  aedAsOf: z.iso.datetime().nullable(),
  /**
   * What an evaluation of a STOP Act penalty needs (19 U.S.C. 1436(e)(2); OIG-23-56: never evaluated): whether AED was required as the
   * desk knew then, by which version of the waiver list. null: could not be said; no list was here. AED is missing when aedShown is null.
   */
  aedRequired: z.boolean().nullable().default(null),
  waiverListVersion: z.int().min(1).nullable().default(null),
  /** The receptacle the item was taken from, by the id of its opening on this desk; null when none was open. */
  bagId: z.uuid().nullable().default(null),
  band: z.enum(BANDS),
  holdIds: z.array(z.string().max(64)).max(100),
  /** Beside the values, because no correction takes evidence away: one may only add to it (`exam/amended.ts`). */
  photos: examPhotosSchema.default([]),
  ...examValuesSchema.shape,
});

/** An exam as it is read: every member is there. */
export type Exam = Readonly<z.infer<typeof examRecordedSchema>>;
export type ExamValues = Readonly<z.infer<typeof examValuesSchema>>;
export type ExaminedItem = Readonly<z.infer<typeof examinedItemSchema>>;
export type Label = Readonly<z.infer<typeof labelSchema>>;

type LaterMember = 'reasons' | 'findings' | 'aedRequired' | 'waiverListVersion' | 'bagId' | 'photos';

/** An exam as it may be written: members that came later may be missing. */
export type ExamRecorded = Omit<Exam, LaterMember> & Partial<Pick<Exam, LaterMember>>;
