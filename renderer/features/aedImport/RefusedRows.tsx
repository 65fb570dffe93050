/** The rows of a file that were refused: where, which column, why; and the report for whoever made the file. */
import type { ImportProgress } from '../../../preload/contract/views.ts';
import { useApp } from '../../app/storeContext.tsx';
import { en } from '../../text/en.ts';
import { Button } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Table } from '../../ui/Table.tsx';

export function RefusedRows({ progress }: { readonly progress: ImportProgress }) {
  const rows = useApp((state) => state.refusedRows);
  const report = useApp((state) => state.report);
  const writeReport = useApp((state) => state.writeReport);
  return (
    <Panel heading={en.aedImport.refused}>
      <div className="button-row">
        <Button keyName="F8" testId="import-save" onPress={() => void writeReport()}>{en.aedImport.save}</Button>
        {report !== null && <p role="status" data-testid="import-report">{en.aedImport.savedReport(report.rows, report.file)}</p>}
      </div>
      {rows.length < progress.refused && <p>{en.aedImport.refusedFirst(rows.length, progress.refused)}</p>}
      <Table caption={en.aedImport.refused} columns={[en.aedImport.line, en.aedImport.column, en.aedImport.reason]}>
        {rows.map(({ line, column, reason }, index) => (
          <tr key={index} data-testid="import-refused-row">
            <td>{en.aedImport.countOf(line)}</td>
            <td>{column === '' ? en.aedImport.wholeRow : column}</td>
            <td>{en.aedImport.rowReason(reason)}</td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
