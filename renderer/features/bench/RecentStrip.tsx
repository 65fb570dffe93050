/** The newest exams of this desk; "delivered" only where HQ's receipt says so. */
import type { ExamSummary } from '../../../preload/contract/examViews.ts';
import { useApp } from '../../app/storeContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { say } from '../../text/say.ts';
import { undoableOf } from './undoable.ts';

export function RecentStrip() {
  const recent = useApp((state) => state.recent);
  const undoableId = useApp((state) => undoableOf(state)?.examId);
  const undoNewest = useApp((state) => state.undoNewest);
  const isDrill = useApp((state) => state.drillView !== null);
  return (
    <section className="recent" aria-label={say.recent.heading}>
      <h2>{say.recent.heading}</h2>
      {recent.length === 0 && <p data-testid="recent-none">{say.recent.none}</p>}
      <ol>
        {recent.map((exam) => (
          <li
            key={exam.examId}
            className="recent-row"
            data-testid="recent-row"
            data-exam-id={exam.examId}
            data-outcome={exam.outcome}
            data-delivery={exam.delivery}
            data-withdrawn={exam.isWithdrawn}
          >
            <span>{say.recent.at(exam.recordedAt)}</span>
            <span className="recent-id">{exam.display}</span>
            <span>{say.band.word[exam.band]}</span>
            <span>{say.exam.outcomeWords(exam.outcome)}{notes(exam)}</span>
            <span>{isDrill ? say.drill.recordedHereShort(exam.recordedAt) : deliveryWords(exam)}</span>
          </li>
        ))}
      </ol>
      {undoableId !== undefined && <Button keyName="U" testId="undo" onPress={() => void undoNewest()}>{say.bench.undo}</Button>}
    </section>
  );
}

function notes({ isAmended, isWithdrawn, isExaminedElsewhere }: ExamSummary): string {
  const said = [isWithdrawn ? say.recent.withdrawn : isAmended ? say.bench.amended : null, isExaminedElsewhere ? say.bench.examinedElsewhere : null];
  return said.map((words) => (words === null ? '' : ` · ${words}`)).join('');
}

function deliveryWords({ delivery, recordedAt, deliveredAt }: ExamSummary): string {
  if (delivery === 'saved') return say.recent.savedAt(recordedAt);
  return delivery === 'delivered' ? say.recent.deliveredAt(deliveredAt) : say.recent.delivery.refused;
}
