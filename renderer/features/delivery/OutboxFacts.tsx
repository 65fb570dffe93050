/** The title bar's facts: how much waits and since when, when HQ last gave a receipt, how old the AED is; and as chips what needs a person. */
import type { DeliveryStatus } from '../../../preload/contract/views.ts';
import { useApp } from '../../app/storeContext.tsx';
import { useNow } from '../../app/useNow.ts';
import { say } from '../../text/say.ts';
import type { LaneName } from '../../text/facts.ts';
import { WarningIcon } from '../../ui/icons.tsx';
import { feedStateOf } from './feedState.ts';
import './outboxFacts.css';

export function OutboxFacts() {
  const delivery = useApp((state) => state.delivery);
  const now = useNow();
  if (delivery === null) return null;
  const halted = haltedLanes(delivery);
  const photosHeldUp = delivery.photos.refused + delivery.photos.unreadable;
  return (
    <div className="outbox-facts" data-testid="outbox-facts" data-waiting={delivery.waiting} data-refused={delivery.refused}>
      {halted !== null && <Chip testId="chip-halted" words={say.title.halted[halted]} />}
      {delivery.refused > 0 && <Chip testId="chip-refused" words={say.title.refused(delivery.refused)} />}
      {photosHeldUp > 0 && <Chip testId="chip-photos" words={say.photos.chip(photosHeldUp)} />}
      {delivery.clockSkew !== null && <Chip testId="chip-clock" words={say.clock.short(delivery.clockSkew)} />}
      {/* Without ages, which would be read out every minute. */}
      <span role="status" className="only-read-out">{delivery.waiting === 0 ? waitingWords(delivery, now) : ''}</span>
      <p>{waitingWords(delivery, now)} · {say.title.aed(delivery.feedAsOf, feedStateOf(delivery))}</p>
    </div>
  );
}

/** The key leads to the screen that says what to do, once somebody is signed in. */
function Chip({ testId, words }: { readonly testId: string; readonly words: string }) {
  const isSignedIn = useApp((state) => state.deskState?.phase === 'signedIn');
  return <strong role="status" className="outbox-chip" data-testid={testId}><WarningIcon /> {words} {isSignedIn && <kbd>F10</kbd>}</strong>;
}

function haltedLanes({ upload, download }: DeliveryStatus): LaneName | 'both' | null {
  if (upload.phase === 'halted') return download.phase === 'halted' ? 'both' : 'upload';
  return download.phase === 'halted' ? 'download' : null;
}

function waitingWords({ waiting, oldestWaitingAt, lastDeliveredAt, refused }: DeliveryStatus, now: Date): string {
  if (waiting > 0) return say.title.waiting(waiting, oldestWaitingAt, now);
  if (lastDeliveredAt === null) return say.title.nothingYet;
  return refused > 0 ? say.title.nothingWaits : say.title.allDelivered(lastDeliveredAt);
}
