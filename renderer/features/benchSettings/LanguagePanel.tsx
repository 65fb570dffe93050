/** Which language this bench speaks. */
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { SETTINGS_KEYS } from './keys.ts';

export function LanguagePanel() {
  const language = useApp((state) => state.settings.language);
  const nextLanguage = useApp((state) => state.nextLanguage);
  const words = say.benchSettings;
  return (
    <Panel heading={words.language}>
      <p data-testid="language" data-language={language}>{words.languageNow}</p>
      <div className="button-row">
        <Button keyName={SETTINGS_KEYS.language} testId="next-language" onPress={nextLanguage}>{words.otherLanguage}</Button>
      </div>
    </Panel>
  );
}
