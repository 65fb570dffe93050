/** The newest exams of this desk; "delivered" only where HQ's receipt says so. */
import type { ExamSummary } from '../../../preload/contract/examViews.ts';
import { useApp } from '../../app/storeContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { en } from '../../text/en.ts';
import { undoableOf } from './undoable.ts';

export function RecentStrip() {
  const recent = useApp((state) => state.recent);
  const undoableId = useApp((state) => undoableOf(state)?.examId);
  const undoNewest = useApp((state) => state.undoNewest);
  const isDrill = useApp((state) => state.drillView !== null);
  return (
    <section className="recent" aria-label={en.recent.heading}>
      <h2>{en.recent.heading}</h2>
      {recent.length === 0 && <p data-testid="recent-none">{en.recent.none}</p>}
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
            <span>{en.recent.at(exam.recordedAt)}</span>
            <span className="recent-id">{exam.display}</span>
            <span>{en.band.word[exam.band]}</span>
            <span>{en.exam.outcomeWords(exam.outcome)}{notes(exam)}</span>
            <span>{isDrill ? en.drill.recordedHereShort(exam.recordedAt) : deliveryWords(exam)}</span>
          </li>
        ))}
      </ol>
      {undoableId !== undefined && <Button keyName="U" testId="undo" onPress={() => void undoNewest()}>{en.bench.undo}</Button>}
    </section>
  );
}

function notes({ isAmended, isWithdrawn, isExaminedElsewhere }: ExamSummary): string {
  const said = [isWithdrawn ? en.recent.withdrawn : isAmended ? en.bench.amended : null, isExaminedElsewhere ? en.bench.examinedElsewhere : null];
  return said.map((words) => (words === null ? '' : ` · ${words}`)).join('');
}

function deliveryWords({ delivery, recordedAt, deliveredAt }: ExamSummary): string {
  if (delivery === 'saved') return en.recent.savedAt(recordedAt);
  return delivery === 'delivered' ? en.recent.deliveredAt(deliveredAt) : en.recent.delivery.refused;
}
