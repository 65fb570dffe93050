/** The label of a desk-made id in the real program: as a PDF, on the default printer, and without one. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Result } from '../../preload/contract/result.ts';
import type { DeskLabel } from '../../preload/contract/sheets.ts';
import { expect, test } from './desk.ts';
import { dialogAnswers, pdfFacts, printed, printerIs, windowsLeft } from './printing.ts';

const LABEL: DeskLabel = {
  kind: 'deskLabel', deskItemId: 'IMF-JFK-7K3M9Q2T4A', facilityName: 'New York JFK', madeAt: '2026-11-24T23:30:00-05:00',
  language: 'en', remark: 'made at the exam desk: not a postal number',
};

/** 62 x 29 mm in points, as a PDF measures; Chromium rounds up to whole ones. */
const PAPER = { width: 62 / 25.4 * 72, height: 29 / 25.4 * 72 };

async function call(page: Page, method: 'sheet/print' | 'sheet/savePdf', args: unknown): Promise<Result<unknown>> {
  return page.evaluate(([name, given]) => (window.desk.shell[name] as (args: unknown) => Promise<Result<unknown>>)(given), [method, args] as const);
}

test('a label is saved as one small page, where the officer said, and its window is gone', async ({ bench }) => {
  const file = join(bench.folder, 'label.pdf');
  await dialogAnswers(bench, file);
  expect(await call(bench.page(), 'sheet/savePdf', LABEL)).toEqual({ ok: true, value: { name: 'label.pdf' } });
  const pdf = readFileSync(file, 'latin1');
  expect(pdf.slice(0, 5)).toBe('%PDF-');
  const { pages, width, height } = pdfFacts(pdf);
  expect(Math.abs(width - PAPER.width)).toBeLessThan(1);
  expect(Math.abs(height - PAPER.height)).toBeLessThan(1);
  expect(pages).toBe(1);
  expect(await windowsLeft(bench)).toBe(1);

  await dialogAnswers(bench, null);
  expect(await call(bench.page(), 'sheet/savePdf', LABEL)).toEqual({ ok: true, value: null });

  mkdirSync(join(bench.folder, 'folder.pdf'));
  await dialogAnswers(bench, join(bench.folder, 'folder.pdf'));
  expect(await call(bench.page(), 'sheet/savePdf', LABEL)).toMatchObject({ ok: false, fault: { kind: 'file-not-saved' } });

  expect(await call(bench.page(), 'sheet/savePdf', { ...LABEL, deskItemId: 'RB123456785GB' })).toMatchObject({ ok: false, fault: { kind: 'invalid' } });
  expect(await windowsLeft(bench)).toBe(1);
});

test('a label goes to the default printer without a dialog, from a page that runs no script', async ({ bench }) => {
  await printerIs(bench, 'ready');
  expect(await call(bench.page(), 'sheet/print', LABEL)).toEqual({ ok: true, value: null });
  expect(await printed(bench)).toMatchObject([{
    silent: true, pageSize: { width: 62_000, height: 29_000 }, margins: { marginType: 'none' }, address: expect.stringMatching(/^app:\/\/sheet\/[-0-9a-f]+$/) as unknown, script: 'refused',
  }]);
  expect(await windowsLeft(bench)).toBe(1);

  for (const state of ['none', 'out of order'] as const) {
    await printerIs(bench, state);
    expect(await call(bench.page(), 'sheet/print', LABEL), state).toMatchObject({ ok: false, fault: { kind: 'no-printer' } });
  }
  expect(await windowsLeft(bench)).toBe(1);
});

test('the program ends with its window, also while a printer has not answered', async ({ bench }) => {
  await bench.window().app.evaluate(({ app }) => {
    app.on('web-contents-created', (_event, contents) => {
      contents.getPrintersAsync = () => new Promise(() => undefined);
    });
  });
  await bench.page().evaluate((label) => void window.desk.shell['sheet/print'](label), LABEL);
  await expect.poll(() => windowsLeft(bench)).toBe(2);
  const ended = bench.window().app.waitForEvent('close');
  await bench.window().app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().find((window) => window.isVisible())?.close());
  await ended;
});
