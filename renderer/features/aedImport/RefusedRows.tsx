/** The rows of a file that were refused: where, which column, why; and the report for whoever made the file. */
import type { ImportProgress } from '../../../preload/contract/views.ts';
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Table } from '../../ui/Table.tsx';

export function RefusedRows({ progress }: { readonly progress: ImportProgress }) {
  const rows = useApp((state) => state.refusedRows);
  const report = useApp((state) => state.report);
  const writeReport = useApp((state) => state.writeReport);
  return (
    <Panel heading={say.aedImport.refused}>
      <div className="button-row">
        <Button keyName="F8" testId="import-save" onPress={() => void writeReport()}>{say.aedImport.save}</Button>
        {report !== null && <p role="status" data-testid="import-report">{say.aedImport.savedReport(report.rows, report.file)}</p>}
      </div>
      {rows.length < progress.refused && <p>{say.aedImport.refusedFirst(rows.length, progress.refused)}</p>}
      <Table caption={say.aedImport.refused} columns={[say.aedImport.line, say.aedImport.column, say.aedImport.reason]}>
        {rows.map(({ line, column, reason }, index) => (
          <tr key={index} data-testid="import-refused-row">
            <td>{say.aedImport.countOf(line)}</td>
            <td>{column === '' ? say.aedImport.wholeRow : column}</td>
            <td>{say.aedImport.rowReason(reason)}</td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
