/** F11: what is set for this bench: how its scanner is read, which scanners are connected, how loud it is, which language it speaks. */
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { FaultNote } from '../../ui/FaultNote.tsx';
import { Page } from '../../ui/Panel.tsx';
import { ConnectedScanners } from './ConnectedScanners.tsx';
import { LanguagePanel } from './LanguagePanel.tsx';
import { ProfilePanel } from './ProfilePanel.tsx';
import { SelfTestPanel } from './SelfTestPanel.tsx';
import { SoundPanel } from './SoundPanel.tsx';
import './benchSettings.css';

export function BenchSettingsScreen() {
  const fault = useApp((state) => state.settingsFault);
  return (
    <Page name="benchSettings" heading={say.benchSettings.heading}>
      {fault !== null && <FaultNote kind={fault.kind} sentence={say.benchSettings.notKept} />}
      <SelfTestPanel />
      <div className="bench-settings">
        <LanguagePanel />
        <ProfilePanel />
        <ConnectedScanners />
        <SoundPanel />
      </div>
    </Page>
  );
}
