/** Nothing leaks: no plain text on disk, no way out of the page. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { STORY_ITEMS } from '../../scripts/demo/storyItems.ts';
import { deliveryStatus, expect, press, scan, startShift, test } from './desk.ts';

const CANARY = 'Quarzwasser Zebrafink';

test('a name that was shown, typed, saved and delivered is in no file under the profile folder', async ({ bench }) => {
  const page = bench.page();
  await startShift(page);
  // AED that HQ sends down.
  await bench.demo.loadAedRow({ itemId: 'LZ770000015CN', postedOn: '2026-11-20', fields: { senderName: CANARY, recipientName: 'A Recipient', contents: 'phone case' } });
  await page.evaluate(() => window.desk.service['delivery/now']());
  await expect.poll(async () => {
    await scan(page, 'LZ770000015CN');
    return page.getByTestId('aed-panel').innerText();
  }, { timeout: 20_000, intervals: [500] }).toContain(CANARY);
  await press(page, '0');
  // The same name typed by the officer.
  await scan(page, STORY_ITEMS.noAed);
  await page.getByTestId('label-contents').focus();
  await page.keyboard.type(CANARY, { delay: 60 });
  await press(page, 'Escape');
  await press(page, '0');
  await expect.poll(async () => (await deliveryStatus(page)).waiting).toBe(0);

  expect(filesWith(bench.demo.profile, CANARY), 'while the desk runs').toEqual([]);
  await bench.window().close();
  expect(filesWith(bench.demo.profile, CANARY), 'after it has closed').toEqual([]);
});

/** Files whose bytes hold the text as UTF-8 or UTF-16. */
function filesWith(folder: string, text: string): string[] {
  const needles = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true)
    .filter((file) => needles.some((needle) => readFileSync(file).includes(needle)));
}

test('the page has no Node, no network and no way to another page', async ({ bench }) => {
  const page = bench.page();
  expect(await page.evaluate(() => [typeof Reflect.get(globalThis, 'require'), typeof Reflect.get(globalThis, 'process'), typeof Reflect.get(globalThis, 'Buffer')])).toEqual([
    'undefined', 'undefined', 'undefined',
  ]);
  const tried = await page.evaluate(async (hqUrl) => {
    const outcome = async (work: () => Promise<unknown>): Promise<string> => work().then(() => 'allowed', () => 'refused');
    return {
      fetch: await outcome(() => fetch(`${hqUrl}/v1/health`)),
      otherScheme: await outcome(() => fetch('app://desk/../../package.json').then((answer) => (answer.ok ? answer : Promise.reject(new Error(String(answer.status)))))),
      // From a timer: code that a debugger evaluates is let off the policy.
      eval: await outcome(() => new Promise((resolve, reject) => setTimeout(() => {
        try { resolve(Reflect.construct(Function, ['return 1'])); } catch (error) { reject(error instanceof Error ? error : new Error('refused')); }
      }, 0))),
      window: window.open('https://example.org') === null ? 'refused' : 'allowed',
      geolocation: (await navigator.permissions.query({ name: 'geolocation' })).state,
    };
  }, bench.demo.hq().url);
  expect(tried).toEqual({ fetch: 'refused', otherScheme: 'refused', eval: 'refused', window: 'refused', geolocation: 'denied' });

  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'https://example.org/?x=app://desk';
    document.body.append(link);
    link.click();
  });
  await page.waitForTimeout(300);
  expect(page.url()).toMatch(/^app:\/\/desk\//);
});

test('the page reaches named functions only', async ({ bench }) => {
  const keys = await bench.page().evaluate(() => ({ desk: Object.keys(window.desk).toSorted(), service: Object.keys(window.desk.service).length, shell: Object.keys(window.desk.shell).toSorted() }));
  expect(keys.desk).toEqual(['on', 'onShown', 'service', 'shell']);
  expect(keys.shell).toEqual(['aedFile/choose', 'app/facts', 'benchSettings/read', 'benchSettings/write', 'display/change', 'display/read', 'photoFile/open',
    'refusedEntries/chooseFile', 'refusedRows/chooseFile', 'relayFile/choose', 'relayFile/chooseNew', 'service/restart', 'sheet/print', 'sheet/savePdf', 'symbols/draw']);
  const answers = await bench.page().evaluate(async () => [
    await (window.desk.service['item/scan'] as (args: unknown) => Promise<unknown>)({ raw: 7 }),
    await (window.desk.service['exam/record'] as (args: unknown) => Promise<unknown>)({ scanId: 'x'.repeat(100) }),
  ]);
  expect(answers).toMatchObject([{ ok: false, fault: { kind: 'invalid' } }, { ok: false, fault: { kind: 'invalid' } }]);
});
