/** The items that came out of the bag on the bench, first scanned first. */
import type { BagItemView } from '../../../preload/contract/bagViews.ts';
import { say } from '../../text/say.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Table } from '../../ui/Table.tsx';

export function ItemList({ items }: { readonly items: readonly BagItemView[] }) {
  const { column } = say.bag;
  return (
    <Panel heading={say.bag.itemList}>
      {items.length === 0 ? <p>{say.bag.noItemYet}</p> : (
        <Table testId="bag-items" caption={say.bag.itemList} columns={[column.item, column.band, column.outcome]}>
          {items.map(({ itemKey, display, band, outcome }) => (
            <tr key={itemKey} data-testid="bag-item" data-band={band} data-outcome={outcome ?? 'none'}>
              <th scope="row">{display}</th>
              <td>{say.band.word[band]}</td>
              <td>{outcome === null ? say.bag.notExamined : say.exam.outcomeWords(outcome)}</td>
            </tr>
          ))}
        </Table>
      )}
    </Panel>
  );
}
