/** The language of the bench may change at any moment: what is said is said in the language of that moment, and nothing keeps an old word. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../preload/contract/language.ts';
import { actions } from '../../../renderer/app/actions.ts';
import { followLanguage } from '../../../renderer/app/language.ts';
import type { AppStore } from '../../../renderer/app/state.ts';
import { drillSheet } from '../../../renderer/features/sheets/drillSheet.ts';
import { scannerSheet } from '../../../renderer/features/sheets/scannerSheet.ts';
import { CATALOGUES, say, speak } from '../../../renderer/text/say.ts';

afterEach(() => speak('en'));

describe.each(LANGUAGES)('a page that speaks %s', (language) => {
  it('prints its sheets and lists its actions in it', () => {
    speak(language);
    const words = CATALOGUES[language];
    expect([drillSheet().title, drillSheet().language, scannerSheet().title]).toEqual([words.sheet.drill.title, words.sheet.language, words.sheet.scanner.title]);
    expect(actions().find(({ place, key }) => place === 'everywhere' && key === 'F2')?.words).toBe(words.keys.holds);
  });
});

describe('following the language of the bench', () => {
  it('speaks at once, tells the page, and does so again whenever the bench is set otherwise', () => {
    const page = { lang: 'en' };
    const settings = { language: 'es' as 'en' | 'es' };
    let changed = (): void => undefined;
    const store = { getState: () => ({ settings }), subscribe: (listener: () => void) => { changed = listener; } } as unknown as AppStore;
    followLanguage(store, page);
    expect([page.lang, say.keys.holds]).toEqual(['es', CATALOGUES.es.keys.holds]);
    settings.language = 'en';
    changed();
    expect([page.lang, say.keys.holds]).toEqual(['en', CATALOGUES.en.keys.holds]);
  });
});

/** From one line that begins at the edge to the next one: what stands outside of any function. */
function statementsOf(source: string): readonly string[] {
  return source.split(/^(?=\S)/m).reduce<string[]>((parts, line) => (/^[}\])]/.test(line) ? [...parts.slice(0, -1), `${parts.at(-1) ?? ''}${line}`] : [...parts, line]), []);
}

it('keeps no word in a constant of a module, where it would stay in the language of the start', () => {
  const files = ['app', 'features', 'ui'].flatMap((folder) =>
    readdirSync(join('renderer', folder), { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name)).map((name) => join('renderer', folder, name)));
  expect(files.length).toBeGreaterThan(100);
  const kept = files.flatMap((file) => statementsOf(readFileSync(file, 'utf8'))
    .filter((statement) => /^(export )?(const|let) /.test(statement) && /\bsay\./.test(statement) && !(statement.split(/\bsay\./)[0] ?? '').includes('=>'))
    .map((statement) => `${file}: ${statement.split('\n')[0] ?? ''}`));
  expect(kept).toEqual([]);
});
