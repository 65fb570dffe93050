/** The English words of the closed lists: those of the domain's own tables, where CBP's are kept to the letter. */
import { ADVICE_WORDS } from '../../../domain/aed/advisory.ts';
import { COMMODITY_CLASS_FACTS, FIELD_TEST_KIND_FACTS, FIELD_TEST_RESULT_FACTS, QUANTITY_UNIT_FACTS } from '../../../domain/exam/findings.ts';
import { EXAM_METHOD_FACTS } from '../../../domain/exam/methods.ts';
import { EXAM_PROBLEMS } from '../../../domain/exam/problems.ts';
import { EXAM_REASON_FACTS } from '../../../domain/exam/reasons.ts';
import { NOT_PRESENTED_REASONS } from '../../../domain/hold/entries.ts';
import { PROBLEMS, problemWords, type ProblemCode } from '../../../domain/identifier/problems.ts';
import { serviceOf } from '../../../domain/identifier/service.ts';
import { legalBasis } from '../../../domain/outcome/fields.ts';
import { OUTCOMES } from '../../../domain/outcome/outcomes.ts';
import { listWordsOf } from '../listed.ts';

const FIELDS = [...OUTCOMES.flatMap(({ fields }) => fields), legalBasis()];
const LETTERS = Array.from({ length: 26 }, (_none, index) => String.fromCharCode('A'.charCodeAt(0) + index));

export const listWords = listWordsOf({
  outcome: byCode(OUTCOMES),
  field: Object.fromEntries(FIELDS.map(({ name, words }) => [name, words])),
  choice: Object.fromEntries(FIELDS.flatMap(({ name, choices }) =>
    (choices === undefined ? [] : [[name, Object.fromEntries(choices.map(({ value, words }) => [value, words]))]]))),
  method: byCode(EXAM_METHOD_FACTS),
  reason: byCode(EXAM_REASON_FACTS),
  commodityClass: byCode(COMMODITY_CLASS_FACTS),
  unit: byCode(QUANTITY_UNIT_FACTS),
  testKind: byCode(FIELD_TEST_KIND_FACTS),
  testResult: byCode(FIELD_TEST_RESULT_FACTS),
  notPresented: byCode(NOT_PRESENTED_REASONS),
  examProblem: EXAM_PROBLEMS,
  identifierProblem: Object.fromEntries(Object.keys(PROBLEMS).map((code) => [code, problemWords(code)])) as Record<ProblemCode, string>,
  advice: ADVICE_WORDS,
  service: Object.fromEntries(LETTERS.flatMap((letter) => {
    const words = serviceOf(`${letter}A`)?.words;
    return words === undefined ? [] : [[words, words]];
  })),
});

function byCode<Code extends string>(table: readonly { readonly code: Code; readonly words: string }[]): Readonly<Record<Code, string>> {
  return Object.fromEntries(table.map(({ code, words }) => [code, words])) as Record<Code, string>;
}
