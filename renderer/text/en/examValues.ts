/** Words of an exam's values: why it was made, what was found, and what an outcome asks for. */
import {
  COMMODITY_CLASS_FACTS, FIELD_TEST_KIND_FACTS, FIELD_TEST_RESULT_FACTS, QUANTITY_UNIT_FACTS, type Listed,
} from '../../../domain/exam/findings.ts';
import { EXAM_METHOD_FACTS } from '../../../domain/exam/methods.ts';
import { EXAM_REASON_FACTS } from '../../../domain/exam/reasons.ts';
import { legalBasis, type OutcomeField } from '../../../domain/outcome/fields.ts';
import { outcomeOf } from '../../../domain/outcome/outcomes.ts';
import type { FindingForm } from '../../../preload/contract/examForm.ts';

export const examValuesWords = {
  reasons: 'Why examined',
  reasonsWords: (reasons: readonly string[]) => listed(EXAM_REASON_FACTS, reasons) || 'not said',
  methodsWords: (methods: readonly string[]) => listed(EXAM_METHOD_FACTS, methods),
  findings: 'Findings',
  findingsWords: (findings: readonly FindingForm[]) => findings.map(findingWords).join('; ') || 'none',
  findingWords,
  noFinding: 'None yet.',
  addFinding: 'Add one',
  removeFinding: 'Remove it',
  previousFinding: 'one up',
  nextFinding: 'one down',
  commodityClass: 'Class',
  classWords: ({ commodityClass }: FindingForm) => wordsOf(COMMODITY_CLASS_FACTS, commodityClass),
  quantity: 'Quantity',
  unit: 'Unit',
  unitWords: ({ unit }: FindingForm) => (unit === null ? 'not said' : wordsOf(QUANTITY_UNIT_FACTS, unit)),
  weight: 'Gross weight in grams',
  fieldTest: 'Field test',
  testWords: (finding: FindingForm) => testWords(finding) || 'none made',
  note: 'Note',
  ask: {
    newClass: 'New finding: what is it?',
    class: 'What is it?',
    unit: 'What does the quantity count?',
    testKind: 'Which field test?',
    testResult: 'What did the test say?',
  },
  none: 'none',
  details: 'What the outcome asks for',
  detailName: (outcome: string, name: string) => fieldOf(outcome, name)?.words ?? name,
  detailWords,
  detailsWords: (outcome: string, fields: Readonly<Record<string, string>>) =>
    Object.entries(fields).flatMap(([name, value]) => (value.trim() === '' ? [] : [detailWords(outcome, name, value)])).join('; ') || 'nothing said',
} as const;

/** "narcotics 12.5 g, 40 g gross, test strip positive" */
function findingWords(finding: FindingForm): string {
  const { commodityClass, quantity, unit, weightGrams, note } = finding;
  const amount = [quantity, unit === null ? '' : wordsOf(QUANTITY_UNIT_FACTS, unit)].filter((part) => part !== '').join(' ');
  const parts = [
    [wordsOf(COMMODITY_CLASS_FACTS, commodityClass), amount].filter((part) => part !== '').join(' '),
    weightGrams === '' ? '' : `${weightGrams} g gross`,
    testWords(finding),
    note,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function fieldOf(outcome: string, name: string): OutcomeField | null {
  return [...(outcomeOf(outcome)?.fields ?? []), legalBasis()].find((field) => field.name === name) ?? null;
}

/** The words of a choice, or the text itself. */
function detailWords(outcome: string, name: string, value: string): string {
  return fieldOf(outcome, name)?.choices?.find((choice) => choice.value === value)?.words ?? value;
}

function testWords({ testKind, testResult }: FindingForm): string {
  return [
    testKind === null ? '' : wordsOf(FIELD_TEST_KIND_FACTS, testKind),
    testResult === null ? '' : wordsOf(FIELD_TEST_RESULT_FACTS, testResult),
  ].filter((part) => part !== '').join(' ');
}

function listed(facts: readonly Listed<string>[], codes: readonly string[]): string {
  return codes.map((code) => wordsOf(facts, code)).join(', ');
}

function wordsOf(facts: readonly Listed<string>[], code: string): string {
  return facts.find((one) => one.code === code)?.words ?? code;
}
