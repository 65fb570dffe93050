/** How the scanner of this bench is read. */
import { MAX_FRAME } from '../../../domain/scan/profile.ts';
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { SETTINGS_KEYS } from './keys.ts';

export function ProfilePanel() {
  const { layout, prefix, suffix } = useApp((state) => state.settings.scanner);
  const changeScanner = useApp((state) => state.changeScanner);
  const nextLayout = useApp((state) => state.nextLayout);
  const plainProfile = useApp((state) => state.plainProfile);
  const words = say.benchSettings;
  return (
    <Panel heading={words.profile}>
      <p data-testid="profile-layout" data-layout={layout}>{words.layout[layout]}</p>
      <div className="button-row">
        <Button keyName={SETTINGS_KEYS.layout} testId="next-layout" onPress={nextLayout}>{words.nextLayout}</Button>
        <Button keyName={SETTINGS_KEYS.plain} testId="plain-profile" onPress={plainProfile}>{words.plain}</Button>
      </div>
      <TextField
        label={words.prefix} field="scanner-prefix" testId="scanner-prefix" keyName={SETTINGS_KEYS.prefix} maxLength={MAX_FRAME} value={prefix}
        hint={words.frameHint} onChange={(value) => changeScanner({ prefix: value })}
      />
      <TextField
        label={words.suffix} field="scanner-suffix" testId="scanner-suffix" keyName={SETTINGS_KEYS.suffix} maxLength={MAX_FRAME} value={suffix}
        hint={words.frameHint} onChange={(value) => changeScanner({ suffix: value })}
      />
    </Panel>
  );
}
