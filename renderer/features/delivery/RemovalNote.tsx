/** Asks a supervisor whether HQ may take much AED away; officers are told who may answer. Not there when nothing is asked. */
import type { DeliveryStatus } from '../../../preload/contract/views.ts';
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import { WarningIcon } from '../../ui/icons.tsx';
import { REMOVAL_KEY, removalRow } from './removal.ts';
import '../../ui/notes.css';

export function RemovalNote({ delivery }: { readonly delivery: DeliveryStatus }) {
  const deskState = useApp((state) => state.deskState);
  const isAnswering = useApp((state) => state.isAllowingRemoval);
  const allowRemoval = useApp((state) => state.allowRemoval);
  const row = removalRow({ delivery, deskState });
  if (row === null) return null;
  return (
    <div role="alert" className="note note-fault" data-testid="removal-asked">
      <WarningIcon />
      <div>
        <p>{row.sentence} {row.next}</p>
        {row.mayAllow && (
          <div className="button-row">
            <Button keyName={REMOVAL_KEY} testId="removal-allow" isDisabled={isAnswering} onPress={() => void allowRemoval()}>{say.delivery.removal.allow}</Button>
          </div>
        )}
      </div>
    </div>
  );
}
