/** The page speaks the language of its bench: the words, and what a screen reader and the hyphenation are told of them. */
import { speak } from '../text/say.ts';
import type { AppStore } from './state.ts';

/** Followed before the page is rendered, so that no word is said in the language before. */
export function followLanguage(store: AppStore, page: Pick<HTMLElement, 'lang'>): void {
  const follow = (): void => {
    const { language } = store.getState().settings;
    if (page.lang === language) return;
    speak(language);
    page.lang = language;
  };
  store.subscribe(follow);
  follow();
}
