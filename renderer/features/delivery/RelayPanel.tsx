/** Carried by file: the keys that write and take in files, what they did, and where the files of other desks stand. */
import { useEffect, useRef } from 'react';
import { useApp } from '../../app/storeContext.tsx';
import { en } from '../../text/en.ts';
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
    <Panel heading={en.relay.heading}>
      <p>{en.relay.intro}</p>
      {photos > 0 && <p data-testid="relay-photos">{en.photos.relayLeft(photos)}</p>}
      {relay !== null && !relay.canExport && <p data-testid="relay-no-key">{en.relay.noKey}</p>}
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
      {fault !== null && <FaultNote kind={fault.kind} sentence={en.fault(fault)} />}
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
      <Button keyName={write} testId="relay-export" isDisabled={isBusy} onPress={() => void writeRelayFile()}>{en.relay.export}</Button>
      <Button keyName={takeIn} testId="relay-import" isDisabled={isBusy} onPress={() => void takeInRelayFile()}>{en.relay.takeIn}</Button>
      {receipts > 0 && (
        <Button keyName={receiptsKey} testId="relay-receipts" isDisabled={isBusy} onPress={() => void writeRelayReceipts()}>{en.relay.receipts}</Button>
      )}
    </div>
  );
}

function CarriedFiles() {
  const relay = useApp((state) => state.relay);
  if (relay === null) return null;
  return (
    <>
      {relay.failure !== null && <p data-testid="relay-failure">{en.relay.failure(relay.failure)}</p>}
      <Table caption={en.relay.carried} columns={en.relay.columns} testId="relay-carried">
        {relay.carried.map((file) => (
          <tr key={`${file.deviceId} ${file.exportId}`} data-testid="relay-carried-row" data-state={file.state}>
            <td>{en.relay.desk(file)}</td>
            <td>{en.relay.entries(file)}</td>
            <td>{en.relay.state(file)}</td>
          </tr>
        ))}
      </Table>
    </>
  );
}

function wordsOf(done: RelayDone): string {
  switch (done.kind) {
    case 'exported':
      return en.relay.exported(done.value);
    case 'takenIn':
      return en.relay.takenIn(done.value);
    case 'receipts':
      return en.relay.receiptsWritten(done.value.file, done.value.receipts);
  }
}
