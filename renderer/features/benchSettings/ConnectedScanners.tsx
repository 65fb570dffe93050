/** Scanners that are no keyboard: which are connected, and how one is added. */
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { SETTINGS_KEYS } from './keys.ts';

export function ConnectedScanners() {
  const connected = useApp((state) => state.connectedScanners);
  const note = useApp((state) => state.connectNote);
  const connectScanner = useApp((state) => state.connectScanner);
  const words = say.benchSettings;
  return (
    <Panel heading={words.connected}>
      <p>{words.connectedHint}</p>
      {connected.length === 0 ? <p>{words.keyboardOnly}</p> : <ul>{connected.map((name, index) => <li key={index}>{name}</li>)}</ul>}
      <div className="button-row">
        <Button keyName={SETTINGS_KEYS.serial} testId="connect-serial" onPress={() => void connectScanner('serial')}>{words.serial}</Button>
        <Button keyName={SETTINGS_KEYS.hid} testId="connect-hid" onPress={() => void connectScanner('hid')}>{words.hid}</Button>
      </div>
      {note !== null && <p role="alert" data-testid="connect-note">{words.connectNote[note]}</p>}
    </Panel>
  );
}
