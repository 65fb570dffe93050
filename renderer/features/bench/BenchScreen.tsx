/** The bench: status band on top, AED and exam side by side, then what was recorded just now. */
import { useApp } from '../../app/storeContext.tsx';
import { BagStrip } from '../bag/index.ts';
import { DrillCases } from '../drill/index.ts';
import { BenchNotes } from './BenchNotes.tsx';
import { ItemPanel } from './ItemPanel.tsx';
import { DraftRow } from './DraftRow.tsx';
import { ExamPanel } from './ExamPanel.tsx';
import { OutcomeList } from './OutcomeList.tsx';
import { RecentStrip } from './RecentStrip.tsx';
import { StatusBand } from './StatusBand.tsx';
import './bench.css';

export function BenchScreen() {
  const top = useApp((state) => state.top);
  const bag = useApp((state) => state.bags?.open ?? null);
  const isListOpen = top?.form.outcomeKeys.length === 1 && top.form.outcomeKeys[0] === '5';
  return (
    <main className="bench" data-testid="screen-bench">
      <StatusBand />
      <div className="bench-body" data-scrolls="true">
        {bag !== null && <BagStrip bag={bag} />}
        <BenchNotes />
        {top === null && <DrillCases />}
        {top !== null && (
          <div className="bench-item" data-list-open={isListOpen}>
            {isListOpen ? <OutcomeList work={top} /> : (
              <>
                <ItemPanel work={top} />
                <ExamPanel work={top} />
              </>
            )}
          </div>
        )}
        <div className="below">
          <DraftRow />
          <RecentStrip />
        </div>
      </div>
    </main>
  );
}
