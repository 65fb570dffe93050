/** All actions by their words, over the lower part of the window: the band stays in sight, and a scan is taken as ever. */
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import { FilterList } from '../../ui/FilterList.tsx';
import { pressKey } from '../keyboard/routing.ts';
import { useApp } from '../storeContext.tsx';
import { NUMBERED, offerInFront, offersFor } from './matching.ts';
import { choose } from './paletteKeys.ts';
import './palette.css';

export function CommandPalette() {
  const state = useApp((one) => one);
  const { palette, typeInPalette, moveInPalette, closePalette } = state;
  if (palette === null) return null;
  const offers = offersFor(state, palette.typed);
  const front = offerInFront(palette, offers);
  const press = (id: string | undefined): void => choose(state, offers.find((offer) => offer.id === id), (key) => pressKey(state, key));
  return (
    <div role="dialog" aria-label={say.palette.heading} className="palette" data-testid="palette">
      <FilterList
        label={say.palette.field} listLabel={say.palette.list} testId="palette" typed={palette.typed} onType={typeInPalette}
        rows={offers.map(({ id, words, keys }, index) => ({ id, words, keys, digit: index < NUMBERED ? String(index + 1) : '' }))}
        front={front?.id ?? null} onMove={moveInPalette} onChoose={press}
      />
      <p role="status" className={offers.length === 0 ? 'palette-none' : 'only-read-out'}>{offers.length === 0 ? say.palette.none : say.palette.count(offers.length)}</p>
      <div className="palette-foot">
        <p>{say.palette.hint}</p>
        <Button keyName="F8" kind="primary" testId="palette-do" isDisabled={front === undefined} onPress={() => press(front?.id)}>{say.palette.doIt}</Button>
        <Button keyName="Esc" kind="bar" onPress={closePalette}>{say.palette.close}</Button>
      </div>
    </div>
  );
}
