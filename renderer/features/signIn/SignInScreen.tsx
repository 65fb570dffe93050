/** Sign-in, and the same screen when somebody locked the desk. Shows no item: the next officer has not said who they are. */
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import { FaultNote } from '../../ui/FaultNote.tsx';
import { Page, Panel } from '../../ui/Panel.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { ApprovalNote } from './ApprovalNote.tsx';
import { DemoOfficers } from './DemoOfficers.tsx';
import './signIn.css';

export function SignInScreen() {
  const lockedBy = useApp((state) => state.deskState?.lockedBy ?? null);
  const fault = useApp((state) => state.signInFault);
  const isLockPending = useApp((state) => state.isLockPending && state.serviceState !== 'alive');
  return (
    <Page name={lockedBy === null ? 'signIn' : 'locked'} heading={lockedBy === null ? say.signIn.heading : say.signIn.locked(lockedBy.name)}>
      <p>{lockedBy === null ? say.signIn.hint : say.signIn.lockedHint(lockedBy.name)}</p>
      <ApprovalNote />
      {isLockPending && <p data-testid="lock-pending">{say.signIn.lockPending}</p>}
      {fault !== null && <FaultNote kind={fault.kind} sentence={say.fault(fault)} />}
      <div className="sign-in">
        <Credentials />
        <DemoOfficers />
      </div>
    </Page>
  );
}

function Credentials() {
  const badge = useApp((state) => state.badge);
  const pin = useApp((state) => state.pin);
  const isBusy = useApp((state) => state.isSigningIn);
  const setBadge = useApp((state) => state.setBadge);
  const setPin = useApp((state) => state.setPin);
  const signIn = useApp((state) => state.signIn);
  return (
    <Panel heading={say.signIn.heading}>
      <TextField
        label={say.signIn.badge} field="badge" testId="signin-badge" maxLength={32} value={badge} hasFocusFirst takesTyping={badge === ''}
        onChange={setBadge}
      />
      <TextField
        label={say.signIn.pin} field="pin" testId="signin-pin" maxLength={12} value={pin} isSecret isNumber takesTyping={badge !== ''}
        onChange={setPin}
      />
      <div className="button-row">
        <Button kind="primary" keyName="F2" testId="signin-go" isDisabled={isBusy} onPress={() => void signIn()}>
          {isBusy ? say.signIn.busy : say.signIn.go}
        </Button>
      </div>
    </Panel>
  );
}
