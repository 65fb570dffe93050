/** Every screen and state of the window, in the order in which one officer and one supervisor can walk through them: for pictures and for the look at accessibility. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AED_COLUMNS } from '../../domain/aed/record.ts';
import type { Band } from '../../domain/band/bands.ts';
import { TEST_TEXT } from '../../domain/scan/selfTest.ts';
import { STORY_ITEMS } from '../../scripts/demo/storyItems.ts';
import { deliveryStatus, expect, officer, press, scan, signIn, type Bench } from './desk.ts';
import type { OtherLook } from './looks.ts';
import { threeRefused } from './refusedEntries.ts';
import type { Screen } from './screens.ts';

export interface State extends Screen {
  readonly reach: (bench: Bench) => Promise<void>;
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

const band = (name: string, words: string, item: string, word: Band, pictures: readonly OtherLook[] = []): State => ({ name, words, band: word, pictures, reach: (bench) => scanned(bench, item, word) });

/** A new state is a row here: what is open when it begins is what the state before it left. Then make its picture (docs/screens/README.md). */
export const STATES: readonly State[] = [
  { name: 'sign-in', words: 'Signing in: a badge and six digits. The officers of the demo are listed in the demo only.', reach: async (bench) => { await shown(bench, 'screen-signIn'); await shown(bench, 'demo-officer'); } },
  {
    name: 'sign-in-refused', words: 'A wrong PIN, and how many tries are left.',
    reach: async (bench) => {
      await bench.page().getByTestId('signin-badge').focus();
      await typed(bench, officer('officer').badge);
      await bench.page().getByTestId('signin-pin').focus();
      await typed(bench, '000000');
      await shown(bench, 'fault');
    },
  },
  {
    name: 'bench-empty', words: 'The bench before the first scan.', band: 'NONE',
    reach: async (bench) => {
      await bench.page().getByTestId('signin-badge').fill('');
      await bench.page().getByTestId('signin-pin').fill('');
      await signedIn(bench, 'officer');
      await shown(bench, 'recent-none');
    },
  },
  band('bench-hold', 'A held item: the band says it, the AED stands left, the outcomes right.', STORY_ITEMS.held, 'HOLD', ['dark', 'forced', 'double', 'small', 'portrait', 'large']),
  { name: 'bench-outcome-question', words: 'Detained needs a reason: one more key.', band: 'HOLD', reach: async (bench) => { await keys(bench, '1'); await shown(bench, 'outcome-choices'); } },
  { name: 'bench-saved', words: 'Recorded with one key: saved on this disk, and below what is known of its delivery.', band: 'HOLD', reach: async (bench) => { await keys(bench, 'Escape'); await recorded(bench, '0'); } },
  band('bench-examined', 'The same item again: its exam is known.', STORY_ITEMS.held, 'EXAMINED'),
  band('bench-alternate-screening', 'From a country of the waiver list: no AED is required, screening another way is.', STORY_ITEMS.waived, 'ALTERNATE_SCREENING'),
  band('bench-no-aed', 'No AED on this desk, with the date of the data; the item before it waits below.', STORY_ITEMS.noAed, 'NO_AED_HERE'),
  band('bench-clear', 'AED is here and no hold is open.', STORY_ITEMS.clear, 'CLEAR'),
  { name: 'bench-reasons', words: 'Why it was examined.', band: 'CLEAR', reach: async (bench) => { await keys(bench, 'r', 'x'); await shown(bench, 'reason-xrayAnomaly'); } },
  { name: 'bench-findings-ask', words: 'A finding: what is it?', band: 'CLEAR', reach: async (bench) => { await keys(bench, 'Escape', 'd'); await shown(bench, 'finding-ask'); } },
  {
    name: 'bench-findings', words: 'The details of a finding; a quantity that is none is said beside its field.', band: 'CLEAR',
    reach: async (bench) => {
      await keys(bench, 'n', 'q');
      await typed(bench, '12,5');
      await keys(bench, 'Escape', 'u', 'g');
      await shown(bench, 'findings');
    },
  },
  { name: 'bench-details', words: 'A seizure asks for its numbers.', band: 'CLEAR', reach: async (bench) => { await keys(bench, 'Delete', 'Escape', 'e', '4'); await shown(bench, 'details'); } },
  { name: 'bench-outcomes', words: 'All outcomes, each with its key.', band: 'CLEAR', reach: async (bench) => { await keys(bench, 'Escape', '5'); await shown(bench, 'outcome-list'); } },
  { name: 'bench-no-method', words: 'An outcome before anybody said how it was examined.', band: 'CLEAR', reach: async (bench) => { await keys(bench, 'Escape', 'x', '0'); await shown(bench, 'method-missing'); } },
  { name: 'bench-undone', words: 'Taken back with one key: both stay in the history.', band: 'CLEAR', reach: async (bench) => { await keys(bench, 'x'); await recorded(bench, '0'); await keys(bench, 'u'); await shown(bench, 'undone'); } },
  { name: 'bench-several-postings', words: 'One number, two postings: compare with the label.', band: 'SEVERAL_POSTINGS', reach: async (bench) => { await recorded(bench, '0'); await scanned(bench, STORY_ITEMS.changed, 'SEVERAL_POSTINGS'); } },
  { name: 'bench-check-the-label', words: 'The check digit does not fit.', band: 'CHECK_THE_LABEL', reach: async (bench) => { await keys(bench, 'v', '0'); await scanned(bench, 'RB123456786GB', 'CHECK_THE_LABEL'); } },
  { name: 'bench-near-miss', words: 'A number that is wrong and close to one that is held.', band: 'CHECK_THE_LABEL', reach: async (bench) => { await keys(bench, 'f'); await typed(bench, 'glass'); await scanned(bench, 'CP512378049NL', 'CHECK_THE_LABEL'); await shown(bench, 'near-miss'); } },
  { name: 'bench-not-an-item', words: 'Not the number of an item.', band: 'NOT_AN_ITEM', reach: async (bench) => { await keys(bench, 'Delete'); await scanned(bench, '0012345', 'NOT_AN_ITEM'); } },
  { name: 'bench-bag', words: 'A bag tag: what is scanned now belongs to the bag.', band: 'NOT_AN_ITEM', reach: async (bench) => { await scanned(bench, TAG, 'NOT_AN_ITEM'); await shown(bench, 'bag-strip'); } },
  { name: 'bench-no-barcode', words: 'An item without a barcode gets an id of this desk and a label to print.', reach: async (bench) => { await keys(bench, 'F4'); await shown(bench, 'desk-label'); await recordedLabel(bench); } },
  { name: 'palette', words: 'All actions by their words (Ctrl K).', reach: async (bench) => { await keys(bench, 'Control+k'); await shown(bench, 'palette'); await typed(bench, 'ho'); } },
  { name: 'palette-none', words: 'No action has these words.', reach: async (bench) => { await typed(bench, 'xyz'); } },
  { name: 'bag', words: 'The open bag: what its tag says and what came out of it.', reach: async (bench) => { await keys(bench, 'Escape'); await scanned(bench, STORY_ITEMS.heldElsewhere, 'HOLD'); await screen(bench, 'F6', 'bag'); } },
  { name: 'bag-closed', words: 'The bag is closed, with its sums.', reach: async (bench) => { await keys(bench, 'F8'); await shown(bench, 'bag-closed'); } },
  { name: 'holds', words: 'Holds: expected today.', reach: async (bench) => { await screen(bench, 'F2', 'holds'); await shown(bench, 'holds-row'); } },
  { name: 'holds-selected', words: 'Holds of all IMFs, one selected.', reach: async (bench) => { await keys(bench, 's', 'a'); await expect(bench.page().getByTestId('holds-selection')).not.toHaveAttribute('data-count', '0'); } },
  { name: 'holds-mark', words: 'Why a hold was not presented; nothing is recorded before F8.', reach: async (bench) => { await keys(bench, 'n', '1', 't'); await shown(bench, 'holds-confirm'); } },
  { name: 'holds-presented', words: 'Presented and not yet examined.', reach: async (bench) => { await keys(bench, 'Escape', 'Escape', 'Escape', '2'); await shown(bench, 'holds-row'); } },
  { name: 'holds-never-presented', words: 'Left without having been presented, as USPS reports.', reach: async (bench) => { await keys(bench, '3'); } },
  { name: 'holds-outstanding', words: 'Everything outstanding.', reach: async (bench) => { await keys(bench, '4'); } },
  { name: 'holds-all', words: 'All holds.', reach: async (bench) => { await keys(bench, '5'); await shown(bench, 'holds-row'); } },
  { name: 'holds-detained', words: 'Detained items and the days that are left.', reach: async (bench) => { await scanned(bench, STORY_ITEMS.noPort, 'CLEAR'); await recorded(bench, '1', '1'); await screen(bench, 'F2', 'holds'); await keys(bench, '6'); await shown(bench, 'detained-row'); } },
  { name: 'bench-worksheet-due', words: 'A detention was saved: its worksheet can be printed at once.', reach: async (bench) => { await keys(bench, 'Escape'); await shown(bench, 'worksheet-due'); } },
  { name: 'bench-settings', words: 'Scanners and sounds of this bench.', reach: async (bench) => { await screen(bench, 'F11', 'benchSettings'); } },
  { name: 'bench-settings-self-test', words: 'What the scanner sent, key by key, and how to read it.', reach: async (bench) => { await scan(bench.page(), TEST_TEXT); await shown(bench, 'arrived'); } },
  { name: 'shift-officer', words: 'The shift of an officer.', reach: async (bench) => { await screen(bench, 'F3', 'shift'); await shown(bench, 'shift-exam'); } },
  { name: 'amend', words: 'An exam before it is amended.', reach: async (bench) => { await keys(bench, 'a'); await shown(bench, 'screen-amend'); } },
  { name: 'amend-not-sealed', words: 'Nothing was changed, so nothing is sealed.', reach: async (bench) => { await keys(bench, 'F8'); await shown(bench, 'amend-not-sealed'); } },
  { name: 'amend-outcomes', words: 'Another outcome.', reach: async (bench) => { await keys(bench, '5'); await shown(bench, 'outcome-SEIZURE'); } },
  { name: 'amend-details', words: 'What the outcome asks for.', reach: async (bench) => { await keys(bench, 'Escape', 'e'); await shown(bench, 'details'); } },
  { name: 'amend-withdrawal', words: 'Withdrawing asks once more.', reach: async (bench) => { await keys(bench, 'Escape', 'y'); await typed(bench, 'wrong key'); await keys(bench, 'Escape', 'u'); await shown(bench, 'amend-withdrawal'); } },
  { name: 'amend-withdrawn', words: 'Withdrawn: it counts nowhere and stays in the history.', reach: async (bench) => { await keys(bench, 'Delete'); await shown(bench, 'amend-sealed'); } },
  { name: 'aed-import', words: 'Taking in an AED file.', reach: async (bench) => { await screen(bench, 'F5', 'aedImport'); } },
  {
    name: 'aed-import-refused-rows', words: 'Rows that were refused, each with its reason.',
    reach: async (bench) => {
      const row = (itemId: string, postedOn: string): string => AED_COLUMNS.map((column) => ({ itemId, postedOn, senderName: 'Muster GmbH' })[column as string] ?? '').join(',');
      await importFile(bench, [AED_COLUMNS.join(','), row('CP111111115DE', '2026-11-20'), row('', '2026-11-20'), row('CP222222225DE', 'someday'), ''].join('\r\n'));
      await shown(bench, 'import-refused-row');
    },
  },
  { name: 'aed-import-fault', words: 'A file of another shape is refused whole.', reach: async (bench) => { await importFile(bench, 'itemId,nonsense\r\nCP111111115DE,x\r\n'); await shown(bench, 'fault'); } },
  { name: 'delivery', words: 'What waits, what HQ has receipted, how old the data are.', reach: async (bench) => { await screen(bench, 'F10', 'delivery'); await shown(bench, 'delivery-facts'); } },
  { name: 'help', words: 'All keys of all screens.', reach: async (bench) => { await screen(bench, 'F1', 'help'); await shown(bench, 'app-facts'); } },
  { name: 'locked', words: 'Locked: who may open it, and that nothing is lost.', reach: async (bench) => { await keys(bench, 'F9'); await shown(bench, 'screen-locked'); } },
  { name: 'shift-supervisor', words: 'The shift of a supervisor, before signing.', reach: async (bench) => { await signedIn(bench, 'supervisor'); await screen(bench, 'F3', 'shift'); await shown(bench, 'shift-sign'); } },
  { name: 'amend-of-another', words: 'A supervisor amends an exam of an officer.', reach: async (bench) => { await keys(bench, 'a'); await shown(bench, 'screen-amend'); } },
  {
    name: 'delivery-refused', words: 'Entries that HQ refused, each with its reason.',
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
  { name: 'delivery-refused-entry', words: 'One of them, whole.', reach: async (bench) => { await keys(bench, 'r'); await shown(bench, 'refused-entry'); } },
  {
    name: 'service-gone', words: 'The desk service does not start: scans are kept, and one key starts it again.',
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
    // At once: a service that is up again takes the note away.
    return gone.evaluateAll(([note]) => note?.getAttribute('data-state') ?? null);
  }, { timeout: 40_000, intervals: [150] }).toBe('givenUp');
}

