/** Exams one below the other, each with what happened to it since it was sealed. */
import type { ExamSummary } from '../../../preload/contract/examViews.ts';
import { say } from '../../text/say.ts';
import { CorrectedIcon, WarningIcon, WithdrawnIcon } from '../../ui/icons.tsx';
import { Table } from '../../ui/Table.tsx';
import { CursorRow } from './CursorRow.tsx';
import { rowKey } from './rows.ts';

interface ExamRowsProps {
  readonly exams: readonly ExamSummary[];
  readonly part: 'exam' | 'withdrawn';
  readonly caption: string;
  readonly front: string | null;
}

export function ExamRows({ exams, part, caption, front }: ExamRowsProps) {
  return (
    <Table
      testId={part === 'exam' ? 'shift-log' : 'shift-withdrawn'} caption={caption}
      columns={[say.shift.time, say.shift.item, say.shift.band, say.shift.outcome, say.shift.officer, say.shift.state]}
    >
      {exams.map((exam) => (
        <CursorRow
          key={exam.examId} rowKey={rowKey(part, exam.examId)} front={front} outcome={exam.outcome}
          testId={part === 'exam' ? 'shift-exam' : 'shift-withdrawn-exam'}
        >
          <td>{say.recent.at(exam.recordedAt)}</td>
          <td>
            {exam.display}
            {exam.isExaminedElsewhere && <span className="exam-mark" data-testid="mark-elsewhere"><WarningIcon />{say.shift.elsewhere}</span>}
          </td>
          <td>{say.band.word[exam.band]}</td>
          <td>
            {say.exam.outcomeWords(exam.outcome)}
            {exam.isWithdrawn
              ? <span className="exam-mark" data-testid="mark-withdrawn"><WithdrawnIcon />{say.shift.withdrawnMark}</span>
              : exam.isAmended && <span className="exam-mark" data-testid="mark-corrected"><CorrectedIcon />{say.shift.corrected}</span>}
          </td>
          <td>{exam.officerName}</td>
          <td>{say.recent.delivery[exam.delivery]}</td>
        </CursorRow>
      ))}
    </Table>
  );
}
