/** What a person must look at before the shift is signed; nothing here is decided or merged by the program. */
import type { ConflictView, LinkProposalView } from '../../../preload/contract/examViews.ts';
import type { ShiftLog } from '../../../preload/contract/views.ts';
import { say } from '../../text/say.ts';
import { WarningIcon } from '../../ui/icons.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Table } from '../../ui/Table.tsx';
import { CursorRow } from './CursorRow.tsx';
import { rowKey } from './rows.ts';

interface ExceptionsProps {
  readonly log: ShiftLog;
  readonly isSupervisor: boolean;
  readonly front: string | null;
}

export function Exceptions({ log, isSupervisor, front }: ExceptionsProps) {
  const { conflicts, linkProposals } = log;
  const sentences = isSupervisor ? supervisorSentences(log) : [];
  if (conflicts.length + linkProposals.length + sentences.length === 0) return null;
  return (
    <Panel heading={say.shift.exceptions}>
      {sentences.map((words) => <p key={words} className="exam-mark" data-testid="shift-exception"><WarningIcon />{words}</p>)}
      {linkProposals.length > 0 && <Proposals proposals={linkProposals} front={front} />}
      {conflicts.map((conflict, nth) => <Conflict key={`${conflict.itemKey} ${nth}`} conflict={conflict} nth={nth} front={front} />)}
    </Panel>
  );
}

function supervisorSentences({ shift, unsignedShifts, doubled, unmatched }: ShiftLog): readonly string[] {
  return [
    ...unsignedShifts.filter(({ date, letter }) => date !== shift.date || letter !== shift.letter)
      .map(({ words, date, exams }) => say.shift.unsignedShift(say.shift.heading(words), date, exams)),
    ...(doubled === 0 ? [] : [say.shift.doubled(doubled)]),
    ...(unmatched === 0 ? [] : [say.shift.unmatched(unmatched)]),
  ];
}

function Proposals({ proposals, front }: { readonly proposals: readonly LinkProposalView[]; readonly front: string | null }) {
  return (
    <>
      <h3>{say.shift.proposals} <kbd>L</kbd></h3>
      <Table testId="shift-proposals" caption={say.shift.proposals} columns={[say.shift.time, say.shift.item, say.shift.postings]}>
        {proposals.map(({ examId, display, examinedAt, postings }) => (
          <CursorRow key={examId} rowKey={rowKey('proposal', examId)} front={front} testId="shift-proposal">
            <td>{say.recent.at(examinedAt)}</td>
            <td>{display}</td>
            <td>{postings.map(({ postedOn }) => say.shift.posting(postedOn)).join('; ')}</td>
          </CursorRow>
        ))}
      </Table>
    </>
  );
}

interface ConflictProps {
  readonly conflict: ConflictView;
  readonly nth: number;
  readonly front: string | null;
}

function Conflict({ conflict: { display, outcomesDiffer, exams }, nth, front }: ConflictProps) {
  return (
    <div className="shift-conflict" data-testid="shift-conflict" data-differ={outcomesDiffer}>
      <h3>{say.shift.conflicts}: {display}</h3>
      <p className="exam-mark">{outcomesDiffer && <WarningIcon />}{outcomesDiffer ? say.shift.outcomesDiffer : say.shift.outcomesEqual}</p>
      <Table caption={`${say.shift.conflicts}: ${display}`} columns={[say.shift.time, say.shift.desk, say.shift.outcome]}>
        {exams.map(({ examId, deviceId, isOwn, outcome, recordedAt }) => {
          const cells = (
            <>
              <td>{say.recent.at(recordedAt)}</td>
              <td>{isOwn ? say.shift.thisDesk : say.shift.otherDesk(deviceId)}</td>
              <td>{say.exam.outcomeWords(outcome)}</td>
            </>
          );
          return isOwn
            ? <CursorRow key={examId} rowKey={rowKey('conflict', examId, nth)} front={front} testId="shift-conflict-exam" outcome={outcome}>{cells}</CursorRow>
            : <tr key={examId} data-testid="shift-conflict-other" data-outcome={outcome}>{cells}</tr>;
        })}
      </Table>
    </div>
  );
}
