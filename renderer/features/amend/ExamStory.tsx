/** The story of one exam: what was sealed, by whom, and every amendment since, in order, with its why. */
import type { ExamDetail } from '../../../preload/contract/examViews.ts';
import { en } from '../../text/en.ts';
import { CorrectedIcon, TickIcon, WithdrawnIcon } from '../../ui/icons.tsx';
import { Panel } from '../../ui/Panel.tsx';

export function ExamStory({ detail: { summary, sealedOutcome, amendments, photos } }: { readonly detail: ExamDetail }) {
  return (
    <Panel heading={en.amend.story}>
      <ol className="exam-story" data-testid="amend-story">
        <li data-testid="story-sealed">
          <TickIcon />
          <div>
            <p>{en.amend.by(summary.recordedAt, summary.officerName)}</p>
            <p><strong>{en.amend.sealedAs(en.exam.outcomeWords(sealedOutcome))}</strong></p>
            <p>{en.amend.state(en.band.word[summary.band], en.recent.delivery[summary.delivery])}</p>
          </div>
        </li>
        {amendments.map(({ kind, why, at, officerName, outcome }, index) => (
          // Amendments have no name of their own: they are only ever added at the end.
          <li key={index} data-testid="story-amendment" data-kind={kind}>
            {kind === 'withdrawn' ? <WithdrawnIcon /> : <CorrectedIcon />}
            <div>
              <p>{en.amend.by(at, officerName)}</p>
              <p><strong>{outcome === null ? en.amend.withdrawn : en.amend.corrected(en.exam.outcomeWords(outcome))}</strong></p>
              <p>{en.amend.because(why)}</p>
            </div>
          </li>
        ))}
      </ol>
      {photos.length > 0 && <p data-testid="story-photos">{en.photos.ofExam(photos)}</p>}
    </Panel>
  );
}
