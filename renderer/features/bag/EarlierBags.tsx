/** The bags closed in the last day, newest first; where the counts stated at the closing are not those found, both are said. */
import type { BagView } from '../../../preload/contract/bagViews.ts';
import { en } from '../../text/en.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Table } from '../../ui/Table.tsx';

export function EarlierBags({ bags }: { readonly bags: readonly BagView[] }) {
  const { column } = en.bag;
  return (
    <Panel heading={en.bag.earlier}>
      {bags.length === 0 ? <p>{en.bag.noneEarlier}</p> : (
        <Table testId="bag-earlier" caption={en.bag.earlier} columns={[column.bag, column.opened, column.closed]}>
          {bags.map((bag) => (
            <tr key={bag.bagId} data-testid="bag-earlier-row" data-closed-by={bag.closedBy}>
              <th scope="row">{en.bag.route(bag)}</th>
              <td>{en.bag.at(bag.openedAt)}</td>
              <td>
                {en.bag.closed(bag)}
                {bag.stated !== null && bag.isStatedRight === false && (
                  <p className="bag-difference" data-testid="bag-difference">{en.bag.difference(bag.stated, bag)}</p>
                )}
              </td>
            </tr>
          ))}
        </Table>
      )}
    </Panel>
  );
}
