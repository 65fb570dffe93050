/** What docs/screens shows: every state of every screen, with the words beside its picture. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Band } from '../../domain/band/bands.ts';
import type { OtherLook } from './looks.ts';
import { DOCUMENTED } from './pictures.ts';

export interface Screen {
  readonly name: string;
  readonly words: string;
  /** Given where the bench is in front with this on its band; NONE: no item on top. */
  readonly band?: Band | 'NONE';
  /** Looks of which there is a picture besides the usual one. */
  readonly pictures?: readonly OtherLook[];
}

/** A desk of nobody: looked at beside the walk through all other states. */
export const ENROLMENT: readonly Screen[] = [
  { name: 'enrolment', words: 'A new desk: the code of HQ is scanned or typed.' },
  { name: 'enrolment-refused', words: 'The code was not taken: what happened, and what to do.' },
];

/** Reached by the test that is named: amid a broken line, with a second desk, or on paper. */
export const ELSEWHERE: readonly (Screen & { readonly test: string })[] = [
  { name: 'approval', test: 'notes', words: 'A new desk waits until HQ has compared the fingerprint of its key.' },
  { name: 'clock-behind', test: 'notes', words: 'The clock of the computer is days behind that of HQ; nothing stops.' },
  { name: 'removal-officer', test: 'notes', words: 'HQ would take most AED away: nothing goes before a supervisor agrees.' },
  { name: 'removal-supervisor', test: 'notes', words: 'The same for a supervisor, who answers with one key.' },
  { name: 'relay-written', test: 'relay', words: 'Without a network: what waits was written to a file, and still waits.' },
  { name: 'relay-carried', test: 'relay', words: 'Another desk has brought the file to HQ and has written the receipts.' },
  { name: 'relay-refused', test: 'relay', words: 'A file that is none is refused.' },
  { name: 'desk-copied', test: 'copied', words: 'The files of this desk are an older copy: it records nothing more until it is enrolled anew.' },
  { name: 'worksheet', test: 'sheets', words: 'Printed: the worksheet of a detention.' },
  { name: 'hand-over', test: 'sheets', words: 'Printed: the hand-over sheet of a shift.' },
];

const LOOK_WORDS: Readonly<Record<OtherLook, string>> = {
  dark: 'in dark', forced: 'in the colours of the system (high contrast)', double: 'at 200 %', small: 'in the smallest window', portrait: 'in a window that stands on end', large: 'in a window of 3840 by 2160',
};

interface Shown {
  readonly name: string;
  readonly words: string;
}

export function shownOf(screens: readonly Screen[]): readonly Shown[] {
  return screens.flatMap(({ name, words, pictures = [] }) => [
    { name, words },
    ...pictures.map((look) => ({ name: `${name}-${look}`, words: `${words} The same ${LOOK_WORDS[look]}.` })),
  ]);
}

/** The page that shows them in order. */
export function indexOf(screens: readonly Screen[]): string {
  const tests = ['accessible', ...new Set(ELSEWHERE.map(({ test }) => test))].join(' ');
  return `# The screens

Every screen and state, in the order of a shift. Made by the tests, which look at each with axe, in light, dark and high contrast, at 100 and
200 %, and measure it in windows from 1024 by 768 to 3840 by 2160 and on end. All names are invented. This page is made with the pictures:

\`\`\`
DESK_SCREENS=docs/screens npm test -- e2e ${tests}
\`\`\`

A new state is one row in \`test/e2e/states.ts\`.

| | |
| --- | --- |
${shownOf(screens).map(({ name, words }) => `| [<img src="${name}.png" width="420" alt="${name}">](${name}.png) | ${words} |`).join('\n')}
`;
}

export function writeIndex(screens: readonly Screen[]): void {
  writeFileSync(join(DOCUMENTED, 'README.md'), indexOf(screens));
}
