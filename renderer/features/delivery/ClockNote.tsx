/** Says that this computer's clock is not HQ's: a remark, never a reason to stop (sync rule 5). */
import type { DeliveryStatus } from '../../../preload/contract/views.ts';
import { say } from '../../text/say.ts';
import { WarningIcon } from '../../ui/icons.tsx';
import '../../ui/notes.css';

export function ClockNote({ delivery: { clockSkew } }: { readonly delivery: DeliveryStatus }) {
  if (clockSkew === null) return null;
  return (
    <div role="status" className="note note-warning" data-testid="clock-note" data-direction={clockSkew.direction}>
      <WarningIcon />
      <p>{say.clock.sentence(clockSkew)}</p>
    </div>
  );
}
