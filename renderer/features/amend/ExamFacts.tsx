/** The values of an exam that cannot be amended here, as they count now. */
import type { ExamValues } from '../../../domain/exam/recorded.ts';
import { en } from '../../text/en.ts';
import { Panel } from '../../ui/Panel.tsx';
import { findingFormsOf } from '../examValues/index.ts';

export function ExamFacts({ values }: { readonly values: ExamValues }) {
  const { methods, reasons, finding, findings, outcome, outcomeFields, label } = values;
  const facts: readonly (readonly [name: string, words: string | null])[] = [
    [en.exam.methods, en.examValues.methodsWords(methods)],
    [en.examValues.reasons, en.examValues.reasonsWords(reasons)],
    [en.exam.finding, finding],
    [en.examValues.findings, en.examValues.findingsWords(findingFormsOf(findings))],
    [en.exam.outcome, en.exam.outcomeWords(outcome)],
    ...Object.entries(outcomeFields).map(([name, value]) => [en.examValues.detailName(outcome, name), en.examValues.detailWords(outcome, name, value)] as const),
    [en.label.contents, label?.contents ?? null],
    [en.label.originHint, label?.origin ?? null],
    [en.label.mailClass, label?.mailClass == null ? null : en.label.classes[label.mailClass]],
  ];
  return (
    <Panel heading={en.amend.values}>
      <dl className="facts" data-testid="amend-facts">
        {facts.map(([name, words]) => words !== null && (
          <div key={name} className="amend-fact">
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
