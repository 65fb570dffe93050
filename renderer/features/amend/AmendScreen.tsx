/** Corrects or withdraws one sealed exam: its story on the left, its values as they count now on the right. */
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import { FaultNote } from '../../ui/FaultNote.tsx';
import { TickIcon, WarningIcon } from '../../ui/icons.tsx';
import { Page } from '../../ui/Panel.tsx';
import { SheetKeys, SheetNote, WORKSHEET_KEY } from '../sheets/index.ts';
import { correctionProblems, isCorrected, withdrawalProblems } from './amendForm.ts';
import type { Amending } from './amending.ts';
import { ExamFacts } from './ExamFacts.tsx';
import { ExamStory } from './ExamStory.tsx';
import { AmendValues } from './AmendValues.tsx';
import { Sealing } from './Sealing.tsx';
import './amend.css';

export function AmendScreen() {
  const amending = useApp((state) => state.amending);
  const fault = useApp((state) => state.amendFault);
  return (
    <Page name="amend" heading={say.amend.heading(amending?.detail.summary.display ?? '')}>
      {fault !== null && <FaultNote kind={fault.kind} sentence={say.fault(fault)} />}
      {amending !== null && <Amendment amending={amending} />}
    </Page>
  );
}

function Amendment({ amending }: { readonly amending: Amending }) {
  const backOutAmend = useApp((state) => state.backOutAmend);
  const { detail, form, tried, part } = amending;
  const problems = correctionProblems(form, detail);
  const hasProblems = (tried === 'withdrawn' ? withdrawalProblems(form, detail) : problems).length > 0;
  // What is only missing is said once it is needed.
  const shown = tried === null ? problems.filter(({ field, problem }) => field !== 'why' || problem !== 'REQUIRED') : problems;
  return (
    <>
      <Notes amending={amending} hasProblems={hasProblems} />
      <SheetNote subject={{ examId: detail.summary.examId }} />
      <div className="amend">
        <div className="amend-story">
          <ExamStory detail={detail} />
          {detail.mayAmend && <Sealing amending={amending} problems={shown} />}
          {part === null && (
            <div className="button-row">
              <SheetKeys subject={{ examId: detail.summary.examId }} printKey={WORKSHEET_KEY.toUpperCase()} />
              <Button kind="bar" keyName="Esc" onPress={() => void backOutAmend()}>{detail.mayAmend ? say.amend.leaveTyped : say.amend.leave}</Button>
            </div>
          )}
        </div>
        {detail.mayAmend ? <AmendValues amending={amending} problems={shown} /> : <ExamFacts values={detail.values} />}
      </div>
    </>
  );
}

/** What became of the last key, and why nothing can be changed where nothing can. */
function Notes({ amending: { detail, form, sealed, tried }, hasProblems }: { readonly amending: Amending; readonly hasProblems: boolean }) {
  const { summary, mayAmend } = detail;
  const isUnchanged = tried === 'corrected' && !isCorrected(form, detail);
  return (
    <>
      {sealed !== null && (
        <div role="status" className="note note-done" data-testid="amend-sealed" data-kind={sealed.kind}>
          <TickIcon /><p>{say.amend.sealed[sealed.kind](sealed.at)}</p>
        </div>
      )}
      {!mayAmend && (
        <div className="note" data-testid="amend-read-only">
          <WarningIcon /><p>{summary.isWithdrawn ? say.amend.isWithdrawn : say.amend.notYours(summary.officerName)}</p>
        </div>
      )}
      {tried !== null && (hasProblems || isUnchanged) && (
        <div role="alert" className="note note-warning" data-testid="amend-not-sealed">
          <WarningIcon /><p>{isUnchanged ? say.amend.nothingChanged : say.amend.hasProblems}</p>
        </div>
      )}
    </>
  );
}
