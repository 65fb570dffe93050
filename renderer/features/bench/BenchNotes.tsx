/** What must be said between band and item: faults, news that wait for a key, a key that did not act. */
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import { FaultNote } from '../../ui/FaultNote.tsx';
import { WarningIcon } from '../../ui/icons.tsx';
import { DrillNotes } from '../drill/index.ts';
import { LabelNote } from '../noBarcode/index.ts';
import { WorksheetNote } from '../sheets/index.ts';
import type { Work } from './work.ts';
import { hasLabel, worksheetExamOf } from './worksheetExam.ts';

export function BenchNotes() {
  const top = useApp((state) => state.top);
  const scanFault = useApp((state) => state.scanFault);
  const notice = useApp((state) => state.notice);
  const worksheetExam = useApp(worksheetExamOf);
  return (
    <div className="bench-notes">
      <DrillNotes />
      {scanFault !== null && <FaultNote kind={scanFault.fault.kind} sentence={`${scanFault.raw === '' ? '' : `${say.band.scanFailed(scanFault.raw)} `}${say.fault(scanFault.fault)}`} />}
      {top?.fault != null && <FaultNote kind={top.fault.kind} sentence={say.fault(top.fault)} />}
      {top !== null && <NewsNote work={top} />}
      {top?.phase === 'open' && <NearMissNote work={top} />}
      {top !== null && top.item.linkProposals.length > 0 && (
        <div className="note note-warning" data-testid="link-proposal"><WarningIcon /><p>{say.bench.linkProposal(top.item.linkProposals.length)}</p></div>
      )}
      {top !== null && <LabelNote item={top.item} />}
      <WorksheetNote exam={worksheetExam} hasLabel={hasLabel({ top })} />
      {notice === 'undone' && <div role="status" className="note" data-testid="undone"><p>{say.bench.undone}</p></div>}
      {notice === 'keyHeldBack' && (
        <div role="alert" className="note note-warning" data-testid="key-held-back"><WarningIcon /><p>{say.exam.keyHeldBack}</p></div>
      )}
      {notice === 'photoUnderWay' && (
        <div role="alert" className="note note-warning" data-testid="photo-under-way"><WarningIcon /><p>{say.photos.underWay}</p></div>
      )}
    </div>
  );
}

function NearMissNote({ work: { item } }: { readonly work: Work }) {
  const takeNearMiss = useApp((state) => state.takeNearMiss);
  const [nearest] = item.nearMisses;
  if (nearest === undefined) return null;
  return (
    <div role="alert" className="note note-warning" data-testid="near-miss">
      <WarningIcon />
      <p>{say.bench.nearMiss(nearest.display, say.bench.slip[nearest.slip])}</p>
      <Button keyName="Y" testId="near-miss-yes" onPress={takeNearMiss}>{say.bench.nearMissYes}</Button>
    </div>
  );
}

function NewsNote({ work: { item, newer, form } }: { readonly work: Work }) {
  const loadNews = useApp((state) => state.loadNews);
  if (newer === null) return null;
  return (
    <div role="alert" className="note note-warning" data-testid="news" data-band={newer.band}>
      <WarningIcon />
      <p>{say.band.news(newer.band === item.band ? null : say.band.word[newer.band])}</p>
      <Button keyName="N" testId="news-load" isDisabled={form.outcomeKeys.length > 0} onPress={loadNews}>{say.band.loadNews}</Button>
    </div>
  );
}
