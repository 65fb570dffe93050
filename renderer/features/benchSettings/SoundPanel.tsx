/** How loud this bench is, and what each sound means. */
import { FOUR_EARCONS } from '../../app/earcons.ts';
import { SoundPicture } from '../../app/SoundPicture.tsx';
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { SETTINGS_KEYS } from './keys.ts';

export function SoundPanel() {
  const volume = useApp((state) => state.settings.volume);
  const changeVolume = useApp((state) => state.changeVolume);
  const playSounds = useApp((state) => state.playSounds);
  const words = say.benchSettings;
  return (
    <Panel heading={words.sound}>
      <p data-testid="volume" data-volume={volume}>{words.volume(volume)}</p>
      <div className="button-row">
        <Button keyName={SETTINGS_KEYS.louder} testId="louder" onPress={() => changeVolume(10)}>{words.louder}</Button>
        <Button keyName={SETTINGS_KEYS.softer} testId="softer" onPress={() => changeVolume(-10)}>{words.softer}</Button>
        <Button keyName={SETTINGS_KEYS.play} testId="play-sounds" onPress={playSounds}>{words.play}</Button>
      </div>
      <ul className="sound-list">
        {FOUR_EARCONS.map((sound) => (
          <li key={sound}>
            <SoundPicture sound={sound} />
            {words.meaning[sound]}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
