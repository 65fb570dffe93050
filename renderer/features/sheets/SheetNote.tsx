/** Says what became of a sheet that was asked for here. */
import { useApp } from '../../app/storeContext.tsx';
import { en } from '../../text/en.ts';
import { FaultNote } from '../../ui/FaultNote.tsx';
import { TickIcon } from '../../ui/icons.tsx';
import { subjectKey, type SheetSubject } from './slice.ts';

export function SheetNote({ subject }: { readonly subject: SheetSubject }) {
  const notice = useApp((state) => state.sheetNotice);
  if (notice === null || notice.subject !== subjectKey(subject)) return null;
  const { outcome } = notice;
  if (outcome?.kind === 'fault') return <FaultNote kind={outcome.fault.kind} sentence={en.fault(outcome.fault)} />;
  return (
    <div role="status" className="note" data-testid="sheet-note" data-kind={outcome?.kind ?? 'busy'}>
      {outcome !== null && <TickIcon />}
      <p>{outcome === null ? en.sheet.busy : outcome.kind === 'saved' ? en.sheet.savedPdf(outcome.file, subject !== 'scanner' && subject !== 'drill') : en.sheet.printed}</p>
    </div>
  );
}
