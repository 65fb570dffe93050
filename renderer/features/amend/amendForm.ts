/** The values of a sealed exam as they are typed anew, and what is wrong with them before a correction is sealed. */
import { checkAmendment, fieldSituation } from '../../../domain/exam/check.ts';
import type { ExamMethod } from '../../../domain/exam/methods.ts';
import type { ExamProblem } from '../../../domain/exam/problems.ts';
import type { ExamReason } from '../../../domain/exam/reasons.ts';
import type { ExamValues } from '../../../domain/exam/recorded.ts';
import { examFields, type FieldSituation, type OutcomeCode } from '../../../domain/outcome/outcomes.ts';
import type { ExamValuesArgs, FindingForm } from '../../../preload/contract/examForm.ts';
import type { ExamDetail } from '../../../preload/contract/examViews.ts';
import { fieldsSaid, findingFormsOf, findingsOf, valueIn } from '../examValues/index.ts';
import { isOriginValid, labelOf, type LabelForm } from '../noBarcode/index.ts';

/** fields: also those of an outcome chosen before, so that nothing typed is lost on the way back to it. */
export interface AmendForm {
  readonly methods: readonly ExamMethod[];
  readonly reasons: readonly ExamReason[];
  readonly finding: string;
  readonly findings: readonly FindingForm[];
  readonly outcome: OutcomeCode;
  readonly fields: Readonly<Record<string, string>>;
  readonly label: LabelForm;
  readonly why: string;
}

export function amendFormOf({ methods, reasons, finding, findings, outcome, outcomeFields, label }: ExamValues): AmendForm {
  return {
    methods,
    reasons,
    finding: finding ?? '',
    findings: findingFormsOf(findings),
    outcome,
    fields: outcomeFields,
    label: { origin: label?.origin ?? '', mailClass: label?.mailClass ?? null, contents: label?.contents ?? '' },
    why: '',
  };
}

/** What is sealed; complete, not a difference (`exam/amended.ts`). */
export function valuesOf(form: AmendForm, detail: ExamDetail): ExamValuesArgs {
  const finding = form.finding.trim();
  return {
    methods: [...form.methods],
    reasons: [...form.reasons],
    finding: finding === '' ? null : finding,
    findings: findingsOf(form.findings).map((one) => ({ ...one, photoIds: [...one.photoIds] })),
    outcome: form.outcome,
    outcomeFields: fieldsSaid(form.outcome, form.fields, situationOf(form, detail)),
    label: labelSaid(form.label, detail),
  };
}

/** By what the fields of the outcome are asked for: opened letter mail needs its legal basis (19 CFR 145.3). */
export function situationOf({ methods, label }: AmendForm, detail: ExamDetail): FieldSituation {
  return fieldSituation({ methods, label: labelSaid(label, detail) }, { mailClass: detail.mailClass });
}

/** The fields that the outcome asks for, as they stand in the form. */
export function fieldsShown(form: AmendForm, detail: ExamDetail): Readonly<Record<string, string>> {
  return Object.fromEntries(examFields(form.outcome, situationOf(form, detail)).map(({ name }) => [name, valueIn(form.fields, name)]));
}

export function correctionProblems(form: AmendForm, detail: ExamDetail): readonly ExamProblem[] {
  const origin: readonly ExamProblem[] = isOriginValid(form.label) ? [] : [{ field: 'label.origin', problem: 'NOT_A_COUNTRY_CODE' }];
  return [...origin, ...checkAmendment(form.why, valuesOf(form, detail), { mailClass: detail.mailClass })];
}

export function withdrawalProblems(form: AmendForm, detail: ExamDetail): readonly ExamProblem[] {
  return checkAmendment(form.why, null, { mailClass: detail.mailClass });
}

/** A correction to the same values would say nothing. */
export function isCorrected(form: AmendForm, detail: ExamDetail): boolean {
  return JSON.stringify(valuesOf(form, detail)) !== JSON.stringify(valuesOf(amendFormOf(detail.values), detail));
}

/** An exam without a label stays without one until something is typed. */
function labelSaid(form: LabelForm, { values }: ExamDetail): ExamValuesArgs['label'] {
  const label = labelOf(form);
  const isBlank = label?.origin == null && label?.mailClass == null && label?.contents == null;
  return isBlank && values.label === null ? null : label;
}
