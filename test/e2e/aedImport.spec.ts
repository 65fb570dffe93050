/** AED from a file chosen in the window: progress, report of refused rows, and faults that change nothing. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AED_COLUMNS } from '../../domain/aed/record.ts';
import { type Bench, call, deliveryStatus, expect, press, scan, startShift, test } from './desk.ts';

const HEADER = AED_COLUMNS.join(',');

function row(itemId: string, postedOn: string, senderName: string): string {
  return AED_COLUMNS.map((column) => new Map([['itemId', itemId], ['postedOn', postedOn], ['senderName', senderName]]).get(column) ?? '').join(',');
}

/** The system dialogs answer with these files instead of opening. */
async function dialogsAnswer(bench: Bench, open: string, save: string): Promise<void> {
  await bench.window().app.evaluate(({ dialog }, [openPath, savePath]) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [openPath] });
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: savePath });
  }, [open, save] as const);
}

test('a file with two bad rows is taken in, and the report of refused rows is saved', async ({ bench }) => {
  const page = bench.page();
  await startShift(page);
  const before = (await deliveryStatus(page)).aedRows;
  const file = join(bench.folder, 'aed.csv');
  writeFileSync(file, [HEADER, row('CP111111115DE', '2026-11-20', 'Muster GmbH'), row('', '2026-11-20', 'Nobody'), row('CP222222225DE', 'someday', 'Muster'), ''].join('\r\n'));
  const report = join(bench.folder, 'refused.csv');
  await dialogsAnswer(bench, file, report);

  await press(page, 'F5');
  await page.getByTestId('import-choose').waitFor();
  await page.getByTestId('import-choose').press('Space');
  await expect(page.getByTestId('import-refused-row')).toHaveCount(2);
  await page.getByTestId('import-save').press('Space');
  await expect.poll(() => { try { return readFileSync(report, 'utf8'); } catch { return ''; } }).toContain('4,postedOn');
  expect((await deliveryStatus(page)).aedRows).toBe(before + 1);

  await scan(page, 'CP111111115DE');
  await expect(page.getByTestId('aed-field-senderName')).toContainText('Muster GmbH');
});

const FAULTS: readonly (readonly [string, string, Buffer])[] = [
  ['a wrong header', 'header', Buffer.from('itemId,nonsense\r\nCP111111115DE,x\r\n')],
  ['a wrong encoding', 'encoding', Buffer.concat([Buffer.from(`${HEADER}\r\n`), Buffer.from([0x43, 0x50, 0xe9, 0xff, 0x2c])])],
  ['an end in the middle of a row', 'middle', Buffer.from(`${HEADER}\r\n${row('CP111111115DE', '2026-11-20', 'Muster')}\r\nCP222222225DE,2026-11-20,"half a na`)],
];

for (const [what, name, bytes] of FAULTS) {
  test(`a file with ${what} gets a clear sentence and changes nothing`, async ({ bench }) => {
    const page = bench.page();
    await startShift(page);
    const before = (await deliveryStatus(page)).aedRows;
    const file = join(bench.folder, `${name}.csv`);
    writeFileSync(file, bytes);
    await dialogsAnswer(bench, file, join(bench.folder, 'unused.csv'));
    await press(page, 'F5');
    await page.getByTestId('import-choose').press('Space');
    await expect(page.getByTestId('fault')).toContainText('Nothing was taken in');
    expect((await deliveryStatus(page)).aedRows).toBe(before);
  });
}

test('a running import shows how far it is, scans are answered meanwhile, and cancelling it changes nothing', async ({ bench }) => {
  const page = bench.page();
  await startShift(page);
  const before = (await deliveryStatus(page)).aedRows;
  const file = join(bench.folder, 'large.csv');
  const rows = Array.from({ length: 150_000 }, (_, n) => row(`CX${String(n).padStart(8, '0')}0DE`, '2026-11-20', 'Muster GmbH'));
  writeFileSync(file, [HEADER, ...rows, ''].join('\n'));
  await dialogsAnswer(bench, file, join(bench.folder, 'unused.csv'));

  await press(page, 'F5');
  await page.getByTestId('import-choose').press('Space');
  await expect(page.getByTestId('screen-aedImport')).toContainText('rows/s');
  const answered = await call(page, 'item/scan', { raw: 'RB123456785GB', source: 'wedge' });
  expect(answered.ok && answered.value.band).toBe('HOLD');
  await expect(page.getByTestId('import-state')).toHaveAttribute('data-state', 'running');
  await press(page, 'c');
  await expect(page.getByTestId('import-state')).toHaveAttribute('data-state', 'cancelled');
  expect((await deliveryStatus(page)).aedRows).toBe(before);
});
