/** The bags closed in the last day, newest first; where the counts stated at the closing are not those found, both are said. */
import type { BagView } from '../../../preload/contract/bagViews.ts';
import { say } from '../../text/say.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Table } from '../../ui/Table.tsx';

export function EarlierBags({ bags }: { readonly bags: readonly BagView[] }) {
  const { column } = say.bag;
  return (
    <Panel heading={say.bag.earlier}>
      {bags.length === 0 ? <p>{say.bag.noneEarlier}</p> : (
        <Table testId="bag-earlier" caption={say.bag.earlier} columns={[column.bag, column.opened, column.closed]}>
          {bags.map((bag) => (
            <tr key={bag.bagId} data-testid="bag-earlier-row" data-closed-by={bag.closedBy}>
              <th scope="row">{say.bag.route(bag)}</th>
              <td>{say.bag.at(bag.openedAt)}</td>
              <td>
                {say.bag.closed(bag)}
                {bag.stated !== null && bag.isStatedRight === false && (
                  <p className="bag-difference" data-testid="bag-difference">{say.bag.difference(bag.stated, bag)}</p>
                )}
              </td>
            </tr>
          ))}
        </Table>
      )}
    </Panel>
  );
}
