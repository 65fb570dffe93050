/** The top line: which desk, who, which shift, and what has not reached HQ yet. */
import { DrillTitle } from '../features/drill/index.ts';
import { OutboxFacts } from '../features/delivery/index.ts';
import { say } from '../text/say.ts';
import { useApp } from './storeContext.tsx';

export function TitleBar() {
  const deskState = useApp((state) => state.deskState);
  if (deskState === null) return <header className="title-bar"><strong>{say.appName}</strong></header>;
  const { device, officer, shift } = deskState;
  return (
    <header className="title-bar" aria-label={say.title.facts}>
      <strong>{say.appName}</strong>
      <DrillTitle />
      {device !== null && <span data-testid="title-place">{say.title.place(device.facilityId, device.deskName)}</span>}
      <span className="title-officer" data-testid="title-officer">
        {officer === null ? say.title.nobody(shift.words) : say.title.officer(officer.name, officer.role, shift.words)}
      </span>
      <OutboxFacts />
    </header>
  );
}
