/** Another outcome: the list of all of them, then what it needs to be complete; the same keys as on the bench. */
import { followKeys, OUTCOMES, type FieldSituation } from '../../../domain/outcome/outcomes.ts';
import { say } from '../../text/say.ts';
import { KeyChoices } from '../examValues/index.ts';

interface OutcomePartProps {
  readonly keys: readonly string[];
  readonly situation: FieldSituation;
  readonly outcome: string;
  readonly onKey: (key: string) => void;
}

export function OutcomePart({ keys, situation, outcome, onKey }: OutcomePartProps) {
  const step = followKeys(keys, situation);
  if (step?.step === 'choose') {
    const choices = (step.field.choices ?? []).map((choice) => ({ code: choice.value, words: say.lists.choice(step.field.name, choice), key: choice.key }));
    return <KeyChoices heading={`${say.lists.outcome(step.outcome.code)}: ${say.lists.field(step.field)}`} testId="choice" choices={choices} onKey={onKey} />;
  }
  const choices = OUTCOMES.map(({ code, listKey, cbpNumber }) => ({
    code, key: listKey, words: <>{say.lists.outcome(code)}{cbpNumber !== null && <small> {say.exam.cbp(cbpNumber)}</small>}</>,
  }));
  return <KeyChoices heading={say.exam.chooseOutcome} testId="outcome" choices={choices} chosen={[outcome]} onKey={onKey} />;
}
