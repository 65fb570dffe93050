/** What must be said between band and item: faults, news that wait for a key, a key that did not act. */
import { useApp } from '../../app/storeContext.tsx';
import { en } from '../../text/en.ts';
import { Button } from '../../ui/Button.tsx';
import { FaultNote } from '../../ui/FaultNote.tsx';
import { WarningIcon } from '../../ui/icons.tsx';
import type { Work } from './work.ts';

export function BenchNotes() {
  const top = useApp((state) => state.top);
  const scanFault = useApp((state) => state.scanFault);
  const notice = useApp((state) => state.notice);
  return (
    <div className="bench-notes">
      {scanFault !== null && <FaultNote kind={scanFault.fault.kind} sentence={`${scanFault.raw === '' ? '' : `${en.band.scanFailed(scanFault.raw)} `}${en.fault(scanFault.fault)}`} />}
      {top?.fault != null && <FaultNote kind={top.fault.kind} sentence={en.fault(top.fault)} />}
      {top !== null && <NewsNote work={top} />}
      {notice === 'keyHeldBack' && (
        <div role="alert" className="note note-warning" data-testid="key-held-back"><WarningIcon /><p>{en.exam.keyHeldBack}</p></div>
      )}
    </div>
  );
}

function NewsNote({ work: { item, newer, form } }: { readonly work: Work }) {
  const loadNews = useApp((state) => state.loadNews);
  if (newer === null) return null;
  return (
    <div role="alert" className="note note-warning" data-testid="news" data-band={newer.band}>
      <WarningIcon />
      <p>{en.band.news(newer.band === item.band ? null : en.band.word[newer.band])}</p>
      <Button keyName="N" testId="news-load" isDisabled={form.outcomeKeys.length > 0} onPress={loadNews}>{en.band.loadNews}</Button>
    </div>
  );
}
