/** Findings as typed, and the findings they say: a text that is no number stays a problem and never becomes another number. */
import { checkFindings, type DraftFinding } from '../../../domain/exam/checkFindings.ts';
import type { CommodityClass, Finding } from '../../../domain/exam/findings.ts';
import type { ExamProblem } from '../../../domain/exam/problems.ts';
import type { FindingForm } from '../../../preload/contract/examForm.ts';

export function newFinding(commodityClass: CommodityClass): FindingForm {
  return { commodityClass, quantity: '', unit: null, weightGrams: '', testKind: null, testResult: null, note: '', photoIds: [] };
}

export function findingsOf(forms: readonly FindingForm[]): DraftFinding[] {
  return forms.map(({ commodityClass, quantity, unit, weightGrams, testKind, testResult, note, photoIds }) => ({
    commodityClass,
    quantity: saidIn(quantity),
    unit,
    weightGrams: gramsOf(weightGrams),
    // Half a field test is one that is not on the list, so that the other half is asked for.
    fieldTest: testKind === null && testResult === null ? null : { kind: testKind ?? '', result: testResult ?? '' },
    note: saidIn(note),
    photoIds,
  }));
}

export function findingFormsOf(findings: readonly Finding[]): FindingForm[] {
  return findings.map(({ commodityClass, quantity, unit, weightGrams, fieldTest, note, photoIds }) => ({
    commodityClass,
    quantity: quantity ?? '',
    unit,
    weightGrams: weightGrams === null ? '' : String(weightGrams),
    testKind: fieldTest?.kind ?? null,
    testResult: fieldTest?.result ?? null,
    note: note ?? '',
    photoIds,
  }));
}

/** Everything wrong with what is typed so far, e.g. `findings.0.unit` UNIT_MISSING. */
export function findingProblems(forms: readonly FindingForm[]): readonly ExamProblem[] {
  return checkFindings(findingsOf(forms));
}

function saidIn(typed: string): string | null {
  return typed.trim() === '' ? null : typed.trim();
}

/** Digits only: "1e3", "0x10" and "12.0000000000000000001" would each be read as a number that nobody typed. */
function gramsOf(typed: string): number | null {
  const said = saidIn(typed);
  if (said === null) return null;
  return /^\d+$/.test(said) ? Number(said) : Number.NaN;
}
