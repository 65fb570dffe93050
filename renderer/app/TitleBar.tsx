/** The top line: which desk, who, which shift, and what has not reached HQ yet. */
import { DrillTitle } from '../features/drill/index.ts';
import { OutboxFacts } from '../features/delivery/index.ts';
import { en } from '../text/en.ts';
import { useApp } from './storeContext.tsx';

export function TitleBar() {
  const deskState = useApp((state) => state.deskState);
  if (deskState === null) return <header className="title-bar"><strong>{en.appName}</strong></header>;
  const { device, officer, shift } = deskState;
  return (
    <header className="title-bar" aria-label={en.title.facts}>
      <strong>{en.appName}</strong>
      <DrillTitle />
      {device !== null && <span data-testid="title-place">{en.title.place(device.facilityId, device.deskName)}</span>}
      <span className="title-officer" data-testid="title-officer">
        {officer === null ? en.title.nobody(shift.words) : en.title.officer(officer.name, officer.role, shift.words)}
      </span>
      <OutboxFacts />
    </header>
  );
}
