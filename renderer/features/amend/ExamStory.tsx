/** The story of one exam: what was sealed, by whom, and every amendment since, in order, with its why. */
import type { ExamDetail } from '../../../preload/contract/examViews.ts';
import { say } from '../../text/say.ts';
import { CorrectedIcon, TickIcon, WithdrawnIcon } from '../../ui/icons.tsx';
import { Panel } from '../../ui/Panel.tsx';

export function ExamStory({ detail: { summary, sealedOutcome, amendments, photos } }: { readonly detail: ExamDetail }) {
  return (
    <Panel heading={say.amend.story}>
      <ol className="exam-story" data-testid="amend-story">
        <li data-testid="story-sealed">
          <TickIcon />
          <div>
            <p>{say.amend.by(summary.recordedAt, summary.officerName)}</p>
            <p><strong>{say.amend.sealedAs(say.exam.outcomeWords(sealedOutcome))}</strong></p>
            <p>{say.amend.state(say.band.word[summary.band], say.recent.delivery[summary.delivery])}</p>
          </div>
        </li>
        {amendments.map(({ kind, why, at, officerName, outcome }, index) => (
          // Amendments have no name of their own: they are only ever added at the end.
          <li key={index} data-testid="story-amendment" data-kind={kind}>
            {kind === 'withdrawn' ? <WithdrawnIcon /> : <CorrectedIcon />}
            <div>
              <p>{say.amend.by(at, officerName)}</p>
              <p><strong>{outcome === null ? say.amend.withdrawn : say.amend.corrected(say.exam.outcomeWords(outcome))}</strong></p>
              <p>{say.amend.because(why)}</p>
            </div>
          </li>
        ))}
      </ol>
      {photos.length > 0 && <p data-testid="story-photos">{say.photos.ofExam(photos)}</p>}
    </Panel>
  );
}
