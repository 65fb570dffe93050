/** Carried by file: the keys that write and take in files, what they did, and where the files of other desks stand. */
import { useEffect, useRef } from 'react';
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import { FaultNote } from '../../ui/FaultNote.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Table } from '../../ui/Table.tsx';
import { RELAY_KEYS } from './relayKeys.ts';
import type { RelayDone } from './relaySlice.ts';

export function RelayPanel() {
  const relay = useApp((state) => state.relay);
  const photos = useApp((state) => state.delivery?.photos.waiting ?? 0);
  return (
    <Panel heading={say.relay.heading}>
      <p>{say.relay.intro}</p>
      {photos > 0 && <p data-testid="relay-photos">{say.photos.relayLeft(photos)}</p>}
      {relay !== null && !relay.canExport && <p data-testid="relay-no-key">{say.relay.noKey}</p>}
      <RelayButtons />
      <Result />
      {relay !== null && relay.carried.length > 0 && <CarriedFiles />}
    </Panel>
  );
}

/** In sight wherever the page was scrolled to: the keys act also when this panel is below the window. */
function Result() {
  const fault = useApp((state) => state.relayFault);
  const done = useApp((state) => state.relayDone);
  const result = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (fault !== null || done !== null) result.current?.scrollIntoView({ block: 'nearest' });
  }, [fault, done]);
  return (
    <div ref={result}>
      {fault !== null && <FaultNote kind={fault.kind} sentence={say.fault(fault)} />}
      {done !== null && <p role="status" data-testid="relay-done">{wordsOf(done)}</p>}
    </div>
  );
}

function RelayButtons() {
  const isBusy = useApp((state) => state.isRelayBusy);
  const receipts = useApp((state) => state.relay?.receipts ?? 0);
  const { write, takeIn, receipts: receiptsKey } = RELAY_KEYS;
  const writeRelayFile = useApp((state) => state.writeRelayFile);
  const takeInRelayFile = useApp((state) => state.takeInRelayFile);
  const writeRelayReceipts = useApp((state) => state.writeRelayReceipts);
  return (
    <div className="button-row">
      <Button keyName={write} testId="relay-export" isDisabled={isBusy} onPress={() => void writeRelayFile()}>{say.relay.export}</Button>
      <Button keyName={takeIn} testId="relay-import" isDisabled={isBusy} onPress={() => void takeInRelayFile()}>{say.relay.takeIn}</Button>
      {receipts > 0 && (
        <Button keyName={receiptsKey} testId="relay-receipts" isDisabled={isBusy} onPress={() => void writeRelayReceipts()}>{say.relay.receipts}</Button>
      )}
    </div>
  );
}

function CarriedFiles() {
  const relay = useApp((state) => state.relay);
  if (relay === null) return null;
  return (
    <>
      {relay.failure !== null && <p data-testid="relay-failure">{say.relay.failure(relay.failure)}</p>}
      <Table caption={say.relay.carried} columns={say.relay.columns} testId="relay-carried">
        {relay.carried.map((file) => (
          <tr key={`${file.deviceId} ${file.exportId}`} data-testid="relay-carried-row" data-state={file.state}>
            <td>{say.relay.desk(file)}</td>
            <td>{say.relay.entries(file)}</td>
            <td>{say.relay.state(file)}</td>
          </tr>
        ))}
      </Table>
    </>
  );
}

function wordsOf(done: RelayDone): string {
  switch (done.kind) {
    case 'exported':
      return say.relay.exported(done.value);
    case 'takenIn':
      return say.relay.takenIn(done.value);
    case 'receipts':
      return say.relay.receiptsWritten(done.value.file, done.value.receipts);
  }
}
