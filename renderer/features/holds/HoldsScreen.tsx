/** Holds and detained items as lists, with the totals of OIG-23-56 App. A on top; a scan presents from here as from everywhere. */
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import { FaultNote } from '../../ui/FaultNote.tsx';
import { Page } from '../../ui/Panel.tsx';
import { feedStateOf } from '../delivery/index.ts';
import { DetainedTable } from './DetainedTable.tsx';
import { HoldsNote } from './HoldsNote.tsx';
import { HoldTable } from './HoldTable.tsx';
import { HoldTotals } from './HoldTotals.tsx';
import { HOLDS_KEYS } from './keys.ts';
import { MarkPanel } from './MarkPanel.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { countOfTab, HOLD_TABS } from './tabs.ts';
import './holds.css';

export function HoldsScreen() {
  const lists = useApp((state) => state.holdLists);
  const tab = useApp((state) => state.holdsTab);
  const fault = useApp((state) => state.holdsFault);
  const isMarking = useApp((state) => state.holdMark !== null);
  return (
    <Page name="holds" heading={say.holds.heading}>
      {fault !== null && <FaultNote kind={fault.kind} sentence={say.fault(fault)} />}
      {lists === null ? <p>{say.holds.loading}</p> : (
        <>
          {/* While a mark is made, the rows that it is about need the room. */}
          {!isMarking && <Scope />}
          {!isMarking && <HoldTotals lists={lists} />}
          <Tabs />
          {tab === 'detained' ? <DetainedTable /> : <HoldTable lists={lists} tab={tab} />}
          <div className="holds-foot">
            <HoldsNote />
            {isMarking ? <MarkPanel /> : tab !== 'detained' && <SelectionBar />}
          </div>
        </>
      )}
    </Page>
  );
}

function Scope() {
  const scope = useApp((state) => state.holdsScope);
  const asOf = useApp((state) => state.holdLists?.dataAsOf ?? null);
  const delivery = useApp((state) => state.delivery);
  const switchScope = useApp((state) => state.switchHoldsScope);
  return (
    <div className="holds-scope" data-testid="holds-scope" data-scope={scope}>
      <p><strong>{say.holds.scope[scope]}</strong> · {say.holds.asOf(asOf, feedStateOf(delivery))}</p>
      <Button keyName={HOLDS_KEYS.scope} testId="holds-switch-scope" onPress={switchScope}>{say.holds.otherScope[scope]}</Button>
    </div>
  );
}

function Tabs() {
  const holdLists = useApp((state) => state.holdLists);
  const detained = useApp((state) => state.detained);
  const shown = useApp((state) => state.holdsTab);
  const show = useApp((state) => state.showHolds);
  return (
    <div className="holds-tabs" role="group" aria-label={say.holds.lists}>
      {HOLD_TABS.map((tab, index) => (
        <Button key={tab} keyName={String(index + 1)} testId={`holds-tab-${tab}`} isPressed={tab === shown} onPress={() => show(tab)}>
          {say.holds.count(say.holds.list[tab], countOfTab({ holdLists, detained }, tab))}
        </Button>
      ))}
    </div>
  );
}
