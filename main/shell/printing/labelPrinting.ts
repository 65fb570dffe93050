/** Prints a desk-made id's label, or makes it a PDF, in a window that nobody sees and that is always destroyed afterwards. */
import type { BrowserWindow, WebContents } from 'electron';
import type { DeskLabel } from '../../../preload/contract/shell.ts';
import { openLabelWindow } from '../appWindow.ts';
import { LABEL_HEIGHT_MM, LABEL_WIDTH_MM, labelPage } from './labelPage.ts';

/** False when the system has no printer, or its default printer did not take the label. */
export function printLabel(label: DeskLabel, deskWindow: BrowserWindow): Promise<boolean> {
  return inLabelWindow(label, deskWindow, async (contents) => {
    if ((await contents.getPrintersAsync()).length === 0) return false;
    return new Promise((resolve) => {
      contents.print(
        { silent: true, margins: { marginType: 'none' }, pageSize: { width: LABEL_WIDTH_MM * 1_000, height: LABEL_HEIGHT_MM * 1_000 } },
        (isPrinted) => resolve(isPrinted),
      );
    });
  });
}

export function labelPdf(label: DeskLabel, deskWindow: BrowserWindow): Promise<Buffer> {
  return inLabelWindow(label, deskWindow, (contents) => contents.printToPDF({ preferCSSPageSize: true }));
}

async function inLabelWindow<T>(label: DeskLabel, deskWindow: BrowserWindow, work: (contents: WebContents) => Promise<T>): Promise<T> {
  const window = openLabelWindow();
  const destroy = (): void => {
    if (!window.isDestroyed()) window.destroy();
  };
  // A printer that never answers would otherwise keep the program alive, unseen, after the desk's own window was closed.
  deskWindow.once('closed', destroy);
  try {
    await window.loadURL(`data:text/html;charset=utf-8,${encodeURIComponent(labelPage(label))}`);
    return await work(window.webContents);
  } finally {
    deskWindow.off('closed', destroy);
    destroy();
  }
}
