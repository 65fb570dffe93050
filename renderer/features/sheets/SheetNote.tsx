/** Says what became of a sheet that was asked for here. */
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { FaultNote } from '../../ui/FaultNote.tsx';
import { TickIcon } from '../../ui/icons.tsx';
import { subjectKey, type SheetSubject } from './slice.ts';

export function SheetNote({ subject }: { readonly subject: SheetSubject }) {
  const notice = useApp((state) => state.sheetNotice);
  if (notice === null || notice.subject !== subjectKey(subject)) return null;
  const { outcome } = notice;
  if (outcome?.kind === 'fault') return <FaultNote kind={outcome.fault.kind} sentence={say.fault(outcome.fault)} />;
  return (
    <div role="status" className="note" data-testid="sheet-note" data-kind={outcome?.kind ?? 'busy'}>
      {outcome !== null && <TickIcon />}
      <p>{outcome === null ? say.sheet.busy : outcome.kind === 'saved' ? say.sheet.savedPdf(outcome.file, subject !== 'scanner' && subject !== 'drill') : say.sheet.printed}</p>
    </div>
  );
}
