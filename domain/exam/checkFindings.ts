/** The check of findings before an exam is sealed. */
import {
  COMMODITY_CLASSES, FIELD_TEST_KINDS, FIELD_TEST_RESULTS, MAX_FINDINGS, MAX_PHOTOS, MAX_TEXT, MAX_WEIGHT_GRAMS, QUANTITY, QUANTITY_UNITS,
} from './findings.ts';
import type { ExamProblem, ExamProblemCode } from './problems.ts';
import { PHOTO_ID } from '../photo/photo.ts';
import { textProblem } from './text.ts';

/** A finding as it stands in the form. */
export interface DraftFinding {
  readonly commodityClass: string;
  readonly quantity: string | null;
  readonly unit: string | null;
  readonly weightGrams: number | null;
  readonly fieldTest: { readonly kind: string; readonly result: string } | null;
  readonly note: string | null;
  readonly photoIds: readonly string[];
}

/** Everything wrong with the findings, e.g. `findings.0.unit` UNIT_MISSING. */
export function checkFindings(findings: readonly DraftFinding[]): readonly ExamProblem[] {
  if (findings.length > MAX_FINDINGS) return [{ field: 'findings', problem: 'TOO_MANY' }];
  return findings.flatMap((finding, index) =>
    checkFinding(finding).map(([member, problem]) => ({ field: `findings.${index}.${member}`, problem })));
}

type Fault = readonly [member: keyof DraftFinding, problem: ExamProblemCode];

function checkFinding(finding: DraftFinding): readonly Fault[] {
  const { commodityClass, fieldTest, note, weightGrams } = finding;
  return [
    ...when(!isIn(COMMODITY_CLASSES, commodityClass), 'commodityClass', 'NOT_A_CHOICE'),
    ...checkQuantity(finding),
    ...when(weightGrams !== null && !isWholeGrams(weightGrams), 'weightGrams', 'NOT_WHOLE_GRAMS'),
    ...when(fieldTest !== null && !isFieldTest(fieldTest), 'fieldTest', 'NOT_A_CHOICE'),
    ...checkNote(note),
    ...checkPhotos(finding.photoIds),
  ];
}

/** A number without a unit can be read as pieces or as grams; a unit without a number says nothing. */
function checkQuantity({ quantity, unit }: DraftFinding): readonly Fault[] {
  return [
    ...when(quantity !== null && !QUANTITY.test(quantity), 'quantity', 'NOT_A_QUANTITY'),
    ...when(unit !== null && !isIn(QUANTITY_UNITS, unit), 'unit', 'NOT_A_CHOICE'),
    ...when(quantity !== null && unit === null, 'unit', 'UNIT_MISSING'),
    ...when(quantity === null && unit !== null, 'quantity', 'QUANTITY_MISSING'),
  ];
}

function isWholeGrams(grams: number): boolean {
  return Number.isInteger(grams) && grams >= 0 && grams <= MAX_WEIGHT_GRAMS;
}

function isFieldTest({ kind, result }: { readonly kind: string; readonly result: string }): boolean {
  return isIn(FIELD_TEST_KINDS, kind) && isIn(FIELD_TEST_RESULTS, result);
}

function checkNote(note: string | null): readonly Fault[] {
  const problem = note === null ? null : textProblem(note, { max: MAX_TEXT });
  return problem === null ? [] : [['note', problem]];
}

function checkPhotos(photoIds: readonly string[]): readonly Fault[] {
  return [
    ...when(photoIds.length > MAX_PHOTOS, 'photoIds', 'TOO_MANY'),
    ...when(photoIds.some((id) => !PHOTO_ID.test(id)), 'photoIds', 'NOT_AN_ID'),
    ...when(new Set(photoIds).size < photoIds.length, 'photoIds', 'TWICE'),
  ];
}

function when(isWrong: boolean, member: keyof DraftFinding, problem: ExamProblemCode): readonly Fault[] {
  return isWrong ? [[member, problem]] : [];
}

function isIn(list: readonly string[], code: string): boolean {
  return list.includes(code);
}
