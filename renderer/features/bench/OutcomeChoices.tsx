/** The one question an outcome asks before it is recorded: why detained, referred to whom. */
import { followKeys } from '../../../domain/outcome/outcomes.ts';
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import { situationOf } from './draftOf.ts';
import type { Work } from './work.ts';

export function OutcomeChoices({ work }: { readonly work: Work }) {
  const pressOutcome = useApp((state) => state.pressOutcome);
  const backOut = useApp((state) => state.backOut);
  const keys = work.form.outcomeKeys;
  const methods = useApp((state) => state.methods);
  const step = followKeys(keys, situationOf(work, methods));
  if (step?.step !== 'choose') return null;
  const { outcome, field } = step;
  return (
    <section className="exam-panel" data-scrolls="true" aria-label={say.lists.field(field)} data-testid="outcome-choices">
      <h2>{say.lists.outcome(outcome.code)}: {say.lists.field(field)}</h2>
      <div className="exam-choices">
        {(field.choices ?? []).map((choice) => (
          <Button key={choice.value} testId={`choice-${choice.value}`} keyName={choice.key} onPress={() => pressOutcome([...keys, choice.key])}>
            {say.lists.choice(field.name, choice)}
          </Button>
        ))}
        <Button keyName="Esc" kind="bar" onPress={backOut}>{say.exam.back}</Button>
      </div>
    </section>
  );
}
