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
    <section className="exam-panel" data-scrolls="true" aria-label={field.words} data-testid="outcome-choices">
      <h2>{outcome.words}: {field.words}</h2>
      <div className="exam-choices">
        {(field.choices ?? []).map(({ key, value, words }) => (
          <Button key={value} testId={`choice-${value}`} keyName={key} onPress={() => pressOutcome([...keys, key])}>{words}</Button>
        ))}
        <Button keyName="Esc" kind="bar" onPress={backOut}>{say.exam.back}</Button>
      </div>
    </section>
  );
}
