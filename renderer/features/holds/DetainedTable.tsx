/** Detained items with their two statutory clocks: the notice, and the decision on admissibility. */
import type { DetainedItemView } from '../../../preload/contract/holdViews.ts';
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { WarningIcon } from '../../ui/icons.tsx';
import { Table } from '../../ui/Table.tsx';
import { CursorRow } from './CursorRow.tsx';

const columns = (): readonly string[] => [say.holds.item, say.holds.why, say.holds.detainedOn, say.holds.notice, say.holds.decision];

export function DetainedTable() {
  const detained = useApp((state) => state.detained) ?? [];
  if (detained.length === 0) return <p data-testid="detained-none">{say.holds.noDetained}</p>;
  return (
    <Table testId="detained-table" caption={say.holds.list.detained} columns={columns()}>
      {detained.map((item) => <Row key={item.itemKey} item={item} />)}
    </Table>
  );
}

function Row({ item }: { readonly item: DetainedItemView }) {
  const decision = say.holds.decideBy(item);
  return (
    <CursorRow
      rowKey={item.itemKey} testId="detained-row" data={{ 'data-item': item.itemKey, 'data-overdue': item.isOverdue }}
      words={say.holds.atCursor(item.display, decision, false)}
    >
      <th scope="row" className="holds-item">{item.display}</th>
      <td>{say.holds.detentionReason(item.reason)}</td>
      <td>{say.holds.detained(item)}</td>
      <td><Clock isLate={item.businessDaysLeftForNotice < 0} words={say.holds.noticeDue(item)} /></td>
      <td><Clock isLate={item.isOverdue} words={decision} /></td>
    </CursorRow>
  );
}

function Clock({ isLate, words }: { readonly isLate: boolean; readonly words: string }) {
  return isLate ? <strong className="holds-late"><WarningIcon /> {words}</strong> : <>{words}</>;
}
