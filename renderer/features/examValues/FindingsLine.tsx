/** What was found, as data, on one line of the form. */
import type { FindingForm } from '../../../preload/contract/examForm.ts';
import { say } from '../../text/say.ts';
import { findingProblems } from './findingForm.ts';
import { FINDINGS_KEY } from './findingsStep.ts';
import { ValueLine } from './ValueLine.tsx';

export function FindingsLine({ findings, onOpen }: { readonly findings: readonly FindingForm[]; readonly onOpen: () => void }) {
  return (
    <ValueLine
      name={say.examValues.findings} words={say.examValues.findingsWords(findings)} keyName={FINDINGS_KEY} testId="findings-line" onOpen={onOpen}
      hasProblem={findingProblems(findings).length > 0}
    />
  );
}
