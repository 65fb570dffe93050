/** The counts of the bag on the bench, large; then by band and by outcome. */
import { BANDS } from '../../../domain/band/bands.ts';
import { OUTCOMES } from '../../../domain/outcome/outcomes.ts';
import type { BagView } from '../../../preload/contract/bagViews.ts';
import { say } from '../../text/say.ts';
import { Panel } from '../../ui/Panel.tsx';

type Line = readonly [words: string, count: number];

export function BagContents({ bag: { itemCount, examCount, heldCount, byBand, byOutcome } }: { readonly bag: BagView }) {
  const bands = BANDS.map((band): Line => [say.band.word[band], byBand[band] ?? 0]);
  const outcomes = OUTCOMES.map(({ code, words }): Line => [words, byOutcome[code] ?? 0]);
  return (
    <Panel heading={say.bag.contents}>
      <dl className="bag-counts" data-testid="bag-counts">
        <Count words={say.bag.items(itemCount)} count={itemCount} />
        <Count words={say.bag.examined} count={examCount} />
        <Count words={say.bag.held} count={heldCount} />
      </dl>
      <div className="bag-sides">
        <Lines heading={say.bag.byBand} lines={bands} none={say.bag.noItemYet} />
        <Lines heading={say.bag.byOutcome} lines={outcomes} none={say.bag.noExamYet} />
      </div>
    </Panel>
  );
}

function Count({ words, count }: { readonly words: string; readonly count: number }) {
  return (
    <div>
      <dt>{words}</dt>
      <dd>{say.bag.countOf(count)}</dd>
    </div>
  );
}

/** What did not occur is left out. */
function Lines({ heading, lines, none }: { readonly heading: string; readonly lines: readonly Line[]; readonly none: string }) {
  const occurred = lines.filter(([, count]) => count > 0);
  return (
    <section className="bag-lines" aria-label={heading}>
      <h3>{heading}</h3>
      {occurred.length === 0 ? <p>{none}</p> : (
        <dl className="facts">
          {occurred.map(([words, count]) => (
            <div key={words} className="bag-line">
              <dt>{words}</dt>
              <dd>{say.bag.countOf(count)}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
