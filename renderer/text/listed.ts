/** The words of the closed lists by code, in whatever language; a code that a newer version brought is shown as it is. */
import type { AdviceCode } from '../../domain/aed/advisory.ts';
import type { CommodityClass, FieldTestKind, FieldTestResult, QuantityUnit } from '../../domain/exam/findings.ts';
import type { ExamMethod } from '../../domain/exam/methods.ts';
import type { ExamProblemCode } from '../../domain/exam/problems.ts';
import type { ExamReason } from '../../domain/exam/reasons.ts';
import type { NotPresentedCode } from '../../domain/hold/entries.ts';
import type { ProblemCode } from '../../domain/identifier/problems.ts';
import type { Choice, OutcomeField } from '../../domain/outcome/fields.ts';
import type { OutcomeCode } from '../../domain/outcome/outcomes.ts';

type Words<Code extends string = string> = Readonly<Record<Code, string>>;

/** field: by the name of an outcome's field; choice: by that name, then by the value. service: by the words of the domain's table, which has no codes. */
export interface ListTables {
  readonly outcome: Words<OutcomeCode>;
  readonly field: Words;
  readonly choice: Readonly<Record<string, Words>>;
  readonly method: Words<ExamMethod>;
  readonly reason: Words<ExamReason>;
  readonly commodityClass: Words<CommodityClass>;
  readonly unit: Words<QuantityUnit>;
  readonly testKind: Words<FieldTestKind>;
  readonly testResult: Words<FieldTestResult>;
  readonly notPresented: Words<NotPresentedCode>;
  readonly examProblem: Words<ExamProblemCode>;
  readonly identifierProblem: Words<ProblemCode>;
  readonly advice: Words<AdviceCode>;
  readonly service: Words;
}

export interface ListWords {
  readonly tables: ListTables;
  readonly outcome: (code: string) => string;
  readonly field: (field: Pick<OutcomeField, 'name' | 'words'>) => string;
  /** A wording that a site chose for itself stays as it is. */
  readonly choice: (field: string, choice: Pick<Choice, 'value' | 'words'>) => string;
  readonly method: (code: string) => string;
  readonly reason: (code: string) => string;
  readonly notPresented: (code: string) => string;
  readonly examProblem: (code: string) => string;
  readonly identifierProblem: (code: string) => string;
  readonly advice: (code: string) => string;
  readonly service: (words: string) => string;
  /** By what is being asked about a finding. */
  readonly finding: Readonly<Record<'newClass' | 'class' | 'unit' | 'testKind' | 'testResult', (code: string) => string>>;
}

/** usual: the wording of a choice in the domain's table, by field and value; another one is a site's own. */
export function listWordsOf(tables: ListTables, usual: ListTables['choice'] = tables.choice): ListWords {
  const commodityClass = wordsIn(tables.commodityClass);
  return {
    tables,
    outcome: wordsIn(tables.outcome),
    field: ({ name, words }) => found(tables.field, name) ?? words,
    choice: (field, { value, words }) =>
      (found(found(usual, field) ?? {}, value) === words ? found(found(tables.choice, field) ?? {}, value) : null) ?? words,
    method: wordsIn(tables.method),
    reason: wordsIn(tables.reason),
    notPresented: wordsIn(tables.notPresented),
    examProblem: wordsIn(tables.examProblem),
    identifierProblem: wordsIn(tables.identifierProblem),
    advice: wordsIn(tables.advice),
    service: wordsIn(tables.service),
    finding: {
      newClass: commodityClass, class: commodityClass, unit: wordsIn(tables.unit), testKind: wordsIn(tables.testKind), testResult: wordsIn(tables.testResult),
    },
  };
}

function wordsIn(table: Words): (code: string) => string {
  return (code) => found(table, code) ?? code;
}

function found<T>(table: Readonly<Record<string, T>>, name: string): T | null {
  return Object.hasOwn(table, name) ? (table[name] ?? null) : null;
}
