/** The newest exams of this desk; "delivered" only where HQ's receipt says so. */
import type { ExamSummary } from '../../../preload/contract/views.ts';
import { useApp } from '../../app/storeContext.tsx';
import { en } from '../../text/en.ts';

export function RecentStrip() {
  const recent = useApp((state) => state.recent);
  return (
    <section className="recent" aria-label={en.recent.heading}>
      <h3>{en.recent.heading}</h3>
      {recent.length === 0 && <p>{en.recent.none}</p>}
      <ol>
        {recent.map((exam) => (
          <li
            key={exam.examId}
            className="recent-row"
            data-testid="recent-row"
            data-exam-id={exam.examId}
            data-outcome={exam.outcome}
            data-delivery={exam.delivery}
          >
            <span>{en.recent.at(exam.recordedAt)}</span>
            <span className="recent-id">{exam.display}</span>
            <span>{en.band.word[exam.band]}</span>
            <span>{en.exam.outcomeWords(exam.outcome)}</span>
            <span>{deliveryWords(exam)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function deliveryWords({ delivery, recordedAt, deliveredAt }: ExamSummary): string {
  if (delivery === 'saved') return en.recent.savedAt(recordedAt);
  return delivery === 'delivered' ? en.recent.deliveredAt(deliveredAt) : en.recent.delivery.refused;
}
