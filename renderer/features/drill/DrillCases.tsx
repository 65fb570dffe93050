/** The eight cases with their state, in the room that the bench leaves free while no item is on it. */
import { useApp } from '../../app/storeContext.tsx';
import { en } from '../../text/en.ts';
import { Table } from '../../ui/Table.tsx';

export function DrillCases() {
  const progress = useApp((state) => state.drillView?.progress);
  if (progress === undefined) return null;
  return (
    <div className="drill-cases">
      <Table testId="drill-cases" caption={en.drill.list} columns={[en.drill.number, en.drill.title, en.drill.results.state, en.drill.triesColumn]}>
        {progress.cases.map(({ code, isPassed, tries }, index) => {
          const state = isPassed ? 'passed' : code === progress.current ? 'current' : 'waiting';
          return (
            <tr key={code} data-testid="drill-case-row" data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
              <td>{index + 1}</td>
              <td>{en.drill.cases[code].title}</td>
              <td>{state === 'passed' && '✓ '}{en.drill.state[state]}</td>
              <td>{tries > 0 && en.drill.tries(tries)}</td>
            </tr>
          );
        })}
      </Table>
    </div>
  );
}
