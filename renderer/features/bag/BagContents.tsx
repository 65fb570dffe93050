/** The counts of the bag on the bench, large; then by band and by outcome. */
import { BANDS } from '../../../domain/band/bands.ts';
import { OUTCOMES } from '../../../domain/outcome/outcomes.ts';
import type { BagView } from '../../../preload/contract/bagViews.ts';
import { en } from '../../text/en.ts';
import { Panel } from '../../ui/Panel.tsx';

type Line = readonly [words: string, count: number];

export function BagContents({ bag: { itemCount, examCount, heldCount, byBand, byOutcome } }: { readonly bag: BagView }) {
  const bands = BANDS.map((band): Line => [en.band.word[band], byBand[band] ?? 0]);
  const outcomes = OUTCOMES.map(({ code, words }): Line => [words, byOutcome[code] ?? 0]);
  return (
    <Panel heading={en.bag.contents}>
      <dl className="bag-counts" data-testid="bag-counts">
        <Count words={en.bag.items(itemCount)} count={itemCount} />
        <Count words={en.bag.examined} count={examCount} />
        <Count words={en.bag.held} count={heldCount} />
      </dl>
      <div className="bag-sides">
        <Lines heading={en.bag.byBand} lines={bands} none={en.bag.noItemYet} />
        <Lines heading={en.bag.byOutcome} lines={outcomes} none={en.bag.noExamYet} />
      </div>
    </Panel>
  );
}

function Count({ words, count }: { readonly words: string; readonly count: number }) {
  return (
    <div>
      <dt>{words}</dt>
      <dd>{en.bag.countOf(count)}</dd>
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
              <dd>{en.bag.countOf(count)}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
