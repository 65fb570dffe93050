/** The eight cases with their state, in the room that the bench leaves free while no item is on it. */
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Table } from '../../ui/Table.tsx';

export function DrillCases() {
  const progress = useApp((state) => state.drillView?.progress);
  if (progress === undefined) return null;
  return (
    <div className="drill-cases">
      <Table testId="drill-cases" caption={say.drill.list} columns={[say.drill.number, say.drill.title, say.drill.results.state, say.drill.triesColumn]}>
        {progress.cases.map(({ code, isPassed, tries }, index) => {
          const state = isPassed ? 'passed' : code === progress.current ? 'current' : 'waiting';
          return (
            <tr key={code} data-testid="drill-case-row" data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
              <td>{index + 1}</td>
              <td>{say.drill.cases[code].title}</td>
              <td>{state === 'passed' && '✓ '}{say.drill.state[state]}</td>
              <td>{tries > 0 && say.drill.tries(tries)}</td>
            </tr>
          );
        })}
      </Table>
    </div>
  );
}
