/** Every screen and state is looked at by axe and measured: in light, dark and the system's own colours, at the usual size and at twice that, in small and large windows. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDeskWindow } from '../../scripts/window/deskWindow.ts';
import { expect, press, test, waitForFeed } from './desk.ts';
import { findings } from './findings.ts';
import { ELSEWHERE, ENROLMENT, indexOf, shownOf, writeIndex } from './screens.ts';
import { STATES } from './states.ts';

const ALL = [...ENROLMENT, ...STATES, ...ELSEWHERE];

test('axe finds nothing in any state, bands and targets are large enough, and nothing is cut off or out of reach', async ({ bench }) => {
  // Two to three seconds a state; on a very busy machine half a minute.
  test.setTimeout(1_800_000);
  await waitForFeed(bench.page());
  const found: string[] = [];
  for (const state of STATES) {
    await test.step(state.name, async () => {
      await state.reach(bench);
      found.push(...await findings(bench.window(), state));
    });
  }
  writeIndex(ALL);
  expect(found).toEqual([]);
});

test('a desk that nobody has enrolled is as accessible, also with what went wrong', async ({ bench }) => {
  test.setTimeout(240_000);
  await bench.window().close();
  const folder = join(bench.folder, 'new-desk');
  mkdirSync(folder);
  const window = await openDeskWindow(join(folder, 'profile'), null);
  try {
    const [empty, refused] = ENROLMENT;
    if (empty === undefined || refused === undefined) throw new Error('two states');
    await window.page.getByTestId('screen-enrolment').waitFor();
    const found = await findings(window, empty);
    await press(window.page, 'F2');
    await expect(window.page.getByTestId('fault')).toBeVisible();
    expect([...found, ...await findings(window, refused)]).toEqual([]);
  } finally {
    await window.close().catch(() => undefined);
  }
});

test('the documentation shows every state in order, and no other picture', () => {
  const folder = join('docs', 'screens');
  const expected = shownOf(ALL).map(({ name }) => `${name}.png`);
  expect(new Set(expected).size).toBe(expected.length);
  expect(readdirSync(folder).sort()).toEqual(['README.md', ...expected].sort());
  expect(readFileSync(join(folder, 'README.md'), 'utf8').replaceAll('\r\n', '\n')).toBe(indexOf(ALL));
});
