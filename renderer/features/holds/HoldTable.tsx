/** The holds of one list, oldest first, each with what AED and USPS say of its item. */
import { formatItemId } from '../../../domain/identifier/facts.ts';
import type { HoldListName, HoldListsView, HoldRowView } from '../../../preload/contract/holdViews.ts';
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { TickIcon } from '../../ui/icons.tsx';
import { Table } from '../../ui/Table.tsx';
import { feedStateOf } from '../delivery/index.ts';
import { CursorRow } from './CursorRow.tsx';
import { holdKey } from './tabs.ts';

const columns = (): readonly string[] => [say.holds.item, say.holds.hold, say.holds.age, say.holds.origin, say.holds.port, say.holds.dispatch, say.holds.state];

export function HoldTable({ lists, tab }: { readonly lists: HoldListsView; readonly tab: HoldListName }) {
  const delivery = useApp((state) => state.delivery);
  const selected = useApp((state) => state.selectedHolds);
  const rows = lists.lists[tab];
  if (rows.length === 0) return <p data-testid="holds-none">{say.holds.none(lists.dataAsOf, feedStateOf(delivery))}</p>;
  return (
    <div>
      <Table testId="holds-table" caption={say.holds.heading} columns={columns()}>
        {rows.map((row) => <Row key={holdKey(row)} row={row} isSelected={selected.includes(holdKey(row))} />)}
      </Table>
      {lists.counts[tab] > rows.length && <p>{say.holds.cut(rows.length, lists.counts[tab])}</p>}
    </div>
  );
}

function Row({ row, isSelected }: { readonly row: HoldRowView; readonly isSelected: boolean }) {
  const stateWords = [statusWords(row), ...say.holds.signs(row)].filter((words) => words !== '');
  return (
    <CursorRow
      rowKey={holdKey(row)} testId="holds-row" isSelected={isSelected} data={{ 'data-item': row.itemId, 'data-status': row.status }}
      words={say.holds.atCursor(row.display, stateWords.join(', '), isSelected)}
    >
      <th scope="row" className="holds-item">
        <span className="holds-box">{isSelected && <><TickIcon /><span className="only-read-out">{say.holds.selected}</span></>}</span>
        {row.display}
      </th>
      <td>{say.holds.placedFor(row.by, row.facilityId)}{row.reason !== null && <><br />{row.reason}</>}</td>
      <td className="holds-short">{say.holds.ageWords(row.ageHours)}</td>
      <td>{row.origin ?? say.holds.notKnown}</td>
      <td className="holds-short">{say.holds.portWords(row.port)}</td>
      <td>{row.dispatchId === null ? say.holds.notKnown : formatItemId(row.dispatchId)}</td>
      <td>{stateWords.map((words) => <p key={words}>{words}</p>)}</td>
    </CursorRow>
  );
}

/** A marked hold says so by its sign, with the reason. */
function statusWords({ status, signs }: HoldRowView): string {
  return signs.includes('marked') ? '' : say.aed.holdStatus[status];
}
