/** What was found in an item, as data that can be counted: class, quantity, weight, field test, photos. */
import { z } from 'zod';

/** A value of a closed list. key: pressed inside the list. */
export interface Listed<Code extends string> {
  readonly code: Code;
  readonly words: string;
  readonly key: string;
}

export const COMMODITY_CLASSES = [
  'narcotics', 'precursors', 'pharmaceuticals', 'weapons', 'counterfeit', 'agriculture', 'wildlife', 'tobacco', 'currency', 'documents',
  'other',
] as const;

export type CommodityClass = (typeof COMMODITY_CLASSES)[number];

/** Our list, on the kinds of goods that OIG-23-56 and the partner agencies of domain facts §6.3 are about; no official code. */
export const COMMODITY_CLASS_FACTS: readonly Listed<CommodityClass>[] = [
  { code: 'narcotics', words: 'narcotics', key: 'n' },
  { code: 'precursors', words: 'precursor chemicals, pill presses', key: 'k' },
  { code: 'pharmaceuticals', words: 'pharmaceuticals', key: 'p' },
  { code: 'weapons', words: 'weapons and parts of weapons', key: 'w' },
  { code: 'counterfeit', words: 'counterfeit goods', key: 'c' },
  { code: 'agriculture', words: 'agriculture, food', key: 'a' },
  { code: 'wildlife', words: 'wildlife', key: 'l' },
  { code: 'tobacco', words: 'tobacco', key: 't' },
  { code: 'currency', words: 'currency', key: 'm' },
  { code: 'documents', words: 'documents', key: 'd' },
  { code: 'other', words: 'other', key: 'o' },
];

export const QUANTITY_UNITS = [
  'pieces', 'tablets', 'packages', 'pairs', 'grams', 'kilograms', 'ounces', 'pounds', 'millilitres', 'litres', 'usDollars',
] as const;

export type QuantityUnit = (typeof QUANTITY_UNITS)[number];

export const QUANTITY_UNIT_FACTS: readonly Listed<QuantityUnit>[] = [
  { code: 'pieces', words: 'pieces', key: 'p' },
  { code: 'tablets', words: 'tablets', key: 't' },
  { code: 'packages', words: 'packages', key: 'b' },
  { code: 'pairs', words: 'pairs', key: 'r' },
  { code: 'grams', words: 'g', key: 'g' },
  { code: 'kilograms', words: 'kg', key: 'k' },
  { code: 'ounces', words: 'oz', key: 'o' },
  { code: 'pounds', words: 'lb', key: 'l' },
  { code: 'millilitres', words: 'ml', key: 'm' },
  { code: 'litres', words: 'l', key: 'i' },
  { code: 'usDollars', words: 'US dollars', key: 'd' },
];

export const FIELD_TEST_KINDS = ['reagent', 'testStrip', 'raman', 'infrared', 'massSpectrometer', 'ionMobility', 'other'] as const;

export type FieldTestKind = (typeof FIELD_TEST_KINDS)[number];

export const FIELD_TEST_KIND_FACTS: readonly Listed<FieldTestKind>[] = [
  { code: 'reagent', words: 'colour reagent', key: 'c' },
  { code: 'testStrip', words: 'test strip', key: 's' },
  { code: 'raman', words: 'Raman spectrometer', key: 'r' },
  { code: 'infrared', words: 'infrared spectrometer', key: 'i' },
  { code: 'massSpectrometer', words: 'mass spectrometer', key: 'm' },
  { code: 'ionMobility', words: 'ion mobility (trace)', key: 't' },
  { code: 'other', words: 'other test', key: 'o' },
];

export const FIELD_TEST_RESULTS = ['positive', 'negative', 'inconclusive'] as const;

export type FieldTestResult = (typeof FIELD_TEST_RESULTS)[number];

export const FIELD_TEST_RESULT_FACTS: readonly Listed<FieldTestResult>[] = [
  { code: 'positive', words: 'positive', key: 'p' },
  { code: 'negative', words: 'negative', key: 'n' },
  { code: 'inconclusive', words: 'inconclusive', key: 'i' },
];

/** A number above zero as text, so that "2.50" stays 2.50: up to twelve digits, a point, up to six more. No sign, no comma, no unit. */
export const QUANTITY = /^(?=.*[1-9])(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})?$/;

/** Bounds of one exam's findings; a mail item holds at most about 30 kg, so nothing real comes near them. */
export const MAX_FINDINGS = 50;
export const MAX_WEIGHT_GRAMS = 1_000_000;
export const MAX_PHOTOS = 50;
export const MAX_TEXT = 10_000;

/**
 * One finding. quantity: decimal text, with its unit; both or neither. weightGrams: whole grams, gross. note: free text. photoIds: of
 * photos kept on the desk (`photo/photo.ts`). A field test is presumptive: its result is recorded, and the outcome does not follow from it.
 */
export const findingSchema = z.object({
  commodityClass: z.enum(COMMODITY_CLASSES),
  quantity: z.string().regex(QUANTITY).nullable(),
  unit: z.enum(QUANTITY_UNITS).nullable(),
  weightGrams: z.int().min(0).max(MAX_WEIGHT_GRAMS).nullable(),
  fieldTest: z.object({ kind: z.enum(FIELD_TEST_KINDS), result: z.enum(FIELD_TEST_RESULTS) }).nullable(),
  note: z.string().max(MAX_TEXT).nullable(),
  photoIds: z.array(z.string().min(1).max(64)).max(MAX_PHOTOS),
});

export const findingsSchema = z.array(findingSchema).max(MAX_FINDINGS);

export type Finding = Readonly<z.infer<typeof findingSchema>>;
