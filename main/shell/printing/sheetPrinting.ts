/** Prints a sheet's page, or makes it a PDF, in a window that nobody sees and that is always destroyed afterwards. */
import { randomUUID } from 'node:crypto';
import type { BrowserWindow, WebContents } from 'electron';
import { openSheetWindow } from '../appWindow.ts';
import type { SheetPage } from './page.ts';

/** False when the system has no printer, or its default printer did not take the sheet. */
export function printPage(page: SheetPage, deskWindow: BrowserWindow): Promise<boolean> {
  const { widthMm, heightMm, hasMargins } = page.paper;
  return inSheetWindow(page, deskWindow, async (contents) => {
    if ((await contents.getPrintersAsync()).length === 0) return false;
    return new Promise((resolve) => {
      contents.print(
        // "default" leaves the margins to the page's style.
        { silent: true, margins: { marginType: hasMargins ? 'default' : 'none' }, pageSize: { width: widthMm * 1_000, height: heightMm * 1_000 } },
        (isPrinted) => resolve(isPrinted),
      );
    });
  });
}

export function pdfOf(page: SheetPage, deskWindow: BrowserWindow): Promise<Buffer> {
  return inSheetWindow(page, deskWindow, (contents) => contents.printToPDF({ preferCSSPageSize: true }));
}

async function inSheetWindow<T>({ html }: SheetPage, deskWindow: BrowserWindow, work: (contents: WebContents) => Promise<T>): Promise<T> {
  const { window, address } = openSheetWindow(randomUUID(), html);
  const destroy = (): void => {
    if (!window.isDestroyed()) window.destroy();
  };
  // A printer that never answers would otherwise keep the program alive, unseen, after the desk's own window was closed.
  deskWindow.once('closed', destroy);
  try {
    await window.loadURL(address);
    return await work(window.webContents);
  } finally {
    deskWindow.off('closed', destroy);
    destroy();
  }
}
