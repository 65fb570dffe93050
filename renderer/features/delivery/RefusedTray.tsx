/** The entries that HQ refused, each with its reason; one can be read whole. A person decides what becomes of them (sync rule 3). */
import type { RefusalsView, RefusalView } from '../../../preload/contract/refusalViews.ts';
import { useApp } from '../../app/storeContext.tsx';
import { en } from '../../text/en.ts';
import { FaultNote } from '../../ui/FaultNote.tsx';
import { TickIcon } from '../../ui/icons.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Table } from '../../ui/Table.tsx';
import { RefusalRow } from './RefusalRow.tsx';
import { refusalInFront } from './refusalRows.ts';
import type { RefusalsNotice } from './refusalsSlice.ts';
import { RefusedEntry } from './RefusedEntry.tsx';
import './refusedTray.css';

const COLUMNS = [en.refusals.seq, en.refusals.kind, en.refusals.item, en.refusals.officer, en.refusals.recorded, en.refusals.why, en.refusals.state];

export function RefusedTray() {
  const refusals = useApp((state) => state.refusals);
  const open = useApp((state) => state.refusalOpen);
  const fault = useApp((state) => state.refusalsFault);
  const notice = useApp((state) => state.refusalsNotice);
  return (
    <Panel heading={en.refusals.heading}>
      {fault !== null && <FaultNote kind={fault.kind} sentence={en.fault(fault)} />}
      {notice !== null && (
        <div role="status" className="note" data-testid="refusals-notice" data-notice={notice.kind}><TickIcon /><p>{noticeWords(notice)}</p></div>
      )}
      {refusals === null && <p>{en.refusals.loading}</p>}
      {refusals?.count === 0 && <p data-testid="refusals-none">{en.refusals.none}</p>}
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
      <p data-testid="refusals-intro">{en.refusals.intro(count)}</p>
      {front !== null && <Reason refusal={front} />}
      <Table testId="refusals-table" caption={en.refusals.heading} columns={COLUMNS}>
        {rows.map((row) => <RefusalRow key={row.seq} refusal={row} isFront={row.seq === front?.seq} isChosen={areAllChosen || row.seq === front?.seq} />)}
      </Table>
      {rows.length < count && <p>{en.refusals.cut(rows.length, count)}</p>}
    </>
  );
}

/** Above the list, so that it stays where it is while the cursor moves. */
function Reason({ refusal: { reason, detail } }: { readonly refusal: RefusalView }) {
  return (
    <div className="refusal-reason" data-testid="refusal-reason" data-reason={reason}>
      <p>{en.refusals.sentence(reason)}</p>
      <p><span className="refusal-label">{en.refusals.detail}:</span> <q>{detail === '' ? en.refusals.noDetail : detail}</q></p>
    </div>
  );
}

function noticeWords(notice: RefusalsNotice): string {
  switch (notice.kind) {
    case 'offered':
      return en.refusals.offered(notice.count);
    case 'answered':
      return en.refusals.answered(notice.taken, notice.still);
    case 'exported':
      return en.refusals.exported(notice.count, notice.file);
    case 'noneLeft':
      return en.refusals.noneLeft;
  }
}
