/** Every screen and state of the window, in the order in which one officer and one supervisor can walk through them: for pictures and for the look at accessibility. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AED_COLUMNS } from '../../domain/aed/record.ts';
import type { Band } from '../../domain/band/bands.ts';
import { STORY_ITEMS } from '../../scripts/demo/storyItems.ts';
import { deliveryStatus, expect, officer, press, scan, signIn, type Bench } from './desk.ts';
import { threeRefused } from './refusedEntries.ts';

export interface State {
  readonly name: string;
  readonly reach: (bench: Bench) => Promise<void>;
  /** Given where the bench is in front with this on its band; NONE: no item on top. */
  readonly band?: Band | 'NONE';
}

const TAG = 'CNBJSAUSJFKAAUN60123012090123';

async function keys(bench: Bench, ...names: readonly string[]): Promise<void> {
  for (const name of names) await press(bench.page(), name);
}

async function shown(bench: Bench, testId: string): Promise<void> {
  await expect(bench.page().getByTestId(testId).first()).toBeVisible();
}

async function scanned(bench: Bench, raw: string, band: Band): Promise<void> {
  await scan(bench.page(), raw);
  await expect(bench.page().getByTestId('band')).toHaveAttribute('data-band', band);
}

async function recorded(bench: Bench, ...names: readonly string[]): Promise<void> {
  await keys(bench, ...names);
  await shown(bench, 'saved-line');
}

async function typed(bench: Bench, text: string): Promise<void> {
  await bench.page().keyboard.type(text, { delay: 60 });
}

async function screen(bench: Bench, key: string, name: string): Promise<void> {
  await press(bench.page(), key);
  await shown(bench, `screen-${name}`);
}

async function signedIn(bench: Bench, role: 'officer' | 'supervisor'): Promise<void> {
  const { badge, pin } = officer(role);
  await signIn(bench.page(), badge, pin);
}

const band = (name: string, item: string, word: Band): State => ({ name, band: word, reach: (bench) => scanned(bench, item, word) });

/** What is open when a state begins is what the state before it left. */
export const STATES: readonly State[] = [
  { name: 'sign-in', reach: async (bench) => { await shown(bench, 'screen-signIn'); await shown(bench, 'demo-officer'); } },
  {
    name: 'sign-in-refused',
    reach: async (bench) => {
      await bench.page().getByTestId('signin-badge').focus();
      await typed(bench, officer('officer').badge);
      await bench.page().getByTestId('signin-pin').focus();
      await typed(bench, '000000');
      await shown(bench, 'fault');
    },
  },
  {
    name: 'bench-empty', band: 'NONE',
    reach: async (bench) => {
      await bench.page().getByTestId('signin-badge').fill('');
      await bench.page().getByTestId('signin-pin').fill('');
      await signedIn(bench, 'officer');
      await shown(bench, 'recent-none');
    },
  },
  band('bench-hold', STORY_ITEMS.held, 'HOLD'),
  { name: 'bench-outcome-question', band: 'HOLD', reach: async (bench) => { await keys(bench, '1'); await shown(bench, 'outcome-choices'); } },
  { name: 'bench-saved', band: 'HOLD', reach: async (bench) => { await keys(bench, 'Escape'); await recorded(bench, '0'); } },
  band('bench-examined', STORY_ITEMS.held, 'EXAMINED'),
  band('bench-alternate-screening', STORY_ITEMS.waived, 'ALTERNATE_SCREENING'),
  band('bench-no-aed', STORY_ITEMS.noAed, 'NO_AED_HERE'),
  band('bench-clear', STORY_ITEMS.clear, 'CLEAR'),
  { name: 'bench-reasons', band: 'CLEAR', reach: async (bench) => { await keys(bench, 'r', 'x'); await shown(bench, 'reason-xrayAnomaly'); } },
  { name: 'bench-findings-ask', band: 'CLEAR', reach: async (bench) => { await keys(bench, 'Escape', 'd'); await shown(bench, 'finding-ask'); } },
  {
    name: 'bench-findings', band: 'CLEAR',
    reach: async (bench) => {
      await keys(bench, 'n', 'q');
      await typed(bench, '12,5');
      await keys(bench, 'Escape', 'u', 'g');
      await shown(bench, 'findings');
    },
  },
  { name: 'bench-details', band: 'CLEAR', reach: async (bench) => { await keys(bench, 'Delete', 'Escape', 'e', '4'); await shown(bench, 'details'); } },
  { name: 'bench-outcomes', band: 'CLEAR', reach: async (bench) => { await keys(bench, 'Escape', '5'); await shown(bench, 'outcome-list'); } },
  { name: 'bench-no-method', band: 'CLEAR', reach: async (bench) => { await keys(bench, 'Escape', 'x', '0'); await shown(bench, 'method-missing'); } },
  { name: 'bench-undone', band: 'CLEAR', reach: async (bench) => { await keys(bench, 'x'); await recorded(bench, '0'); await keys(bench, 'u'); await shown(bench, 'undone'); } },
  { name: 'bench-several-postings', band: 'SEVERAL_POSTINGS', reach: async (bench) => { await recorded(bench, '0'); await scanned(bench, STORY_ITEMS.changed, 'SEVERAL_POSTINGS'); } },
  { name: 'bench-check-the-label', band: 'CHECK_THE_LABEL', reach: async (bench) => { await keys(bench, 'v', '0'); await scanned(bench, 'RB123456786GB', 'CHECK_THE_LABEL'); } },
  { name: 'bench-near-miss', band: 'CHECK_THE_LABEL', reach: async (bench) => { await keys(bench, 'f'); await typed(bench, 'glass'); await scanned(bench, 'CP512378049NL', 'CHECK_THE_LABEL'); await shown(bench, 'near-miss'); } },
  { name: 'bench-not-an-item', band: 'NOT_AN_ITEM', reach: async (bench) => { await keys(bench, 'Delete'); await scanned(bench, '0012345', 'NOT_AN_ITEM'); } },
  { name: 'bench-bag', band: 'NOT_AN_ITEM', reach: async (bench) => { await scanned(bench, TAG, 'NOT_AN_ITEM'); await shown(bench, 'bag-strip'); } },
  { name: 'bench-no-barcode', reach: async (bench) => { await keys(bench, 'F4'); await shown(bench, 'desk-label'); await recordedLabel(bench); } },
  { name: 'palette', reach: async (bench) => { await keys(bench, 'Control+k'); await shown(bench, 'palette'); await typed(bench, 'ho'); } },
  { name: 'palette-none', reach: async (bench) => { await typed(bench, 'xyz'); } },
  { name: 'bag', reach: async (bench) => { await keys(bench, 'Escape'); await scanned(bench, STORY_ITEMS.heldElsewhere, 'HOLD'); await screen(bench, 'F6', 'bag'); } },
  { name: 'bag-closed', reach: async (bench) => { await keys(bench, 'F8'); await shown(bench, 'bag-closed'); } },
  { name: 'holds', reach: async (bench) => { await screen(bench, 'F2', 'holds'); await shown(bench, 'holds-row'); } },
  { name: 'holds-selected', reach: async (bench) => { await keys(bench, 's', 'a'); await expect(bench.page().getByTestId('holds-selection')).not.toHaveAttribute('data-count', '0'); } },
  { name: 'holds-mark', reach: async (bench) => { await keys(bench, 'n', '1', 't'); await shown(bench, 'holds-confirm'); } },
  { name: 'holds-presented', reach: async (bench) => { await keys(bench, 'Escape', 'Escape', 'Escape', '2'); await shown(bench, 'holds-row'); } },
  { name: 'holds-never-presented', reach: async (bench) => { await keys(bench, '3'); } },
  { name: 'holds-outstanding', reach: async (bench) => { await keys(bench, '4'); } },
  { name: 'holds-all', reach: async (bench) => { await keys(bench, '5'); await shown(bench, 'holds-row'); } },
  { name: 'holds-detained', reach: async (bench) => { await scanned(bench, STORY_ITEMS.noPort, 'CLEAR'); await recorded(bench, '1', '1'); await screen(bench, 'F2', 'holds'); await keys(bench, '6'); await shown(bench, 'detained-row'); } },
  { name: 'shift-officer', reach: async (bench) => { await screen(bench, 'F3', 'shift'); await shown(bench, 'shift-exam'); } },
  { name: 'amend', reach: async (bench) => { await keys(bench, 'a'); await shown(bench, 'screen-amend'); } },
  { name: 'amend-not-sealed', reach: async (bench) => { await keys(bench, 'F8'); await shown(bench, 'amend-not-sealed'); } },
  { name: 'amend-outcomes', reach: async (bench) => { await keys(bench, '5'); await shown(bench, 'outcome-SEIZURE'); } },
  { name: 'amend-details', reach: async (bench) => { await keys(bench, 'Escape', 'e'); await shown(bench, 'details'); } },
  { name: 'amend-withdrawal', reach: async (bench) => { await keys(bench, 'Escape', 'y'); await typed(bench, 'wrong key'); await keys(bench, 'Escape', 'F7'); await shown(bench, 'amend-withdrawal'); } },
  { name: 'amend-withdrawn', reach: async (bench) => { await keys(bench, 'F7'); await shown(bench, 'amend-sealed'); } },
  { name: 'aed-import', reach: async (bench) => { await screen(bench, 'F5', 'aedImport'); } },
  {
    name: 'aed-import-refused-rows',
    reach: async (bench) => {
      const row = (itemId: string, postedOn: string): string => AED_COLUMNS.map((column) => ({ itemId, postedOn, senderName: 'Muster GmbH' })[column as string] ?? '').join(',');
      await importFile(bench, [AED_COLUMNS.join(','), row('CP111111115DE', '2026-11-20'), row('', '2026-11-20'), row('CP222222225DE', 'someday'), ''].join('\r\n'));
      await shown(bench, 'import-refused-row');
    },
  },
  { name: 'aed-import-fault', reach: async (bench) => { await importFile(bench, 'itemId,nonsense\r\nCP111111115DE,x\r\n'); await shown(bench, 'fault'); } },
  { name: 'delivery', reach: async (bench) => { await screen(bench, 'F10', 'delivery'); await shown(bench, 'delivery-facts'); } },
  { name: 'help', reach: async (bench) => { await screen(bench, 'F1', 'help'); await shown(bench, 'app-facts'); } },
  { name: 'locked', reach: async (bench) => { await keys(bench, 'F9'); await shown(bench, 'screen-locked'); } },
  { name: 'shift-supervisor', reach: async (bench) => { await signedIn(bench, 'supervisor'); await screen(bench, 'F3', 'shift'); await shown(bench, 'shift-sign'); } },
  { name: 'amend-of-another', reach: async (bench) => { await keys(bench, 'a'); await shown(bench, 'screen-amend'); } },
  {
    name: 'delivery-refused',
    reach: async (bench) => {
      await keys(bench, 'Escape', 'q');
      await shown(bench, 'screen-signIn');
      await expect.poll(async () => (await deliveryStatus(bench.page())).waiting, { timeout: 20_000 }).toBe(0);
      await threeRefused(bench);
      await signedIn(bench, 'supervisor');
      await screen(bench, 'F10', 'delivery');
      await shown(bench, 'refusal-row');
    },
  },
  { name: 'delivery-refused-entry', reach: async (bench) => { await keys(bench, 'r'); await shown(bench, 'refused-entry'); } },
  {
    name: 'service-gone',
    reach: async (bench) => {
      await keys(bench, 'Escape', 'Escape');
      await scanned(bench, STORY_ITEMS.clear, 'EXAMINED');
      await serviceGivenUp(bench);
      await scan(bench.page(), STORY_ITEMS.held);
      await scan(bench.page(), STORY_ITEMS.noAed);
    },
  },
];

/** The id of the desk that an item without barcode gets is another one every time; a label note stands above it. */
async function recordedLabel(bench: Bench): Promise<void> {
  await expect(bench.page().getByTestId('item-display')).toContainText('IMF-JFK-');
}

async function importFile(bench: Bench, text: string): Promise<void> {
  const file = join(bench.folder, 'aed.csv');
  writeFileSync(file, text);
  await bench.window().app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, file);
  await press(bench.page(), 'o');
}

/** The service is ended until it is not started again by itself. */
async function serviceGivenUp(bench: Bench): Promise<void> {
  const gone = bench.page().getByTestId('service-gone');
  await expect.poll(async () => {
    const pid = await bench.window().app.evaluate(({ app }) => app.getAppMetrics().find((one) => one.serviceName === 'desk-service' || one.name === 'desk-service')?.pid ?? null);
    if (pid !== null) process.kill(pid, 'SIGKILL');
    return (await gone.count()) > 0 ? gone.getAttribute('data-state') : null;
  }, { timeout: 40_000, intervals: [150] }).toBe('givenUp');
}

