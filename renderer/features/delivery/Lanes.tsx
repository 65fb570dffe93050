/** Both directions of sync, each with what it does now and why its last try failed: the success of one never hides the failure of the other. */
import type { DeliveryStatus } from '../../../preload/contract/views.ts';
import { say } from '../../text/say.ts';
import { useApp } from '../../app/storeContext.tsx';
import type { LaneName } from '../../text/facts.ts';
import { WarningIcon } from '../../ui/icons.tsx';
import { Panel } from '../../ui/Panel.tsx';
import '../../ui/notes.css';

export function Lanes({ delivery }: { readonly delivery: DeliveryStatus }) {
  return (
    <Panel heading={say.delivery.lanes}>
      <Lane name="upload" delivery={delivery} />
      <Lane name="download" delivery={delivery} />
    </Panel>
  );
}

function Lane({ name, delivery }: { readonly name: LaneName; readonly delivery: DeliveryStatus }) {
  const { phase, failure, nextAttemptAt } = delivery[name];
  const fingerprint = useApp((state) => state.deskState?.device?.keyFingerprint ?? '');
  return (
    <div data-testid={`lane-${name}`} data-phase={phase} data-failure={failure?.kind ?? 'none'}>
      <p role="status">{say.delivery.lane(name, phase, failure === null ? null : nextAttemptAt)}</p>
      {failure !== null && (
        <div role={phase === 'halted' ? 'alert' : undefined} className={`note ${phase === 'halted' ? 'note-fault' : 'note-warning'}`}>
          <WarningIcon />
          <p>{say.delivery.failure(name, { ...failure, heardAt: delivery.lastContactAt, waiting: delivery.waiting, fingerprint })}</p>
        </div>
      )}
    </div>
  );
}
