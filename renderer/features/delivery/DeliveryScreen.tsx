/** Delivery: both directions of sync, every fact of the outbox and of the desk's data, and the key that tries now. */
import type { ReactNode } from 'react';
import type { DeliveryStatus } from '../../../preload/contract/views.ts';
import { useApp } from '../../app/storeContext.tsx';
import { useNow } from '../../app/useNow.ts';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import { FaultNote } from '../../ui/FaultNote.tsx';
import { Page, Panel } from '../../ui/Panel.tsx';
import { ClockNote } from './ClockNote.tsx';
import { feedStateOf } from './feedState.ts';
import { Lanes } from './Lanes.tsx';
import { PhotosPanel } from './PhotosPanel.tsx';
import { RefusalKeys } from './RefusalKeys.tsx';
import { RefusedTray } from './RefusedTray.tsx';
import { RelayPanel } from './RelayPanel.tsx';
import { RemovalNote } from './RemovalNote.tsx';

/** What a person has to decide stands first; an empty tray stands behind the facts. */
export function DeliveryScreen() {
  const delivery = useApp((state) => state.delivery);
  const fault = useApp((state) => state.deliveryFault);
  const sendNow = useApp((state) => state.sendNow);
  return (
    <Page name="delivery" heading={say.delivery.heading}>
      {fault !== null && <FaultNote kind={fault.kind} sentence={say.fault(fault)} />}
      {delivery === null ? <p>{say.delivery.loading}</p> : (
        <>
          <ClockNote delivery={delivery} />
          {delivery.refused > 0 && <RefusedTray />}
          <Lanes delivery={delivery} />
          <RemovalNote delivery={delivery} />
          <DeliveryFacts delivery={delivery} />
          <PhotosPanel photos={delivery.photos} />
          {delivery.refused === 0 && <RefusedTray />}
          <RelayPanel />
          <Lists delivery={delivery} />
        </>
      )}
      <div className="button-row">
        <Button kind="primary" keyName="F8" testId="delivery-now" onPress={() => void sendNow()}>{say.delivery.now}</Button>
      </div>
      <RefusalKeys />
    </Page>
  );
}

function DeliveryFacts({ delivery }: { readonly delivery: DeliveryStatus }) {
  const now = useNow();
  const at = (stamp: string | null): string => (stamp === null ? say.delivery.never : say.delivery.ageOf(stamp, now));
  return (
    <Panel heading={say.delivery.facts}>
      <dl className="facts" data-testid="delivery-facts">
        <Fact name={say.delivery.waiting}>{say.delivery.countOf(delivery.waiting)}</Fact>
        {delivery.oldestWaitingAt !== null && <Fact name={say.delivery.oldest}>{at(delivery.oldestWaitingAt)}</Fact>}
        <Fact name={say.delivery.delivered}>{say.delivery.countOf(delivery.delivered)}</Fact>
        <Fact name={say.delivery.lastDelivered}>{at(delivery.lastDeliveredAt)}</Fact>
        <Fact name={say.delivery.refused}>{say.delivery.countOf(delivery.refused)}</Fact>
        <Fact name={say.delivery.lastContact}>{at(delivery.lastContactAt)}</Fact>
      </dl>
    </Panel>
  );
}

function Lists({ delivery }: { readonly delivery: DeliveryStatus }) {
  return (
    <Panel heading={say.delivery.lists}>
      <dl className="facts">
        <Fact name={say.delivery.aed}>{say.delivery.aedRows(delivery.aedRows, delivery.feedAsOf, feedStateOf(delivery))}</Fact>
        {delivery.aedCheck !== null && <Fact name={say.delivery.aedCheck}>{say.delivery.aedCheckFacts(delivery.aedCheck)}</Fact>}
        {delivery.lists.map(({ listId, asOf, version, countries }) => (
          <Fact key={listId} name={listName(listId)}>{say.delivery.listFacts(asOf, version, countries)}</Fact>
        ))}
      </dl>
      {delivery.lists.length === 0 && <p>{say.delivery.noLists}</p>}
    </Panel>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function listName(listId: string): string {
  return listId === 'waiver' || listId === 'interest' ? say.delivery.list[listId] : listId;
}
