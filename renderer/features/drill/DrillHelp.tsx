/** The part of the help that starts the drill and gives its sheet of samples. */
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { SheetKeys, SheetNote } from '../sheets/index.ts';
import { DrillTold } from './DrillNotes.tsx';
import { DRILL_KEYS } from './keys.ts';

export function DrillHelp() {
  const isDrill = useApp((state) => state.drillView !== null);
  const notice = useApp((state) => state.drillNotice);
  const { beginDrill, leaveDrill } = useApp((state) => state);
  return (
    <Panel heading={say.drill.help.heading}>
      <p>{say.drill.help.intro}</p>
      {notice !== null && <DrillTold notice={notice} />}
      <SheetNote subject="drill" />
      <div className="button-row">
        {isDrill
          ? <Button keyName={DRILL_KEYS.leave} onPress={() => void leaveDrill()}>{say.drill.help.leave}</Button>
          : <Button kind="primary" keyName={DRILL_KEYS.start} testId="drill-start" onPress={() => void beginDrill()}>{say.drill.help.start}</Button>}
        <SheetKeys subject="drill" printKey={DRILL_KEYS.print} saveKey={DRILL_KEYS.savePdf} />
      </div>
    </Panel>
  );
}
