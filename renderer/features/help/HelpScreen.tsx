/** Every key, from the same list that the command palette reads, how the window is shown, and the versions. */
import { actions, PLACES, type Place } from '../../app/actions.ts';
import { keyNameOf } from '../../app/keyNames.ts';
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Page, Panel } from '../../ui/Panel.tsx';
import { DrillHelp } from '../drill/index.ts';
import './help.css';

export function HelpScreen() {
  const facts = useApp((state) => state.facts);
  const display = useApp((state) => state.display);
  return (
    <Page name="help" heading={say.help.heading}>
      <div className="help">
        <DrillHelp />
        {PLACES.map((place) => (
          <Panel key={place} heading={say.actions.place[place]}>
            <Keys place={place} />
          </Panel>
        ))}
        <Panel heading={say.help.scanning}>
          <p>{say.help.scanningWords}</p>
        </Panel>
        <Panel heading={say.display.heading}>
          <p data-testid="display-now">{say.display.now(display)}</p>
        </Panel>
        {facts !== null && (
          <Panel heading={say.help.versions}>
            <p data-testid="app-facts">{say.help.version(facts.appVersion, facts.electron, facts.chromium, facts.node)}</p>
          </Panel>
        )}
      </div>
    </Page>
  );
}

function Keys({ place }: { readonly place: Place }) {
  return (
    <dl className="facts">
      {actions().filter((action) => action.place === place).map(({ key, words }) => (
        <div key={key} className="help-key">
          <dt><kbd>{keyNameOf(key)}</kbd></dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}
