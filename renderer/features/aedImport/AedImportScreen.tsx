/** Takes in an AED file: how far it is, what was refused and why. */
import type { ImportProgress } from '../../../preload/contract/views.ts';
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import { FaultNote } from '../../ui/FaultNote.tsx';
import { Page, Panel } from '../../ui/Panel.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { RefusedRows } from './RefusedRows.tsx';

export function AedImportScreen() {
  const progress = useApp((state) => state.aedImport);
  const fault = useApp((state) => state.importFault);
  const chooseAedFile = useApp((state) => state.chooseAedFile);
  return (
    <Page name="aedImport" heading={say.aedImport.heading}>
      <p>{say.aedImport.intro}</p>
      {fault !== null && <FaultNote kind={fault.kind} sentence={say.fault(fault)} />}
      {progress?.fault != null && <FaultNote kind={progress.fault.kind} sentence={say.fileFault(progress.fault)} />}
      <div className="button-row">
        <Button kind="primary" keyName="O" testId="import-choose" isDisabled={progress?.state === 'running'} onPress={() => void chooseAedFile()}>
          {say.aedImport.choose}
        </Button>
      </div>
      {progress !== null && <Progress progress={progress} />}
      {progress !== null && progress.refused > 0 && progress.state !== 'running' && <RefusedRows progress={progress} />}
    </Page>
  );
}

function Progress({ progress }: { readonly progress: ImportProgress }) {
  const cancelImport = useApp((state) => state.cancelImport);
  const { state, bytesRead, bytesTotal, rows, refused, rowsPerSecond, secondsLeft } = progress;
  const share = state === 'done' ? 1 : bytesTotal === 0 ? null : bytesRead / bytesTotal;
  return (
    <Panel heading={headingOf(progress)}>
      <div data-testid="import-state" data-state={state}>
        {state !== 'failed' && state !== 'cancelled' && <ProgressBar label={say.aedImport.progress} share={share} testId="import-progress" />}
        {state === 'running' && <p>{say.aedImport.reading(rows, refused)} · {say.aedImport.speed(rowsPerSecond, secondsLeft)}</p>}
        {state === 'done' && <p role="status">{say.aedImport.rows(rows, refused)}</p>}
      </div>
      {state === 'running' && (
        <div className="button-row">
          <Button keyName="C" testId="import-cancel" onPress={() => void cancelImport()}>{say.aedImport.cancel}</Button>
        </div>
      )}
    </Panel>
  );
}

function headingOf({ state, fileName }: ImportProgress): string {
  if (state === 'running') return say.aedImport.running(fileName);
  if (state === 'done') return say.aedImport.done(fileName);
  return state === 'cancelled' ? say.aedImport.cancelled(fileName) : fileName;
}
