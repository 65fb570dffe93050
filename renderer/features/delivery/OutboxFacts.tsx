/** The title bar's facts: how much waits and since when, when HQ last gave a receipt, how old the AED is. Never a colour alone. */
import type { DeliveryStatus } from '../../../preload/contract/views.ts';
import { useApp } from '../../app/storeContext.tsx';
import { useNow } from '../../app/useNow.ts';
import { en } from '../../text/en.ts';

export function OutboxFacts() {
  const delivery = useApp((state) => state.delivery);
  const now = useNow();
  if (delivery === null) return null;
  return (
    <p className="outbox-facts" data-testid="outbox-facts" data-waiting={delivery.waiting} data-refused={delivery.refused}>
      {[waitingWords(delivery, now), ...refusedWords(delivery), en.title.aed(delivery.feedAsOf)].join(' · ')}
    </p>
  );
}

function waitingWords({ waiting, oldestWaitingAt, lastDeliveredAt }: DeliveryStatus, now: Date): string {
  if (waiting > 0) return en.title.waiting(waiting, oldestWaitingAt, now);
  return lastDeliveredAt === null ? en.title.nothingYet : en.title.allDelivered(lastDeliveredAt);
}

function refusedWords({ refused }: DeliveryStatus): readonly string[] {
  return refused === 0 ? [] : [en.title.refused(refused)];
}
