/** What the case in front asks for, what was right or wrong with the last record and why, and the sample for a scanner to read off the glass. */
import { DRILL_CASES, type DrillCase } from '../../../domain/drill/cases.ts';
import type { DrillProgress } from '../../../domain/drill/fold.ts';
import { formatItemId } from '../../../domain/identifier/facts.ts';
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import { TickIcon, WarningIcon } from '../../ui/icons.tsx';
import { DRILL_KEYS } from './keys.ts';

export function DrillGuide() {
  const view = useApp((state) => state.drillView);
  const leaveDrill = useApp((state) => state.leaveDrill);
  if (view === null) return null;
  const now = DRILL_CASES.find(({ code }) => code === view.progress.current);
  return (
    <section className="drill-guide" aria-label={say.drill.guide} data-testid="drill-guide" data-case={now?.code ?? 'none'}>
      <div className="drill-guide-words">
        <Told progress={view.progress} />
        {now === undefined ? <AllPassed savedAt={view.savedAt} /> : <Goal now={now} />}
      </div>
      {now !== undefined && <Sample now={now} />}
      {now === undefined && <Button kind="primary" keyName={DRILL_KEYS.leave} testId="drill-leave" onPress={() => void leaveDrill()}>{say.drill.help.leave}</Button>}
    </section>
  );
}

function AllPassed({ savedAt }: { readonly savedAt: string | null }) {
  return <h2 data-testid="drill-all-passed">{say.drill.allPassed(savedAt)}</h2>;
}

function Goal({ now: { code, number } }: { readonly now: DrillCase }) {
  const { title, goal, hint } = say.drill.cases[code];
  return (
    <>
      <h2 data-testid="drill-case">{say.drill.caseOf(number, DRILL_CASES.length, title)}</h2>
      <p data-testid="drill-goal">{goal}</p>
      <p className="drill-hint">{say.drill.hint}: {hint}</p>
    </>
  );
}

/** Of the case in front when something of it was judged, else of the case before it. */
function Told({ progress: { cases, current } }: { readonly progress: DrillProgress }) {
  const at = current === null ? cases.length : cases.findIndex(({ code }) => code === current);
  const now = cases[at];
  const told = now?.last == null ? cases[at - 1] : now;
  if (told?.last == null) return null;
  const number = cases.indexOf(told) + 1;
  const isWrong = told.last.verdict === 'wrong';
  return (
    <p role={isWrong ? 'alert' : 'status'} className="drill-told" data-testid="drill-told" data-verdict={told.last.verdict}>
      {isWrong ? <WarningIcon /> : <TickIcon />}
      <span>
        <strong>{told.isPassed ? say.drill.passed(number, told.tries) : say.drill.told(told.last)}</strong>
        {told.last.verdict !== 'next' && <span className="drill-why"> {say.drill.why}: {say.drill.cases[told.code].why}</span>}
      </span>
    </p>
  );
}

function Sample({ now: { number, itemId } }: { readonly now: DrillCase }) {
  const symbol = useApp((state) => state.drillSymbols.find((one) => one.number === number));
  const display = itemId === null ? say.drill.noSample : formatItemId(itemId);
  return (
    <figure className="drill-sample" data-testid="drill-sample">
      {symbol !== undefined && <img src={`data:image/svg+xml,${encodeURIComponent(symbol.svg)}`} alt={say.drill.sampleAlt(number, display)} />}
      <figcaption>{itemId === null ? display : `${say.drill.sample(number)}: ${display}`}</figcaption>
    </figure>
  );
}
