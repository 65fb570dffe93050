/** What a window may have printed, or kept as a PDF: the label of a desk-made id, or a document of plain blocks. */
import { z } from 'zod';
import { isDeskItemId } from '../../domain/identifier/deskLabel.ts';
import { isSymbolText } from '../../domain/identifier/printedSymbol.ts';

/** Of the words on a sheet (BCP 47). */
const language = z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/);

/**
 * What the label of a desk-made item id says. madeAt: RFC 3339 with the facility's zone offset; its own date is printed. remark: that the
 * number is no postal one.
 */
const deskLabelSchema = z.strictObject({
  kind: z.literal('deskLabel'),
  deskItemId: z.string().max(40).refine(isDeskItemId),
  facilityName: z.string().min(1).max(80),
  madeAt: z.iso.datetime({ offset: true }),
  language,
  remark: z.string().min(1).max(60),
});

/** Longer than any text of an exam or of AED; the bounds only keep a message small. */
const text = z.string().max(20_000);
const symbolText = z.string().refine(isSymbolText);
export const symbolTextsSchema = z.array(symbolText).max(20);
const columns = z.array(text).min(1).max(24);

/**
 * facts: names with their values, in one column or two; mark: said beside the value. table: rows as wide as the columns; `numbers`: columns
 * that hold figures or days, which are never broken. symbol: Code 128, decoded again before anything is printed. blanks: each a line to write on. form: rows to write in;
 * what a cell says already is printed, '' is left open.
 */
const blockSchema = z.discriminatedUnion('block', [
  z.strictObject({ block: z.literal('heading'), text }),
  z.strictObject({ block: z.literal('text'), text, isStrong: z.boolean() }),
  z.strictObject({
    block: z.literal('facts'),
    columns: z.union([z.literal(1), z.literal(2)]),
    rows: z.array(z.strictObject({ name: text, value: text, mark: text.nullable() })).max(200),
  }),
  z.strictObject({ block: z.literal('table'), columns, numbers: z.array(z.int().min(0)).max(24), rows: z.array(z.array(text).max(24)).max(10_000) }),
  z.strictObject({ block: z.literal('symbol'), text: symbolText, caption: text }),
  z.strictObject({ block: z.literal('blanks'), names: z.array(text).max(40) }),
  z.strictObject({ block: z.literal('form'), columns, rows: z.array(z.array(text).max(24)).max(60) }),
]);

/**
 * A document on letter paper. language: of its words (BCP 47). remarks: what it is and is not, under its title. symbol: of the one item it is about, in
 * its head. foot: at the foot of each page, so that loose pages find each other. fileName: proposed for the PDF, without its ending.
 */
const documentSchema = z.strictObject({
  kind: z.literal('document'),
  language,
  title: text.min(1),
  remarks: z.array(text).max(10),
  symbol: z.strictObject({ text: symbolText, caption: text }).nullable(),
  foot: z.string().max(300),
  fileName: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 _-]{0,79}$/),
  blocks: z.array(blockSchema).max(500),
});

export const sheetSchema = z.discriminatedUnion('kind', [deskLabelSchema, documentSchema]);

export type DeskLabel = Readonly<z.infer<typeof deskLabelSchema>>;
export type SheetBlock = Readonly<z.infer<typeof blockSchema>>;
export type DocumentSheet = Readonly<z.infer<typeof documentSchema>>;
export type Sheet = DeskLabel | DocumentSheet;
