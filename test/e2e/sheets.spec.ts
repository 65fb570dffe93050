/** Worksheet and hand-over sheet in the real program: by their keys on the printer and as a PDF, and why not when not. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { STORY_ITEMS } from '../../scripts/demo/storyItems.ts';
import { typeAtHumanSpeed } from '../../scripts/window/deskWindow.ts';
import type { DocumentSheet } from '../../preload/contract/sheets.ts';
import { textsOf } from '../support/sheetText.ts';
import { expect, officer, picture, press, scan, signIn, startShift, test } from './desk.ts';
import { dialogAnswers, keepPicture, pdfFacts, printed, printerIs, windowsLeft } from './printing.ts';

/** US letter in points. */
const LETTER = { width: 612, height: 792 };

test('the worksheet of what was just detained comes by F8, with all that the notice asks for', async ({ bench }) => {
  const page = bench.page();
  await startShift(page);
  await printerIs(bench, 'ready');
  await scan(page, STORY_ITEMS.held);
  await expect(page.getByTestId('band')).toHaveAttribute('data-band', 'HOLD');
  await press(page, 'F8');
  await press(page, 'f');
  await typeAtHumanSpeed(page, 'white powder');
  await press(page, 'Escape');
  for (const key of ['d', 'n', 'q']) await press(page, key);
  await typeAtHumanSpeed(page, '12.5');
  for (const key of ['Escape', 'u', 'g', 'k', 's', 'p', 'Escape']) await press(page, key);
  for (const key of ['1', '2']) await press(page, key);
  await expect(page.getByTestId('worksheet-due')).toHaveAttribute('data-due', 'detention');
  await picture(page, 'bench-worksheet-due');
  await press(page, 'F8');
  await expect(page.getByTestId('sheet-note')).toHaveAttribute('data-kind', 'printed');

  const [sheet, ...others] = await printed(bench);
  expect(others, 'F8 before the exam was recorded prints nothing').toEqual([]);
  expect(sheet).toMatchObject({ silent: true, pageSize: { width: 215_900, height: 279_400 }, margins: { marginType: 'default' }, script: 'refused' });
  if (sheet === undefined) return;
  const texts = textsOf(sheet.html).map((text) => text.trim());
  for (const words of ['Detention worksheet', 'RB 123 456 785 GB', 'suspected contraband, test needed', 'white powder', '12.5 g', 'test strip: positive (presumptive)', officer('officer').name]) {
    expect(texts).toContain(words);
  }
  await keepPicture(bench, sheet, 'worksheet');
  expect(await windowsLeft(bench)).toBe(1);

  const file = join(bench.folder, 'worksheet.pdf');
  await dialogAnswers(bench, file);
  await press(page, 's');
  await expect(page.getByTestId('sheet-note')).toContainText('worksheet.pdf');
  const { pages, width, height } = pdfFacts(readFileSync(file, 'latin1'));
  expect({ width, height }).toEqual(LETTER);
  expect([1, 2]).toContain(pages);
  expect(readdirSync(bench.folder).filter((name) => name.endsWith('.pdf'))).toEqual(['worksheet.pdf']);

  // The same sheet from the correction of the exam.
  await press(page, 'a');
  await expect(page.getByTestId('screen-amend')).toBeVisible();
  await press(page, 't');
  await expect(page.getByTestId('sheet-note')).toHaveAttribute('data-kind', 'printed');
  const [, again] = await printed(bench);
  expect(textsOf(again?.html ?? '').map((text) => text.trim())).toContain('Detention worksheet');
});

test('the hand-over sheet comes by P from the shift, for an officer and for the supervisor', async ({ bench }) => {
  const page = bench.page();
  await startShift(page);
  await printerIs(bench, 'ready');
  for (const [item, ...keys] of [[STORY_ITEMS.held, '1', '1'], [STORY_ITEMS.clear, '0'], [STORY_ITEMS.waived, '3']] as const) {
    await scan(page, item);
    for (const key of keys) await press(page, key);
    await expect(page.getByTestId('saved-line')).toBeVisible();
  }
  await press(page, 'u');
  await press(page, 'F3');
  await expect(page.getByTestId('shift-table')).toBeVisible();
  await press(page, 'p');
  await expect(page.getByTestId('sheet-note')).toHaveAttribute('data-kind', 'printed');
  await picture(page, 'shift-hand-over');

  await press(page, 'F9');
  await page.getByTestId('signin-badge').waitFor();
  await signIn(page, officer('supervisor').badge, officer('supervisor').pin);
  await press(page, 'F3');
  await expect(page.getByTestId('shift-table')).toBeVisible();
  await expect(page.getByTestId('sheet-note'), 'what another officer printed is not told').toHaveCount(0);
  await press(page, 'p');
  await expect(page.getByTestId('sheet-note')).toHaveAttribute('data-kind', 'printed');

  const sheets = await printed(bench);
  expect(sheets).toHaveLength(2);
  for (const sheet of sheets) {
    const texts = textsOf(sheet.html).map((text) => text.trim());
    for (const words of ['Exams by outcome and officer', 'Detentions running', 'RB 123 456 785 GB', 'taken back: returned to sender', 'Officer taking over']) expect(texts).toContain(words);
  }
  const [, bySupervisor] = sheets;
  if (bySupervisor !== undefined) await keepPicture(bench, bySupervisor, 'hand-over');

  const file = join(bench.folder, 'hand-over.pdf');
  await dialogAnswers(bench, file);
  await press(page, 's');
  await expect(page.getByTestId('sheet-note')).toContainText('hand-over.pdf');
  expect(pdfFacts(readFileSync(file, 'latin1'))).toMatchObject(LETTER);
});

test('without a printer, and where the file cannot be written, the officer is told and may try again', async ({ bench }) => {
  const page = bench.page();
  await startShift(page);
  await press(page, 'F3');
  await expect(page.getByTestId('shift-table')).toBeVisible();
  for (const state of ['none', 'out of order'] as const) {
    await printerIs(bench, state);
    await press(page, 'p');
    await expect(page.getByTestId('fault')).toHaveAttribute('data-fault', 'no-printer');
  }
  await dialogAnswers(bench, join(bench.folder, 'no such folder', 'x.pdf'));
  await press(page, 's');
  await expect(page.getByTestId('fault')).toHaveAttribute('data-fault', 'file-not-saved');
  await dialogAnswers(bench, null);
  await press(page, 's');
  await expect(page.getByTestId('fault')).toHaveCount(0);
  expect(await windowsLeft(bench)).toBe(1);
});

test('a document far longer than any address may be is printed whole, and leaves nothing in the profile', async ({ bench }) => {
  const mark = 'Quarzwasser Zebrafink';
  const rows = Array.from({ length: 9_000 }, (_, n) => [`row ${n}`, `${mark} ${'x'.repeat(250)}`]);
  const sheet: DocumentSheet = {
    kind: 'document', language: 'en', title: mark, remarks: [], symbol: null, foot: mark, fileName: 'long',
    blocks: [{ block: 'table', columns: ['a', 'b'], numbers: [], rows }],
  };
  const file = join(bench.folder, 'long.pdf');
  await dialogAnswers(bench, file);
  const saved = await bench.page().evaluate((given) => window.desk.shell['sheet/savePdf'](given), sheet);
  expect(saved).toEqual({ ok: true, value: { name: 'long.pdf' } });
  expect(pdfFacts(readFileSync(file, 'latin1')).pages).toBeGreaterThan(200);
  await bench.window().close();
  for (const name of readdirSync(bench.demo.profile, { recursive: true, encoding: 'utf8' })) {
    const path = join(bench.demo.profile, name);
    if (existsSync(path) && !name.endsWith('.sock')) expect(holds(path, mark), name).toBe(false);
  }
});

/** As UTF-8 or UTF-16; a folder holds nothing itself. */
function holds(path: string, text: string): boolean {
  try {
    const bytes = readFileSync(path);
    return bytes.includes(Buffer.from(text, 'utf8')) || bytes.includes(Buffer.from(text, 'utf16le'));
  } catch {
    return false;
  }
}
