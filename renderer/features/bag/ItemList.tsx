/** The items that came out of the bag on the bench, first scanned first. */
import type { BagItemView } from '../../../preload/contract/bagViews.ts';
import { en } from '../../text/en.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Table } from '../../ui/Table.tsx';

export function ItemList({ items }: { readonly items: readonly BagItemView[] }) {
  const { column } = en.bag;
  return (
    <Panel heading={en.bag.itemList}>
      {items.length === 0 ? <p>{en.bag.noItemYet}</p> : (
        <Table testId="bag-items" caption={en.bag.itemList} columns={[column.item, column.band, column.outcome]}>
          {items.map(({ itemKey, display, band, outcome }) => (
            <tr key={itemKey} data-testid="bag-item" data-band={band} data-outcome={outcome ?? 'none'}>
              <th scope="row">{display}</th>
              <td>{en.band.word[band]}</td>
              <td>{outcome === null ? en.bag.notExamined : en.exam.outcomeWords(outcome)}</td>
            </tr>
          ))}
        </Table>
      )}
    </Panel>
  );
}
