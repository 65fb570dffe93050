/** All outcomes with their keys, over the whole width; the band above stays. */
import { ALL_OUTCOMES_KEY, OUTCOMES } from '../../../domain/outcome/outcomes.ts';
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import type { Work } from './work.ts';

export function OutcomeList({ work }: { readonly work: Work }) {
  const pressOutcome = useApp((state) => state.pressOutcome);
  const backOut = useApp((state) => state.backOut);
  return (
    <section className="outcome-list" data-scrolls="true" aria-label={say.exam.chooseOutcome} data-testid="outcome-list">
      <h2>{say.exam.chooseOutcome}</h2>
      <div className="outcome-list-keys">
        {OUTCOMES.map(({ code, listKey, cbpNumber }) => (
          <Button
            key={code} testId={`outcome-${code}`} keyName={listKey.toUpperCase()} isDisabled={work.phase !== 'open'}
            onPress={() => pressOutcome([ALL_OUTCOMES_KEY, listKey])}
          >
            {say.lists.outcome(code)}{cbpNumber !== null && <small> {say.exam.cbp(cbpNumber)}</small>}
          </Button>
        ))}
        <Button keyName="Esc" onPress={backOut}>{say.exam.back}</Button>
      </div>
    </section>
  );
}
