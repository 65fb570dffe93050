/** What the keys do to the refused entries that are chosen; it stays in sight however long the list is. */
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import { REFUSAL_KEYS } from './keys.ts';

export function RefusalKeys() {
  const count = useApp((state) => state.refusals?.count ?? 0);
  const isSupervisor = useApp((state) => state.deskState?.officer?.role === 'supervisor');
  const isOpen = useApp((state) => state.refusalOpen !== null);
  const areAllChosen = useApp((state) => state.areAllRefusalsChosen);
  const isExporting = useApp((state) => state.isExportingRefusals);
  const move = useApp((state) => state.moveRefusalCursor);
  const read = useApp((state) => state.readRefusal);
  const chooseAll = useApp((state) => state.chooseAllRefusals);
  const offerAgain = useApp((state) => state.offerRefusalsAgain);
  const exportThem = useApp((state) => state.exportRefusals);
  const backOut = useApp((state) => state.backOutRefusals);
  if (count === 0) return null;
  const chosen = areAllChosen && !isOpen ? count : null;
  return (
    <div className="refusal-keys" data-testid="refusal-keys">
      <div className="button-row">
        <Button kind="bar" keyName="↑" onPress={() => move(-1)}>{say.refusals.up}</Button>
        <Button kind="bar" keyName="↓" onPress={() => move(1)}>{say.refusals.down}</Button>
        {isOpen
          ? <Button kind="bar" keyName="Esc" testId="refusal-close" onPress={backOut}>{say.refusals.backToList}</Button>
          : <Button kind="bar" keyName={REFUSAL_KEYS.read} testId="refusal-read" onPress={() => void read()}>{say.refusals.read}</Button>}
        {!isOpen && count > 1 && (
          <Button kind="bar" keyName={REFUSAL_KEYS.all} testId="refusal-all" isPressed={areAllChosen} onPress={chooseAll}>
            {areAllChosen ? say.refusals.onlyOne : say.refusals.all(count)}
          </Button>
        )}
        {isSupervisor && (
          <>
            <Button kind="bar" keyName={REFUSAL_KEYS.offerAgain} testId="refusal-offer" onPress={() => void offerAgain()}>{say.refusals.offerAgain(chosen)}</Button>
            <Button kind="bar" keyName={REFUSAL_KEYS.export} testId="refusal-export" isDisabled={isExporting} onPress={() => void exportThem()}>
              {say.refusals.export(chosen)}
            </Button>
          </>
        )}
      </div>
      <p>{isSupervisor ? say.refusals.plain : say.refusals.supervisorOnly}</p>
    </div>
  );
}
