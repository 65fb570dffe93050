/** The shift: an officer's own exams, or for a supervisor everybody's, to be looked through and signed. */
import type { ShiftLog } from '../../../preload/contract/views.ts';
import { useApp } from '../../app/storeContext.tsx';
import { en } from '../../text/en.ts';
import { Button } from '../../ui/Button.tsx';
import { FaultNote } from '../../ui/FaultNote.tsx';
import { Page, Panel } from '../../ui/Panel.tsx';
import { Table } from '../../ui/Table.tsx';
import { Signing } from './Signing.tsx';

export function ShiftScreen() {
  const log = useApp((state) => state.shiftLog);
  const fault = useApp((state) => state.shiftFault);
  const words = useApp((state) => state.deskState?.shift.words ?? '');
  const isSupervisor = useApp((state) => state.deskState?.officer?.role === 'supervisor');
  const signOut = useApp((state) => state.signOut);
  return (
    <Page name="shift" heading={en.shift.heading(log?.shift.words ?? words)}>
      {fault !== null && <FaultNote kind={fault.kind} sentence={en.fault(fault)} />}
      {log === null ? <p>{en.shift.loading}</p> : (
        <>
          {isSupervisor && <Signing log={log} />}
          <ByOfficer log={log} isSupervisor={isSupervisor} />
          <Log log={log} />
        </>
      )}
      <div className="button-row">
        <Button keyName="Q" testId="sign-out" onPress={() => void signOut()}>{en.shift.signOut}</Button>
      </div>
    </Page>
  );
}

function ByOfficer({ log, isSupervisor }: { readonly log: ShiftLog; readonly isSupervisor: boolean }) {
  const outcomes = Object.keys(log.byOutcome);
  const exams = log.byOfficer.reduce((sum, officer) => sum + officer.exams, 0);
  return (
    <Panel heading={isSupervisor ? en.shift.byOfficer : en.shift.own}>
      <Table
        testId="shift-table" caption={isSupervisor ? en.shift.byOfficer : en.shift.own}
        columns={[en.shift.officer, en.shift.exams, ...outcomes.map(en.exam.outcomeWords)]}
      >
        {log.byOfficer.map(({ officerId, name, exams: count, byOutcome }) => (
          <tr key={officerId} data-testid="shift-officer">
            <th scope="row">{name}</th>
            <td>{count}</td>
            {outcomes.map((outcome) => <td key={outcome}>{byOutcome[outcome] ?? 0}</td>)}
          </tr>
        ))}
        {isSupervisor && (
          <tr data-testid="shift-total">
            <th scope="row">{en.shift.total}</th>
            <td>{exams}</td>
            {outcomes.map((outcome) => <td key={outcome}>{log.byOutcome[outcome] ?? 0}</td>)}
          </tr>
        )}
      </Table>
    </Panel>
  );
}

function Log({ log }: { readonly log: ShiftLog }) {
  return (
    <Panel heading={en.shift.log}>
      {log.exams.length === 0 ? <p>{en.shift.none}</p> : (
        <Table
          testId="shift-log" caption={en.shift.log}
          columns={[en.shift.time, en.shift.item, en.shift.band, en.shift.outcome, en.shift.officer, en.shift.state]}
        >
          {log.exams.map((exam) => (
            <tr key={exam.examId} data-testid="shift-exam" data-outcome={exam.outcome}>
              <td>{en.recent.at(exam.recordedAt)}</td>
              <td>{exam.display}</td>
              <td>{en.band.word[exam.band]}</td>
              <td>{en.exam.outcomeWords(exam.outcome)}</td>
              <td>{exam.officerName}</td>
              <td>{en.recent.delivery[exam.delivery]}</td>
            </tr>
          ))}
        </Table>
      )}
    </Panel>
  );
}
