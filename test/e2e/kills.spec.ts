/** Real kills at random moments: every exam that the screen called saved is in the ledger, and at HQ exactly once. */
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { examRecordedSchema } from '../../domain/exam/recorded.ts';
import { entrySchema } from '../../domain/ledger/entry.ts';
import { STORY_ITEMS } from '../../scripts/demo/storyItems.ts';
import { type Bench, call, deliveryStatus, expect, officer, press, scan, startShift, test } from './desk.ts';

const RUNS = Number(process.env['KILLS'] ?? '20');

// Reproducible moments: the seed stands in the test's title.
const SEED = Number(process.env['KILL_SEED'] ?? '20261124');

test.describe.configure({ timeout: 60_000 + RUNS * 20_000 });

test(`the desk service is killed ${RUNS} times (seed ${SEED})`, async ({ bench }) => {
  const page = bench.page();
  await startShift(page);
  const shift = await watchScreen(page);
  for (const moment of moments('service')) {
    const officerAtWork = examine(page);
    await somethingIsSaved(shift.saved);
    await pause(moment);
    await killService(bench);
    await officerAtWork.stop();
    await answers(page);
    // A restart does not sign the officer out.
    const state = await call(page, 'desk/state');
    expect(state.ok && state.value.phase).toBe('signedIn');
  }
  await everythingIsKept(bench, page, shift.saved);
});

test(`the main process is killed ${RUNS} times (seed ${SEED})`, async ({ bench }) => {
  let page = bench.page();
  await startShift(page);
  let shift = await watchScreen(page);
  const saved = new Set<string>();
  for (const moment of moments('main')) {
    const officerAtWork = examine(page);
    await somethingIsSaved(shift.saved);
    await pause(moment);
    bench.window().app.process().kill('SIGKILL');
    await officerAtWork.stop();
    for (const id of shift.saved) saved.add(id);
    page = await bench.reopen();
    await answers(page);
    await call(page, 'session/signIn', credentials());
    shift = await watchScreen(page);
  }
  await everythingIsKept(bench, page, saved);
});

test(`HQ is killed ${RUNS} times (seed ${SEED})`, async ({ bench }) => {
  const page = bench.page();
  await startShift(page);
  const shift = await watchScreen(page);
  for (const moment of moments('hq')) {
    const officerAtWork = examine(page);
    await somethingIsSaved(shift.saved);
    await pause(moment);
    await bench.demo.restartHq('SIGKILL');
    await officerAtWork.stop();
    await call(page, 'delivery/now');
  }
  await everythingIsKept(bench, page, shift.saved);
});

/** An officer who scans and presses 0 as fast as a scanner allows, until told to stop or the window is gone. */
function examine(page: Page): { stop(): Promise<void> } {
  const told = new AbortController();
  const work = (async () => {
    for (let n = 0; !told.signal.aborted; n += 1) {
      await scan(page, n % 2 === 0 ? STORY_ITEMS.clear : STORY_ITEMS.noAed);
      await press(page, '0');
    }
  })().catch(() => undefined);
  return {
    async stop() {
      told.abort();
      await work;
    },
  };
}

/** Notes every exam id beside which the screen says "saved" or "delivered", the moment it says so. */
async function watchScreen(page: Page): Promise<{ saved: ReadonlySet<string> }> {
  const saved = new Set<string>();
  await page.exposeFunction('noteSaved', (id: string) => saved.add(id));
  await page.evaluate(() => {
    const note = (window as unknown as { noteSaved: (id: string) => void }).noteSaved;
    const look = (): void => {
      for (const row of document.querySelectorAll<HTMLElement>('[data-testid="recent-row"][data-exam-id]')) note(row.dataset['examId'] ?? '');
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
    look();
  });
  return { saved };
}

/** Each run kills in the middle of work, not before it has begun. */
async function somethingIsSaved(saved: ReadonlySet<string>): Promise<void> {
  const before = saved.size;
  await expect.poll(() => saved.size, { timeout: 20_000, intervals: [20] }).toBeGreaterThan(before);
}

async function killService(bench: Bench): Promise<void> {
  const pid = await bench.window().app.evaluate(({ app }) => app.getAppMetrics().find((one) => one.serviceName === 'desk-service' || one.name === 'desk-service')?.pid ?? null);
  if (pid === null) throw new Error('there is no desk service to kill');
  process.kill(pid, 'SIGKILL');
}

/** The service answers again. */
async function answers(page: Page): Promise<void> {
  await expect.poll(async () => (await call(page, 'desk/state')).ok, { timeout: 20_000, intervals: [50] }).toBe(true);
}

async function everythingIsKept(bench: Bench, page: Page, saved: ReadonlySet<string>): Promise<void> {
  expect(saved.size, 'the officer got something done between the kills').toBeGreaterThanOrEqual(RUNS);
  await call(page, 'delivery/now');
  await expect.poll(async () => (await deliveryStatus(page)).waiting, { timeout: 60_000, intervals: [200] }).toBe(0);

  const atHq = await examsAtHq(bench);
  expect(new Set(atHq).size, 'nothing is doubled at HQ').toBe(atHq.length);
  expect([...saved].filter((id) => !atHq.includes(id)), 'nothing that was called saved is missing at HQ').toEqual([]);
  const inLedger = new Set<string>();
  const recent = await call(page, 'exam/recent', { limit: 500 });
  if (!recent.ok) throw new Error(`the ledger does not answer: ${recent.fault.kind}`);
  for (const exam of recent.value) inLedger.add(exam.examId);
  expect(recent.value.every((exam) => exam.delivery === 'delivered')).toBe(true);
  if (recent.value.length < 500) expect([...inLedger].toSorted(), 'ledger and HQ hold the same exams').toEqual(atHq.toSorted());
}

const storedSchema = z.object({ entry: entrySchema });

async function examsAtHq(bench: Bench): Promise<string[]> {
  const lines = (await bench.demo.hq().admin('entries', '--json')).split('\n').filter((line) => line !== '');
  return lines.map((line) => storedSchema.parse(JSON.parse(line)).entry).filter((entry) => entry.kind === 'exam.recorded').map((entry) => examRecordedSchema.parse(entry.payload).examId);
}

function credentials(): { badge: string; pin: string } {
  const { badge, pin } = officer('officer');
  return { badge, pin };
}

/** Milliseconds from the start of work to the kill. */
function moments(salt: string): number[] {
  let state = SEED ^ salt.length * 7_919;
  return Array.from({ length: RUNS }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return 120 + (Math.abs(state) % 600);
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
