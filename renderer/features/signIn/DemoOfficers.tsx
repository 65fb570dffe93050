/** In the demo profile only: the officers that do not exist, with their PINs, and what the demo does not protect. */
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import { WarningIcon } from '../../ui/icons.tsx';
import { Panel } from '../../ui/Panel.tsx';

export function DemoOfficers() {
  const officers = useApp((state) => state.deskState?.demoOfficers);
  const keyProtection = useApp((state) => state.deskState?.keyProtection);
  const isBusy = useApp((state) => state.isSigningIn);
  const signInAs = useApp((state) => state.signInAs);
  const hasOfficers = officers !== undefined && officers.length > 0;
  if (!hasOfficers && keyProtection !== 'demo') return null;
  return (
    <Panel heading={say.signIn.demoHeading}>
      {keyProtection === 'demo' && (
        <div className="note note-warning" data-testid="demo-key">
          <WarningIcon />
          <p>{say.signIn.demoKey}</p>
        </div>
      )}
      {hasOfficers && (
        <>
          <p>{say.signIn.demoHint}</p>
          <ul className="demo-officers">
            {officers.map(({ badge, name, role, pin }) => (
              <li key={badge}>
                <Button testId="demo-officer" isDisabled={isBusy} onPress={() => void signInAs(badge, pin)}>
                  <strong>{name}</strong> · {role} · {say.signIn.demoOfficer(badge, pin)}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}
