/** What the page says, in the language of its bench: a live binding, so that whoever says something says it in the language of that moment. */
import type { Language } from '../../preload/contract/language.ts';
import { en } from './en/catalogue.ts';
import { es } from './es/catalogue.ts';
import type { Catalogue } from './widened.ts';

export const CATALOGUES: Readonly<Record<Language, Catalogue>> = { en, es };

/** Never kept in a constant of a module: that would stay in the language in which the module was loaded. */
export let say: Catalogue = en;

export function speak(language: Language): void {
  say = CATALOGUES[language];
}
