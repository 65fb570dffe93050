/** Makes the page of a sheet and has its symbols read again: what does not say what it should is no page. */
import { fault, ok, type Result } from '../../../preload/contract/result.ts';
import type { Sheet } from '../../../preload/contract/sheets.ts';
import { documentPage } from './documentPage.ts';
import { labelPage } from './labelPage.ts';
import type { SheetPage } from './page.ts';
import { symbolsIn } from './symbolReader.ts';

export function sheetPage(sheet: Sheet): Result<SheetPage> {
  return checked(sheet.kind === 'deskLabel' ? labelPage(sheet) : documentPage(sheet));
}

/** The symbols of the page that would be printed, not of another drawing of the same texts. */
export function checked(page: SheetPage): Result<SheetPage> {
  const read = symbolsIn(page.html);
  const isRight = read.length === page.symbols.length && page.symbols.every((text, n) => read[n] === text);
  return isRight ? ok(page) : fault('symbol-unreadable');
}
