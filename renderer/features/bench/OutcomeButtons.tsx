/** The outcomes that one key reaches. */
import { ALL_OUTCOMES_KEY, OUTCOMES } from '../../../domain/outcome/outcomes.ts';
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import type { Work } from './work.ts';

export function OutcomeButtons({ work }: { readonly work: Work }) {
  const pressOutcome = useApp((state) => state.pressOutcome);
  const isDisabled = work.phase !== 'open';
  return (
    <div role="group" aria-label={say.exam.outcome} className="exam-outcomes">
      <h2>{say.exam.outcome}</h2>
      <div className="exam-outcomes-keys">
        {OUTCOMES.map(({ code, benchKey }) => benchKey !== null && (
          <Button
            key={code} testId={`outcome-${code}`} keyName={benchKey} kind={benchKey === '0' ? 'primary' : 'plain'} isDisabled={isDisabled}
            onPress={() => pressOutcome([benchKey])}
          >
            {say.lists.outcome(code)}
          </Button>
        ))}
        <Button testId="outcome-all" keyName={ALL_OUTCOMES_KEY} isDisabled={isDisabled} onPress={() => pressOutcome([ALL_OUTCOMES_KEY])}>
          {say.exam.allOutcomes}
        </Button>
      </div>
    </div>
  );
}
