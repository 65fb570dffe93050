/** The fields of the finding in front, each with its key and with what is wrong beside it. */
import type { ExamProblem } from '../../../domain/exam/problems.ts';
import type { FindingForm } from '../../../preload/contract/examForm.ts';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { findingField } from './findingsStep.ts';
import { LONGEST_NUMBER_TYPED, LONGEST_TYPED } from './formStep.ts';
import { problemAt, problemWordsAt } from './problemWords.ts';

interface FindingFieldsProps {
  readonly finding: FindingForm;
  readonly at: number;
  readonly problems: readonly ExamProblem[];
  readonly onChange: (change: Partial<FindingForm>) => void;
  readonly onKey: (key: string) => void;
}

export function FindingFields({ finding, at, problems, onChange, onKey }: FindingFieldsProps) {
  const of = (member: Parameters<typeof findingField>[1]): string => findingField(at, member);
  return (
    <div className="finding-fields">
      <Chosen name={say.examValues.commodityClass} words={say.examValues.classWords(finding)} keyName="c" problem={null} onKey={onKey} />
      <div className="finding-pair">
        <TextField
          label={say.examValues.quantity} keyName="Q" field={of('quantity')} testId="finding-quantity" hint={say.label.leaveField}
          maxLength={LONGEST_NUMBER_TYPED} value={finding.quantity} onChange={(quantity) => onChange({ quantity })} {...problemAt(problems, of('quantity'))}
        />
        <Chosen name={say.examValues.unit} words={say.examValues.unitWords(finding)} keyName="u" problem={problemWordsAt(problems, of('unit'))} onKey={onKey} />
      </div>
      <div className="finding-pair">
        <TextField
          label={say.examValues.weight} keyName="W" field={of('weightGrams')} testId="finding-weight" hint={say.label.leaveField}
          maxLength={LONGEST_NUMBER_TYPED} value={finding.weightGrams} onChange={(weightGrams) => onChange({ weightGrams })}
          {...problemAt(problems, of('weightGrams'))}
        />
        <Chosen
          name={say.examValues.fieldTest} words={say.examValues.testWords(finding)} keyName="k" problem={problemWordsAt(problems, of('fieldTest'))}
          onKey={onKey}
        />
      </div>
      <TextField
        label={say.examValues.note} keyName="T" field={of('note')} testId="finding-note" hint={say.label.leaveField} maxLength={LONGEST_TYPED}
        value={finding.note} onChange={(note) => onChange({ note })} {...problemAt(problems, of('note'))}
      />
    </div>
  );
}

interface ChosenProps {
  readonly name: string;
  readonly words: string;
  readonly keyName: string;
  readonly problem: string | null;
  readonly onKey: (key: string) => void;
}

/** A member with a closed list: what is chosen, on the button that opens the list. */
function Chosen({ name, words, keyName, problem, onKey }: ChosenProps) {
  return (
    <div className="finding-chosen">
      <span className="finding-chosen-name">{name}</span>
      <Button keyName={keyName.toUpperCase()} onPress={() => onKey(keyName)}>{words}</Button>
      {problem !== null && <p className="value-problem" data-testid="finding-problem">{problem}</p>}
    </div>
  );
}
