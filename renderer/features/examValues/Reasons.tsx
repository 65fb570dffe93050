/** Why the item is examined: one line on the form, and the list behind it. */
import { EXAM_REASON_FACTS, type ExamReason } from '../../../domain/exam/reasons.ts';
import { say } from '../../text/say.ts';
import { KeyChoices } from './KeyChoices.tsx';
import { REASONS_KEY } from './reasons.ts';
import { ValueLine } from './ValueLine.tsx';

export function ReasonsLine({ reasons, onOpen }: { readonly reasons: readonly ExamReason[]; readonly onOpen: () => void }) {
  return <ValueLine name={say.examValues.reasons} words={say.examValues.reasonsWords(reasons)} keyName={REASONS_KEY} testId="reasons-line" onOpen={onOpen} />;
}

interface ReasonChoicesProps {
  readonly reasons: readonly ExamReason[];
  readonly onToggle: (key: string) => void;
  readonly onDone: () => void;
}

export function ReasonChoices({ reasons, onToggle, onDone }: ReasonChoicesProps) {
  return (
    <KeyChoices
      heading={say.examValues.reasons} testId="reason" chosen={reasons}
      choices={EXAM_REASON_FACTS.map(({ code, key }) => ({ code, key, words: say.lists.reason(code) }))}
      onKey={(key) => (key === 'Escape' ? onDone() : onToggle(key))}
    />
  );
}
