/** The values of an exam that cannot be amended here, as they count now. */
import type { ExamValues } from '../../../domain/exam/recorded.ts';
import { say } from '../../text/say.ts';
import { Panel } from '../../ui/Panel.tsx';
import { findingFormsOf } from '../examValues/index.ts';

export function ExamFacts({ values }: { readonly values: ExamValues }) {
  const { methods, reasons, finding, findings, outcome, outcomeFields, label } = values;
  const facts: readonly (readonly [name: string, words: string | null])[] = [
    [say.exam.methods, say.examValues.methodsWords(methods)],
    [say.examValues.reasons, say.examValues.reasonsWords(reasons)],
    [say.exam.finding, finding],
    [say.examValues.findings, say.examValues.findingsWords(findingFormsOf(findings))],
    [say.exam.outcome, say.exam.outcomeWords(outcome)],
    ...Object.entries(outcomeFields).map(([name, value]) => [say.examValues.detailName(outcome, name), say.examValues.detailWords(outcome, name, value)] as const),
    [say.label.contents, label?.contents ?? null],
    [say.label.originHint, label?.origin ?? null],
    [say.label.mailClass, label?.mailClass == null ? null : say.label.classes[label.mailClass]],
  ];
  return (
    <Panel heading={say.amend.values}>
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
