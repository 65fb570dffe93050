/** What an officer enters for one exam: as it is sent to be sealed, and as it stands half-filled on the bench. */
import { z } from 'zod';
import { COMMODITY_CLASSES, FIELD_TEST_KINDS, FIELD_TEST_RESULTS, QUANTITY_UNITS } from '../../domain/exam/findings.ts';
import { EXAM_REASONS } from '../../domain/exam/reasons.ts';
import { MAIL_CLASSES } from '../../domain/identifier/service.ts';
import { OUTCOME_CODES } from '../../domain/outcome/outcomes.ts';
import { namedPhotoArgs } from './photoViews.ts';

/** Twice the longest text an exam may hold: what is too long must arrive here, so that it can be refused by name. */
const text = z.string().max(20_000);
const code = z.string().max(40);

/**
 * The values of an exam as the page sends them. The bounds here only keep a message small; what is right about an exam is said by
 * `domain/exam/check.ts`, and what is wrong is answered field by field.
 */
export const examValuesArgs = z.object({
  methods: z.array(code).max(20),
  reasons: z.array(code).max(20),
  finding: text.nullable(),
  findings: z.array(z.object({
    commodityClass: code,
    quantity: code.nullable(),
    unit: code.nullable(),
    weightGrams: z.number().nullable(),
    fieldTest: z.object({ kind: code, result: code }).nullable(),
    note: text.nullable(),
    photoIds: z.array(z.string().max(64)).max(100),
  })).max(100),
  outcome: code,
  outcomeFields: z.record(code, text),
  label: z.object({ origin: code.nullable(), mailClass: code.nullable(), contents: text.nullable() }).nullable(),
  /** Kept before by 'photo/keep'. In a correction: those that it adds; it takes none away. */
  photos: z.array(namedPhotoArgs).max(100).optional(),
});

export type ExamValuesArgs = z.infer<typeof examValuesArgs>;

/** The AED version that stood on the screen. */
export const postingArgs = z.object({ postedOn: z.string().max(10), version: z.int().min(1) });

export type ShownPosting = Readonly<z.infer<typeof postingArgs>>;

/** One finding while it is filled in: numbers are text, as typed. */
export const findingFormSchema = z.object({
  commodityClass: z.enum(COMMODITY_CLASSES),
  quantity: code,
  unit: z.enum(QUANTITY_UNITS).nullable(),
  weightGrams: code,
  testKind: z.enum(FIELD_TEST_KINDS).nullable(),
  testResult: z.enum(FIELD_TEST_RESULTS).nullable(),
  note: text,
  /** Not shown and not lost: of an exam that is corrected. */
  photoIds: z.array(z.string().max(64)).max(100),
});

/**
 * A half-filled exam. outcomeKeys: pressed so far on the way to an outcome. details: the outcome whose optional fields are being filled
 * in, null when none is. isConfirmed: a number that is no item is to be recorded all the same. postedOn: of the posting that the officer
 * said is in hand, where several are known; null before.
 */
export const examFormSchema = z.object({
  reasons: z.array(z.enum(EXAM_REASONS)),
  finding: text,
  findings: z.array(findingFormSchema),
  label: z.object({ origin: code, mailClass: z.enum(MAIL_CLASSES).nullable(), contents: text }),
  outcomeKeys: z.array(z.string().max(4)).max(8),
  details: z.object({ outcome: z.enum(OUTCOME_CODES), fields: z.record(code, text) }).nullable(),
  isConfirmed: z.boolean(),
  postedOn: z.string().max(10).nullable(),
  /** Of the item, not of a finding. Absent in drafts of before. */
  photos: z.array(namedPhotoArgs).max(100).optional(),
});

export type FindingForm = Readonly<z.infer<typeof findingFormSchema>>;
export type ExamForm = Readonly<z.infer<typeof examFormSchema>>;
