/** Which actions the palette shows for what is in front and what was typed, and what each of them presses; pure. */
import { say } from '../../text/say.ts';
import { actions, keyToPlace, type Action } from '../actions.ts';
import { keyNameOf } from '../keyNames.ts';
import type { AppState } from '../state.ts';
import type { Palette } from './slice.ts';

/** presses: the keys that choosing it presses, one after the other. keys: what is shown of them, and what is left to the officer. */
export interface Offer {
  readonly id: string;
  readonly words: string;
  readonly keys: string;
  readonly presses: string;
}

type InFront = Pick<AppState, 'screen' | 'part' | 'top' | 'holdMark' | 'amending' | 'shiftLinking' | 'refusalOpen'>;

/** As many as have a digit of their own. */
export const NUMBERED = 9;

/** The actions of the screen in front first, then those everywhere, then those of other screens. */
export function offersFor(state: InFront, typed: string): readonly Offer[] {
  const all = actions();
  const own = isAtRest(state) ? all.filter(({ place }) => place === state.screen) : [];
  const everywhere = all.filter(({ place, key }) => place === 'everywhere' && key !== 'Ctrl+k');
  const others = all.filter(({ place }) => place !== 'everywhere' && place !== state.screen && keyToPlace(place) !== null);
  return [...own, ...everywhere, ...others].map((action) => offerOf(action, state.screen)).filter((offer) => hasAllWords(offer.words, typed));
}

/** Nothing until something was typed or an arrow pressed: a key too many must not do what happens to stand first. */
export function offerInFront({ typed, front }: Palette, offers: readonly Offer[]): Offer | undefined {
  return offers.find(({ id }) => id === front) ?? (typed === '' ? undefined : offers[0]);
}

/** While a choice or a part is open, the screen's keys mean something else: what the list says would not be what happens. */
function isAtRest({ part, top, holdMark, amending, shiftLinking, refusalOpen }: InFront): boolean {
  const isChoosing = top !== null && (top.form.outcomeKeys.length > 0 || top.form.details !== null);
  return part === null && !isChoosing && holdMark === null && (amending?.part ?? null) === null && shiftLinking === null && refusalOpen === null;
}

/** What belongs to another screen is not done unseen: the palette opens that screen, and the officer presses the key there. */
function offerOf({ place, key, words }: Action, screen: AppState['screen']): Offer {
  const id = `${place} ${key}`;
  if (place === 'everywhere' || place === screen) return { id, words, keys: keyNameOf(key), presses: key };
  const leads = keyToPlace(place) ?? '';
  return { id, words, keys: say.palette.opens(keyNameOf(leads), keyNameOf(key)), presses: leads };
}

/** Every word typed begins somewhere a word of the action. */
function hasAllWords(words: string, typed: string): boolean {
  const parts = words.toLowerCase().split(/[\s,.:;()/-]+/);
  return typed.toLowerCase().split(/\s+/).every((word) => parts.some((part) => part.startsWith(word)));
}
