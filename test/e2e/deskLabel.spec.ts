/** The label of a desk-made id in the real program: as a PDF, on the default printer, and without one. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Result } from '../../preload/contract/result.ts';
import type { DeskLabel } from '../../preload/contract/shell.ts';
import { type Bench, expect, test } from './desk.ts';

const LABEL: DeskLabel = { deskItemId: 'IMF-JFK-7K3M9Q2T4A', facilityName: 'New York JFK', madeAt: '2026-11-24T23:30:00-05:00' };

/** 62 x 29 mm in points, as a PDF measures; Chromium rounds up to whole ones. */
const PAPER = { width: 62 / 25.4 * 72, height: 29 / 25.4 * 72 };

async function call(page: Page, method: 'deskLabel/print' | 'deskLabel/savePdf', args: unknown): Promise<Result<unknown>> {
  return page.evaluate(([name, given]) => (window.desk.shell[name] as (args: unknown) => Promise<Result<unknown>>)(given), [method, args] as const);
}

/** The save dialog answers with this file instead of opening; null: the officer closes it. */
async function dialogAnswers(bench: Bench, path: string | null): Promise<void> {
  await bench.window().app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: filePath === null, filePath: filePath ?? '' });
  }, path);
}

type Printer = 'none' | 'ready' | 'out of order';

/** The system has this printer, or none. What is sent to it is kept and not printed, with what the page could do meanwhile. */
async function printerIs(bench: Bench, printer: Printer): Promise<void> {
  await bench.window().app.evaluate(({ app }, state) => {
    app.on('web-contents-created', (_event, contents) => {
      contents.getPrintersAsync = () => Promise.resolve(state === 'none' ? [] : [{ name: 'labels', displayName: 'labels', description: '', options: {} }]);
      contents.print = (options, answer) => {
        void contents.executeJavaScript('1').then(() => 'allowed', () => 'refused').then((script) => {
          Reflect.set(globalThis, 'sentToPrinter', { ...options, address: contents.getURL().slice(0, 15), script });
          answer?.(state !== 'out of order', state === 'out of order' ? 'Print job failed' : '');
        });
      };
    });
  }, printer);
}

async function windowsLeft(bench: Bench): Promise<number> {
  return bench.window().app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
}

test('a label is saved as one small page, where the officer said, and its window is gone', async ({ bench }) => {
  const file = join(bench.folder, 'label.pdf');
  await dialogAnswers(bench, file);
  expect(await call(bench.page(), 'deskLabel/savePdf', LABEL)).toEqual({ ok: true, value: { name: 'label.pdf' } });
  const pdf = readFileSync(file, 'latin1');
  expect(pdf.slice(0, 5)).toBe('%PDF-');
  const [width = 0, height = 0] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf)?.slice(1).map(Number) ?? [];
  expect(Math.abs(width - PAPER.width)).toBeLessThan(1);
  expect(Math.abs(height - PAPER.height)).toBeLessThan(1);
  expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
  expect(await windowsLeft(bench)).toBe(1);

  await dialogAnswers(bench, null);
  expect(await call(bench.page(), 'deskLabel/savePdf', LABEL)).toEqual({ ok: true, value: null });

  mkdirSync(join(bench.folder, 'folder.pdf'));
  await dialogAnswers(bench, join(bench.folder, 'folder.pdf'));
  expect(await call(bench.page(), 'deskLabel/savePdf', LABEL)).toMatchObject({ ok: false, fault: { kind: 'file-not-saved' } });

  expect(await call(bench.page(), 'deskLabel/savePdf', { ...LABEL, deskItemId: 'RB123456785GB' })).toMatchObject({ ok: false, fault: { kind: 'invalid' } });
  expect(await windowsLeft(bench)).toBe(1);
});

test('a label goes to the default printer without a dialog, from a page that runs no script', async ({ bench }) => {
  await printerIs(bench, 'ready');
  expect(await call(bench.page(), 'deskLabel/print', LABEL)).toEqual({ ok: true, value: null });
  const sent: unknown = await bench.window().app.evaluate(() => Reflect.get(globalThis, 'sentToPrinter') as unknown);
  expect(sent).toMatchObject({ silent: true, pageSize: { width: 62_000, height: 29_000 }, address: 'data:text/html;', script: 'refused' });
  expect(await windowsLeft(bench)).toBe(1);

  for (const state of ['none', 'out of order'] as const) {
    await printerIs(bench, state);
    expect(await call(bench.page(), 'deskLabel/print', LABEL), state).toMatchObject({ ok: false, fault: { kind: 'no-printer' } });
  }
  expect(await windowsLeft(bench)).toBe(1);
});

test('the program ends with its window, also while a printer has not answered', async ({ bench }) => {
  await bench.window().app.evaluate(({ app }) => {
    app.on('web-contents-created', (_event, contents) => {
      contents.getPrintersAsync = () => new Promise(() => undefined);
    });
  });
  await bench.page().evaluate((label) => void window.desk.shell['deskLabel/print'](label), LABEL);
  await expect.poll(() => windowsLeft(bench)).toBe(2);
  const ended = bench.window().app.waitForEvent('close');
  await bench.window().app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().find((window) => window.isVisible())?.close());
  await ended;
});
