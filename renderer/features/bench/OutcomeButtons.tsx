/** The outcomes that one key reaches, or the answers to the one question an outcome asks. */
import { ALL_OUTCOMES_KEY, followKeys, OUTCOMES } from '../../../domain/outcome/outcomes.ts';
import { useApp } from '../../app/storeContext.tsx';
import { en } from '../../text/en.ts';
import { Button } from '../../ui/Button.tsx';
import type { Work } from './work.ts';

export function OutcomeButtons({ work }: { readonly work: Work }) {
  const pressOutcome = useApp((state) => state.pressOutcome);
  const backOut = useApp((state) => state.backOut);
  const keys = work.form.outcomeKeys;
  const step = keys.length === 0 ? null : followKeys(keys);
  const isDisabled = work.phase !== 'open';

  if (step?.step === 'choose') {
    return (
      <div role="group" aria-label={step.field.words} className="exam-outcomes" data-testid="outcome-choices">
        <h3>{step.outcome.words}: {step.field.words}</h3>
        <div className="exam-outcomes-keys">
          {(step.field.choices ?? []).map(({ key, value, words }) => (
            <Button key={value} testId={`choice-${value}`} keyName={key} isDisabled={isDisabled} onPress={() => pressOutcome([...keys, key])}>{words}</Button>
          ))}
          <Button keyName="Esc" onPress={backOut}>{en.exam.back}</Button>
        </div>
      </div>
    );
  }

  return (
    <div role="group" aria-label={en.exam.outcome} className="exam-outcomes">
      <h3>{en.exam.outcome}</h3>
      <div className="exam-outcomes-keys">
        {OUTCOMES.map(({ code, words, benchKey }) => benchKey !== null && (
          <Button
            key={code} testId={`outcome-${code}`} keyName={benchKey} kind={benchKey === '0' ? 'primary' : 'plain'} isDisabled={isDisabled}
            onPress={() => pressOutcome([benchKey])}
          >
            {words}
          </Button>
        ))}
        <Button testId="outcome-all" keyName={ALL_OUTCOMES_KEY} isDisabled={isDisabled} onPress={() => pressOutcome([ALL_OUTCOMES_KEY])}>
          {en.exam.allOutcomes}
        </Button>
      </div>
    </div>
  );
}
