/** What became of the selection, or why the mark was not recorded. */
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { FaultNote } from '../../ui/FaultNote.tsx';
import type { HoldsNotice } from './slice.ts';

export function HoldsNote() {
  const notice = useApp((state) => state.holdsNotice);
  const fault = useApp((state) => state.markFault);
  return (
    <>
      {fault !== null && <FaultNote kind={fault.kind} sentence={say.fault(fault)} />}
      {notice !== null && <p role="status" className="note" data-testid="holds-notice" data-notice={notice.kind}>{noticeWords(notice)}</p>}
    </>
  );
}

function noticeWords(notice: HoldsNotice): string {
  switch (notice.kind) {
    case 'marked':
      return say.holds.marked(notice.count, notice.reason);
    case 'putAway':
      return say.holds.putAway(notice.count);
    case 'answered':
      return say.holds.answered(notice.count);
    case 'notSelectable':
      return say.holds.notSelectable;
    case 'nothingOpen':
      return say.holds.nothingOpen;
  }
}
