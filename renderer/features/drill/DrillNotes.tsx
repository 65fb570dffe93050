/** What must be said between band and item: in a drill that a key is not for it; on the real bench how a drill ended, or that a sample lies here. */
import { drillCaseOf } from '../../../domain/drill/cases.ts';
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { WarningIcon } from '../../ui/icons.tsx';
import type { DrillNotice } from './slice.ts';
import '../../ui/notes.css';

export function DrillNotes() {
  const isDrill = useApp((state) => state.drillView !== null);
  return isDrill ? <DeskOnly /> : <OnTheRealBench />;
}

function DeskOnly() {
  const isTold = useApp((state) => state.isDeskOnlyTold);
  if (!isTold) return null;
  return <div role="alert" className="note note-warning" data-testid="drill-desk-only"><WarningIcon /><p>{say.drill.deskOnly}</p></div>;
}

function OnTheRealBench() {
  const notice = useApp((state) => state.drillNotice);
  const sample = useApp(({ top }) => (top === null ? null : drillCaseOf(top.item.identifier.id)));
  return (
    <>
      {notice !== null && <DrillTold notice={notice} />}
      {sample !== null && <div role="alert" className="note note-warning" data-testid="drill-real-sample"><WarningIcon /><p>{say.drill.realSample(sample.number)}</p></div>}
    </>
  );
}

export function DrillTold({ notice }: { readonly notice: DrillNotice }) {
  return <div role="status" className="note" data-testid="drill-notice" data-notice={notice.kind}><p>{noticeWords(notice)}</p></div>;
}

function noticeWords(notice: DrillNotice): string {
  switch (notice.kind) {
    case 'ended': {
      const { view: { progress: { cases }, savedAt } } = notice;
      return say.drill.ended(cases.filter(({ isPassed }) => isPassed).length, cases.length, savedAt);
    }
    case 'fault': return say.fault(notice.fault);
    case 'lost': return say.drill.lost;
    case 'notSaved': return say.drill.notSaved;
  }
}
