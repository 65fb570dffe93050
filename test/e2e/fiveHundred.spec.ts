/** A whole shift of five hundred items without a pointer, and how few keys each kind of exam takes (bench rule: a negative exam is one key). */
import type { CDPSession } from '@playwright/test';
import { OUTCOMES, type OutcomeCode } from '../../domain/outcome/outcomes.ts';
import { s10Of } from '../../scripts/demo/itemIds.ts';
import { sendScan } from '../../scripts/window/deskWindow.ts';
import { call, deliveryStatus, expect, press, startShift, test } from './desk.ts';
import { countInput } from './inputCounts.ts';
import { keysOf, plainItems } from './items.ts';

/** scanned: null for an item without a barcode. */
interface Exam {
  readonly scanned: string | null;
  readonly keys: readonly string[];
  readonly outcome: OutcomeCode;
}

/** what: of the item and its exam; most: scans are not counted, keys are. */
interface Kind {
  readonly what: string;
  readonly mostKeys: number;
  readonly exams: readonly Exam[];
}

const WITHOUT_FIELDS = OUTCOMES.filter(({ fields }) => fields.every(({ required }) => !required));

const KINDS: readonly Kind[] = [
  { what: 'a negative exam of an item with AED', mostKeys: 1, exams: plainItems().slice(0, 250).map((scanned) => ({ scanned, keys: ['0'], outcome: 'RELEASED_TO_USPS' })) },
  {
    what: 'an unknown item', mostKeys: 2,
    exams: Array.from({ length: 150 }, (_none, index) => ({ scanned: s10Of('RR', 6_100_000 + index * 41, 'DE'), keys: ['0'], outcome: 'RELEASED_TO_USPS' })),
  },
  {
    what: 'an unknown number of no known kind', mostKeys: 2,
    exams: Array.from({ length: 20 }, (_none, index) => ({ scanned: `QX-77-${1_000 + index}`, keys: ['i', '0'], outcome: 'RELEASED_TO_USPS' })),
  },
  { what: 'an item without a barcode', mostKeys: 2, exams: Array.from({ length: 12 }, () => ({ scanned: null, keys: ['F4', '0'], outcome: 'RELEASED_TO_USPS' })) },
  {
    what: 'any outcome without required fields', mostKeys: 3,
    exams: Array.from({ length: 68 }, (_none, index) => {
      const outcome = WITHOUT_FIELDS[index % WITHOUT_FIELDS.length] ?? WITHOUT_FIELDS[0];
      if (outcome === undefined) throw new Error('every outcome has required fields');
      return { scanned: s10Of('LZ', 7_200_000 + index * 43, 'JP'), keys: keysOf(outcome), outcome: outcome.code };
    }),
  },
];

test('five hundred items are examined without a pointer, by no more keys than promised, and each reaches HQ once', async ({ bench }) => {
  test.setTimeout(600_000);
  const page = bench.page();
  const input = await countInput(page);
  await startShift(page);
  const session = await page.context().newCDPSession(page);
  let pointer = 0;

  for (const { what, mostKeys, exams } of KINDS) {
    await test.step(`${exams.length} times ${what}: at most ${mostKeys} keys`, async () => {
      for (const exam of exams) {
        await input();
        await examine(session, exam);
        const counts = await input();
        pointer += counts.pointer;
        const pressed = counts.keys - keysOfScan(exam.scanned);
        expect(pressed, `${what}: ${exam.scanned ?? 'no barcode'} ${exam.outcome}`).toBe(exam.keys.length);
        expect(pressed).toBeLessThanOrEqual(mostKeys);
      }
    });
  }

  async function examine(line: CDPSession, { scanned, keys, outcome }: Exam): Promise<void> {
    const before = await page.evaluate(() => document.querySelector('[data-testid="item-display"]')?.textContent ?? '');
    if (scanned !== null) await sendScan(line, scanned);
    for (const [index, key] of keys.entries()) {
      if (index === (scanned === null ? 1 : 0)) await isOnTop(before);
      await press(page, key);
    }
    await page.waitForFunction((code) => document.querySelector('[data-testid="saved-line"]') !== null
      && document.querySelector('[data-testid="recent-row"]')?.getAttribute('data-outcome') === code, outcome, { polling: 'raf' });
  }

  async function isOnTop(before: string): Promise<void> {
    await page.waitForFunction((display) => {
      const shown = document.querySelector('[data-testid="item-display"]')?.textContent ?? '';
      return shown !== '' && shown !== display;
    }, before, { polling: 'raf' });
  }

  expect(pointer).toBe(0);
  const wanted = KINDS.flatMap(({ exams }) => exams.map(({ outcome }) => outcome));
  expect(wanted).toHaveLength(500);
  const recent = await call(page, 'exam/recent', { limit: 500 });
  expect(recent.ok ? countsOf(recent.value.map(({ outcome }) => outcome)) : recent).toEqual(countsOf(wanted));
  await expect.poll(async () => (await deliveryStatus(page)).waiting, { timeout: 60_000 }).toBe(0);
  const stored = (await bench.demo.hq().admin('entries', '--json')).split('\n').filter((line) => line.includes('"exam.recorded"'));
  expect(stored).toHaveLength(500);
  expect(new Set(stored).size).toBe(500);
});

/** Its characters and Enter. */
function keysOfScan(scanned: string | null): number {
  return scanned === null ? 0 : scanned.length + 1;
}

function countsOf(outcomes: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const outcome of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}
