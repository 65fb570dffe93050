/** On the bench: the exam just recorded asks for papers, and the key that prints their worksheet. */
import type { ExamSummary } from '../../../preload/contract/examViews.ts';
import { say } from '../../text/say.ts';
import { WORKSHEET_KEY } from './keys.ts';
import { SheetKeys } from './SheetKeys.tsx';
import { SheetNote } from './SheetNote.tsx';
import { worksheetDue } from './worksheet.ts';

interface WorksheetNoteProps {
  readonly exam: ExamSummary | null;
  /** The item has a label of its own: then F8 and S are the label's. */
  readonly hasLabel: boolean;
}

export function WorksheetNote({ exam, hasLabel }: WorksheetNoteProps) {
  const due = exam === null ? null : worksheetDue(exam);
  if (exam === null || due === null) return null;
  return (
    <>
      <div role="status" className="note" data-testid="worksheet-due" data-due={due}>
        <p>{say.sheet.due[due]}</p>
        <SheetKeys subject={{ examId: exam.examId }} printKey={hasLabel ? WORKSHEET_KEY.toUpperCase() : 'F8'} {...(hasLabel ? { saveKey: null } : {})} />
      </div>
      <SheetNote subject={{ examId: exam.examId }} />
    </>
  );
}
