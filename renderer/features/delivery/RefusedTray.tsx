/** The entries that HQ refused, each with its reason; one can be read whole. A person decides what becomes of them (sync rule 3). */
import type { RefusalsView, RefusalView } from '../../../preload/contract/refusalViews.ts';
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { FaultNote } from '../../ui/FaultNote.tsx';
import { TickIcon } from '../../ui/icons.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Table } from '../../ui/Table.tsx';
import { RefusalRow } from './RefusalRow.tsx';
import { refusalInFront } from './refusalRows.ts';
import type { RefusalsNotice } from './refusalsSlice.ts';
import { RefusedEntry } from './RefusedEntry.tsx';
import './refusedTray.css';

const columns = (): readonly string[] => [say.refusals.seq, say.refusals.kind, say.refusals.item, say.refusals.officer, say.refusals.recorded, say.refusals.why, say.refusals.state];

export function RefusedTray() {
  const refusals = useApp((state) => state.refusals);
  const open = useApp((state) => state.refusalOpen);
  const fault = useApp((state) => state.refusalsFault);
  const notice = useApp((state) => state.refusalsNotice);
  return (
    <Panel heading={say.refusals.heading}>
      {fault !== null && <FaultNote kind={fault.kind} sentence={say.fault(fault)} />}
      {notice !== null && (
        <div role="status" className="note" data-testid="refusals-notice" data-notice={notice.kind}><TickIcon /><p>{noticeWords(notice)}</p></div>
      )}
      {refusals === null && <p>{say.refusals.loading}</p>}
      {refusals?.count === 0 && <p data-testid="refusals-none">{say.refusals.none}</p>}
      {refusals !== null && refusals.count > 0 && (open === null ? <List refusals={refusals} /> : <RefusedEntry read={open} />)}
    </Panel>
  );
}

function List({ refusals: { rows, count } }: { readonly refusals: RefusalsView }) {
  const cursor = useApp((state) => state.refusalCursor);
  const areAllChosen = useApp((state) => state.areAllRefusalsChosen);
  const front = refusalInFront(rows, cursor);
  return (
    <>
      <p data-testid="refusals-intro">{say.refusals.intro(count)}</p>
      {front !== null && <Reason refusal={front} />}
      <Table testId="refusals-table" caption={say.refusals.heading} columns={columns()}>
        {rows.map((row) => <RefusalRow key={row.seq} refusal={row} isFront={row.seq === front?.seq} isChosen={areAllChosen || row.seq === front?.seq} />)}
      </Table>
      {rows.length < count && <p>{say.refusals.cut(rows.length, count)}</p>}
    </>
  );
}

/** Above the list, so that it stays where it is while the cursor moves. */
function Reason({ refusal: { reason, detail } }: { readonly refusal: RefusalView }) {
  return (
    <div className="refusal-reason" data-testid="refusal-reason" data-reason={reason}>
      <p>{say.refusals.sentence(reason)}</p>
      <p><span className="refusal-label">{say.refusals.detail}:</span> <q>{detail === '' ? say.refusals.noDetail : detail}</q></p>
    </div>
  );
}

function noticeWords(notice: RefusalsNotice): string {
  switch (notice.kind) {
    case 'offered':
      return say.refusals.offered(notice.count);
    case 'answered':
      return say.refusals.answered(notice.taken, notice.still);
    case 'exported':
      return say.refusals.exported(notice.count, notice.file);
    case 'noneLeft':
      return say.refusals.noneLeft;
  }
}
