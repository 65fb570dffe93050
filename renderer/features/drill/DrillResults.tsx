/** For supervisors: who of the roster has passed the drill, when last, and who never did it; as far as this desk's own ledger tells. */
import type { OfficerDrillView } from '../../../preload/contract/drillViews.ts';
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Table } from '../../ui/Table.tsx';

export function DrillResults() {
  const results = useApp((state) => state.drillResults);
  if (results === null) return null;
  const words = say.drill.results;
  return (
    <Panel heading={words.heading}>
      <p data-testid="drill-summary">{words.summary(results.filter(({ passedAt }) => passedAt !== null).length, results.length)}</p>
      <Table testId="drill-results" caption={words.heading} columns={[words.officer, words.state, words.passedAt, words.lastAt, words.drills]}>
        {results.map((result) => (
          <tr key={result.officerId} data-testid="drill-result" data-state={stateOf(result)}>
            <th scope="row">{result.name}</th>
            <td>{stateWords(result)}</td>
            <td>{words.at(result.passedAt)}</td>
            <td>{words.at(result.lastAt)}</td>
            <td>{result.drills}</td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}

function stateOf({ passedAt, drills }: OfficerDrillView): 'passed' | 'notPassed' | 'never' {
  if (passedAt !== null) return 'passed';
  return drills > 0 ? 'notPassed' : 'never';
}

function stateWords(result: OfficerDrillView): string {
  const state = stateOf(result);
  return state === 'notPassed' ? say.drill.results.notPassed(result.passed, result.cases) : say.drill.results[state];
}
