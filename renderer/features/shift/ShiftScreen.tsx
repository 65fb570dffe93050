/** The shift: an officer's own exams, or for a supervisor everybody's, to be looked through, amended and signed. */
import type { ShiftLog } from '../../../preload/contract/views.ts';
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import { FaultNote } from '../../ui/FaultNote.tsx';
import { TickIcon } from '../../ui/icons.tsx';
import { Page, Panel } from '../../ui/Panel.tsx';
import { Table } from '../../ui/Table.tsx';
import { HAND_OVER_KEY, SheetKeys, SheetNote, WORKSHEET_KEY } from '../sheets/index.ts';
import { DrillResults } from '../drill/index.ts';
import { Exceptions } from './Exceptions.tsx';
import { ExamRows } from './ExamRows.tsx';
import { LinkChoice } from './LinkChoice.tsx';
import { rowAt } from './rows.ts';
import { Signing } from './Signing.tsx';
import './shift.css';

export function ShiftScreen() {
  const log = useApp((state) => state.shiftLog);
  const fault = useApp((state) => state.shiftFault);
  const linked = useApp((state) => state.shiftLinked);
  const words = useApp((state) => state.deskState?.shift.words ?? '');
  const cursor = useApp((state) => state.shiftCursor);
  const front = rowAt(log, cursor);
  return (
    <Page name="shift" heading={say.shift.heading(log?.shift.words ?? words)}>
      {fault !== null && <FaultNote kind={fault.kind} sentence={say.fault(fault)} />}
      {linked !== null && (
        <div role="status" className="note" data-testid="shift-linked">
          <TickIcon /><p>{say.shift.linked(linked.display, say.shift.posting(linked.postedOn))}</p>
        </div>
      )}
      <SheetNote subject="handOver" />
      {front !== null && <SheetNote subject={{ examId: front.examId }} />}
      {log === null ? <p>{say.shift.loading}</p> : <Review log={log} />}
      <Keys log={log} />
    </Page>
  );
}

function Review({ log }: { readonly log: ShiftLog }) {
  const isSupervisor = useApp((state) => state.deskState?.officer?.role === 'supervisor');
  const linking = useApp((state) => state.shiftLinking);
  const cursor = useApp((state) => state.shiftCursor);
  const front = rowAt(log, cursor)?.key ?? null;
  if (linking !== null) return <LinkChoice proposal={linking} />;
  return (
    <>
      <Exceptions log={log} isSupervisor={isSupervisor} front={front} />
      {isSupervisor && <Signing log={log} />}
      <ByOfficer log={log} isSupervisor={isSupervisor} />
      {isSupervisor && <DrillResults />}
      <Panel heading={say.shift.log}>
        {log.exams.length === 0 ? <p>{say.shift.none}</p> : <ExamRows exams={log.exams} part="exam" caption={say.shift.log} front={front} />}
      </Panel>
      {log.withdrawn.length > 0 && (
        <Panel heading={say.shift.withdrawn}>
          <ExamRows exams={log.withdrawn} part="withdrawn" caption={say.shift.withdrawn} front={front} />
        </Panel>
      )}
    </>
  );
}

function Keys({ log }: { readonly log: ShiftLog | null }) {
  const cursor = useApp((state) => state.shiftCursor);
  const linking = useApp((state) => state.shiftLinking);
  const amendShiftRow = useApp((state) => state.amendShiftRow);
  const printShiftRow = useApp((state) => state.printShiftRow);
  const openLink = useApp((state) => state.openLink);
  const moveShiftCursor = useApp((state) => state.moveShiftCursor);
  const signOut = useApp((state) => state.signOut);
  if (linking !== null) return null;
  const row = rowAt(log, cursor);
  return (
    <div className="button-row shift-keys">
      {row !== null && (
        <>
          <Button kind="bar" keyName="↑" onPress={() => moveShiftCursor(-1)}>{say.shift.up}</Button>
          <Button kind="bar" keyName="↓" onPress={() => moveShiftCursor(1)}>{say.shift.down}</Button>
          <Button kind="bar" keyName="A" testId="shift-amend" onPress={amendShiftRow}>{say.shift.amend(row.display, row.recordedAt)}</Button>
          <Button kind="bar" keyName={WORKSHEET_KEY.toUpperCase()} testId="worksheet-print" onPress={printShiftRow}>{say.sheet.print.worksheet}</Button>
          {row.proposal !== null && <Button kind="bar" keyName="L" testId="shift-link" onPress={() => void openLink()}>{say.shift.link}</Button>}
        </>
      )}
      <SheetKeys subject="handOver" printKey={HAND_OVER_KEY.toUpperCase()} />
      <Button kind="bar" keyName="Q" testId="sign-out" onPress={() => void signOut()}>{say.shift.signOut}</Button>
    </div>
  );
}

function ByOfficer({ log, isSupervisor }: { readonly log: ShiftLog; readonly isSupervisor: boolean }) {
  const outcomes = Object.keys(log.byOutcome);
  const exams = log.byOfficer.reduce((sum, officer) => sum + officer.exams, 0);
  return (
    <Panel heading={isSupervisor ? say.shift.byOfficer : say.shift.own}>
      <Table
        testId="shift-table" caption={isSupervisor ? say.shift.byOfficer : say.shift.own}
        columns={[say.shift.officer, say.shift.exams, ...outcomes.map(say.exam.outcomeWords)]}
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
            <th scope="row">{say.shift.total}</th>
            <td>{exams}</td>
            {outcomes.map((outcome) => <td key={outcome}>{log.byOutcome[outcome] ?? 0}</td>)}
          </tr>
        )}
      </Table>
    </Panel>
  );
}
