/** An exam that was sealed wrongly: corrected or withdrawn from the shift screen, by keys alone, and never changed. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoOfficers, type DemoOfficer } from '../../scripts/demo/officers.ts';
import { STORY_ITEMS } from '../../scripts/demo/storyItems.ts';
import { typeAtHumanSpeed } from '../../scripts/window/deskWindow.ts';
import { call, expect, officer, picture, press, scan, signIn, startShift, test, type Bench } from './desk.ts';

type Page = ReturnType<Bench['page']>;

async function pressAll(page: Page, keys: readonly string[]): Promise<void> {
  for (const key of keys) await press(page, key);
}

async function typeInto(page: Page, key: string, text: string): Promise<void> {
  await press(page, key);
  await typeAtHumanSpeed(page, text);
  await press(page, 'Escape');
}

/** Another officer than the one who starts the shift. */
function colleague(): DemoOfficer {
  const found = demoOfficers().find(({ role, badge }) => role === 'officer' && badge !== officer('officer').badge);
  if (found === undefined) throw new Error('the demo has one officer only');
  return found;
}

async function record(page: Page, item: string): Promise<void> {
  const before = await page.getByTestId('recent-row').count();
  await scan(page, item);
  await expect(page.getByTestId('band')).not.toHaveAttribute('data-band', '');
  await press(page, '0');
  await expect(page.getByTestId('saved-line')).toBeVisible();
  await expect(page.getByTestId('recent-row')).toHaveCount(before + 1);
}

test('an officer corrects a release to a detention with reason and finding, and withdraws another exam', async ({ bench }) => {
  const page = bench.page();
  await page.setViewportSize({ width: 1280, height: 800 });
  await startShift(page);
  await record(page, STORY_ITEMS.clear);
  await record(page, STORY_ITEMS.waived);

  await press(page, 'F3');
  await expect(page.getByTestId('shift-exam')).toHaveCount(2);
  await expect(page.getByTestId('shift-exam').first()).toHaveAttribute('aria-current', 'true');
  await press(page, 'a');
  await expect(page.getByTestId('story-sealed')).toContainText('released to USPS');

  await press(page, 'F8');
  await expect(page.getByTestId('amend-not-sealed')).toContainText('says all this already');
  // An opened letter asks for its legal basis too.
  await pressAll(page, ['p', '1', '2', '1']);
  await expect(page.getByTestId('amend-outcome')).toContainText('detained');
  await pressAll(page, ['r', 'x', 'Escape']);
  await expect(page.getByTestId('reasons-line')).toContainText('x-ray anomaly');
  await pressAll(page, ['d', 'n']);
  await typeInto(page, 'q', '12,5');
  await expect(page.getByTestId('finding-quantity')).toHaveAttribute('aria-invalid', 'true');
  await picture(page, 'amend-findings');
  await press(page, 'q');
  await page.keyboard.press('Control+A');
  await typeAtHumanSpeed(page, '12.5');
  await press(page, 'Escape');
  await pressAll(page, ['u', 'g', 'k', 's', 'p']);
  await press(page, 'Escape');
  await expect(page.getByTestId('findings-line')).toContainText('narcotics 12.5 g, test strip positive');
  await typeInto(page, 'y', 'powder found behind the lining');

  // A scan goes to the bench, and what was typed here is still here.
  await scan(page, STORY_ITEMS.held);
  await expect(page.getByTestId('band')).toHaveAttribute('data-band', 'HOLD');
  await pressAll(page, ['F3', 'a']);
  await expect(page.getByTestId('amend-why')).toHaveValue('powder found behind the lining');
  await picture(page, 'amend');
  await press(page, 'F8');
  await expect(page.getByTestId('amend-sealed')).toContainText('Corrected');
  await expect(page.getByTestId('story-sealed')).toContainText('released to USPS');
  await expect(page.getByTestId('story-amendment')).toContainText(['detained']);
  await expect(page.getByTestId('story-amendment')).toContainText(['powder found behind the lining']);
  await picture(page, 'amend-sealed');

  await press(page, 'Escape');
  await expect(page.getByTestId('shift-exam').first()).toHaveAttribute('data-outcome', 'DETAINED');
  await expect(page.getByTestId('shift-exam').first().getByTestId('mark-corrected')).toBeVisible();

  await pressAll(page, ['ArrowDown', 'a', 'u']);
  await expect(page.getByTestId('amend-not-sealed')).toContainText('something below is missing');
  await expect(page.getByTestId('amend-withdrawal')).toHaveCount(0);
  await typeInto(page, 'y', 'scanned the wrong item');
  await pressAll(page, ['u', 'u']);
  await expect(page.getByTestId('amend-withdrawal')).toBeVisible();
  await picture(page, 'amend-withdrawal');
  await press(page, 'Delete');
  await expect(page.getByTestId('amend-sealed')).toHaveAttribute('data-kind', 'withdrawn');
  await expect(page.getByTestId('amend-read-only')).toContainText('withdrawn');
  await press(page, 'Escape');
  await expect(page.getByTestId('shift-exam')).toHaveCount(1);
  await expect(page.getByTestId('shift-withdrawn-exam')).toHaveCount(1);
  await picture(page, 'shift-officer');

  const log = await call(page, 'shift/log');
  if (!log.ok) throw new Error(log.fault.kind);
  const detail = await call(page, 'exam/detail', { examId: log.value.exams[0]?.examId });
  expect(detail).toMatchObject({
    ok: true,
    value: {
      sealedOutcome: 'RELEASED_TO_USPS',
      values: {
        methods: ['xray', 'opening'],
        findings: [{ commodityClass: 'narcotics', quantity: '12.5', unit: 'grams', fieldTest: { kind: 'testStrip', result: 'positive' } }],
        outcome: 'DETAINED',
        outcomeFields: { reason: 'SUSPECTED_CONTRABAND', legalBasis: 'REASONABLE_CAUSE' },
      },
      amendments: [{ kind: 'corrected', why: 'powder found behind the lining', outcome: 'DETAINED' }],
    },
  });
});

test('a supervisor corrects the exam of an officer, with a field that the outcome does not need', async ({ bench }) => {
  const page = bench.page();
  await startShift(page);
  await record(page, STORY_ITEMS.clear);
  await pressAll(page, ['F3', 'q']);
  const { badge, pin } = officer('supervisor');
  await signIn(page, badge, pin);
  await pressAll(page, ['F3']);
  await expect(page.getByTestId('shift-exam')).toHaveCount(1);
  await page.setViewportSize({ width: 1024, height: 768 });
  await picture(page, 'shift-supervisor-small');
  await press(page, 'a');
  await typeInto(page, 'y', 'number of the notice is here now');
  await pressAll(page, ['1', '6', 'e', 'a', '4']);
  await expect(page.getByTestId('detail-reason-INTELLECTUAL_PROPERTY')).toHaveAttribute('aria-pressed', 'true');
  await typeInto(page, 'b', 'D-77');
  await picture(page, 'amend-details-small');
  await pressAll(page, ['Escape', 'F8']);
  await expect(page.getByTestId('story-amendment')).toContainText(['detained']);
  await picture(page, 'amend-small');
  await press(page, '5');
  await picture(page, 'amend-outcomes-small');
});

test('what a person must look at stands on top: a posting is chosen by one key, an exam of a colleague is read and not amended', async ({ bench }) => {
  const page = bench.page();
  await startShift(page);
  await record(page, STORY_ITEMS.noAed);
  await record(page, STORY_ITEMS.examinedElsewhere);
  const file = join(bench.folder, 'later.ndjson');
  writeFileSync(file, ['2026-11-10', '2026-11-20'].map((postedOn) => `${JSON.stringify({ itemId: STORY_ITEMS.noAed, postedOn, contents: 'tea' })}\n`).join(''));
  await bench.demo.hq().admin('load-aed', file);
  await call(page, 'delivery/now');
  await expect.poll(async () => {
    const log = await call(page, 'shift/log');
    return log.ok ? log.value.linkProposals.length : -1;
  }).toBe(1);

  await press(page, 'F3');
  await expect(page.getByTestId('shift-proposal')).toHaveAttribute('aria-current', 'true');
  await expect(page.getByTestId('shift-conflict')).toHaveAttribute('data-differ', 'true');
  await expect(page.getByTestId('shift-conflict-other')).toHaveAttribute('data-outcome', 'DETAINED');
  await picture(page, 'shift-exceptions');
  await page.setViewportSize({ width: 1024, height: 768 });
  await picture(page, 'shift-exceptions-small');
  await press(page, 'l');
  await picture(page, 'shift-link');
  await pressAll(page, ['Escape', 'l', '2']);
  await expect(page.getByTestId('shift-linked')).toContainText('posted 11-10');
  await expect(page.getByTestId('shift-proposal')).toHaveCount(0);
  await press(page, 'q');

  const { badge, pin, name } = colleague();
  await signIn(page, badge, pin);
  await record(page, STORY_ITEMS.examinedElsewhere);
  await press(page, 'F3');
  await expect(page.getByTestId('shift-exam')).toContainText([name]);
  await expect(page.getByTestId('shift-conflict-exam')).toHaveCount(2);
  await press(page, 'a');
  await expect(page.getByTestId('amend-read-only')).toContainText(officer('officer').name);
  await expect(page.getByTestId('amend-facts')).toContainText('released to USPS');
  await picture(page, 'amend-read-only');
  await pressAll(page, ['1', '2', 'F8', 'u', 'Delete']);
  await expect(page.getByTestId('amend-not-sealed')).toHaveCount(0);
  await expect(page.getByTestId('story-amendment')).toHaveCount(0);
  await press(page, 'Escape');
  await page.getByTestId('screen-shift').waitFor();
});

/** Milliseconds between the key and the kill: before the correction arrives, while it is sealed, after it and before its answer. */
const KILL_AFTER_MS = [0, 2, 4, 6, 8, 12];

test('the desk service is killed while corrections are sealed: pressed again, each is sealed exactly once', async ({ bench }) => {
  const page = bench.page();
  await startShift(page);
  await record(page, STORY_ITEMS.clear);
  await pressAll(page, ['F3', 'a']);
  for (const [round, after] of KILL_AFTER_MS.entries()) {
    await press(page, 'c');
    await typeInto(page, 'y', `round ${round}`);
    const pid = await servicePid(bench);
    await page.keyboard.down('F8');
    await new Promise((resolve) => setTimeout(resolve, after));
    process.kill(pid, 'SIGKILL');
    await page.keyboard.up('F8');
    await expect.poll(async () => (await call(page, 'desk/state')).ok, { timeout: 20_000, intervals: [50] }).toBe(true);
    await expect(page.getByTestId('amend-sealed').or(page.getByTestId('fault'))).toBeVisible();
    if (await page.getByTestId('fault').isVisible()) {
      await expect(page.getByTestId('amend-why')).toHaveValue(`round ${round}`);
      await press(page, 'F8');
    }
    await expect(page.getByTestId('amend-sealed')).toBeVisible();
    await expect(page.getByTestId('story-amendment')).toHaveCount(round + 1);
  }
  await expect(page.getByTestId('story-amendment')).toContainText(KILL_AFTER_MS.map((_, round) => `why: round ${round}`));
});

async function servicePid(bench: Bench): Promise<number> {
  const pid = await bench.window().app.evaluate(({ app }) => app.getAppMetrics().find((one) => one.serviceName === 'desk-service' || one.name === 'desk-service')?.pid);
  if (pid === undefined) throw new Error('there is no desk service');
  return pid;
}
