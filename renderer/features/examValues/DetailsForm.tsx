/** The fields that an outcome has beside its name: choices as buttons with their keys, numbers and notes as text. */
import type { ExamProblem } from '../../../domain/exam/problems.ts';
import type { OutcomeField } from '../../../domain/outcome/fields.ts';
import { examFields, type FieldSituation } from '../../../domain/outcome/outcomes.ts';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { chosen, detailKey, valueIn, type DetailsState } from './details.ts';
import { LONGEST_TYPED } from './formStep.ts';
import { problemAt, problemWordsAt } from './problemWords.ts';
import './examValues.css';

interface DetailsFormProps extends DetailsState {
  readonly situation: FieldSituation;
  readonly problems: readonly ExamProblem[];
  readonly onChange: (fields: DetailsState['fields']) => void;
}

export function DetailsForm({ outcome, fields, at, situation, problems, onChange }: DetailsFormProps) {
  const asked = examFields(outcome, situation);
  return (
    <section className="value-part" aria-label={say.examValues.details} data-testid="details">
      <h2>{say.exam.outcomeWords(outcome)}</h2>
      {asked.map((field, index) => field.choices === undefined ? (
        <TextField
          key={field.name} label={say.lists.field(field)} keyName={detailKey(index).toUpperCase()} field={field.name} testId={`detail-${field.name}`}
          hint={say.label.leaveField} maxLength={LONGEST_TYPED} value={valueIn(fields, field.name)}
          onChange={(text) => onChange({ ...fields, [field.name]: text })} {...problemAt(problems, field.name)}
        />
      ) : (
        <Choices
          key={field.name} field={field} keyName={detailKey(index).toUpperCase()} isInFront={index === at} value={valueIn(fields, field.name)}
          problem={problemWordsAt(problems, field.name)} onChoose={(value) => onChange(chosen(fields, field, value))}
        />
      ))}
    </section>
  );
}

interface ChoicesProps {
  readonly field: OutcomeField;
  readonly keyName: string;
  readonly isInFront: boolean;
  readonly value: string;
  readonly problem: string | null;
  readonly onChoose: (value: string) => void;
}

/** Only the field in front shows the keys of its choices: elsewhere they would not act. */
function Choices({ field, keyName, isInFront, value, problem, onChoose }: ChoicesProps) {
  return (
    <div role="group" aria-label={say.lists.field(field)} className="detail-choices" data-testid={`detail-${field.name}`}>
      <span className="detail-choices-name">{say.lists.field(field)} <kbd>{keyName}</kbd></span>
      <div className="value-choices">
        {(field.choices ?? []).map((choice) => (
          <Button
            key={choice.value} testId={`detail-${field.name}-${choice.value}`} isPressed={choice.value === value} onPress={() => onChoose(choice.value)}
            {...(isInFront ? { keyName: choice.key.toUpperCase() } : {})}
          >
            {say.lists.choice(field.name, choice)}
          </Button>
        ))}
      </div>
      {problem !== null && <p className="value-problem">{problem}</p>}
    </div>
  );
}
