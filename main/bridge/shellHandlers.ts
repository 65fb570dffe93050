/** What the main process does for the page: system dialogs, printing and plain facts about the program. */
import { randomUUID } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import type { BenchSettings } from '../../preload/contract/benchSettings.ts';
import type { Display } from '../../preload/contract/display.ts';
import { fault, ok } from '../../preload/contract/result.ts';
import type { ChosenFile, ShellHandlers } from '../../preload/contract/shell.ts';
import type { KeptFile } from '../shell/keptFile.ts';
import { readPhotoFile } from '../shell/photoFile.ts';
import { writePdf } from '../shell/printing/pdfFile.ts';
import { screenSymbolOf } from '../shell/printing/symbol.ts';
import { sheetPage } from '../shell/printing/sheetPage.ts';
import { pdfOf, printPage } from '../shell/printing/sheetPrinting.ts';
import type { ShellWords } from '../shell/words/shellWords.ts';

export interface ChosenPath {
  readonly token: string;
  readonly path: string;
}

export interface ShellPorts {
  /** Dialogs belong to this window, and sheets are printed only as long as it is there. */
  readonly parentWindow: () => BrowserWindow;
  readonly tellService: (chosen: ChosenPath) => void;
  readonly restartService: () => void;
  readonly settings: KeptFile<BenchSettings>;
  /** In the language of the bench at that moment. */
  readonly words: () => ShellWords;
  readonly display: () => Display;
  readonly changeDisplay: (display: Display) => void;
}

export function makeShellHandlers(ports: ShellPorts): ShellHandlers {
  /** Electron remembers no folder of its own on every platform, so the last one is kept here. */
  let lastFolder = app.getPath('documents');

  function chosen(path: string): ChosenFile {
    const token = randomUUID();
    lastFolder = dirname(path);
    ports.tellService({ token, path });
    return { token, name: basename(path) };
  }

  return {
    'app/facts': () =>
      Promise.resolve(
        ok({
          appVersion: app.getVersion(),
          electron: process.versions.electron,
          chromium: process.versions.chrome,
          node: process.versions.node,
          platform: process.platform,
        }),
      ),

    'aedFile/choose': async () => {
      const answer = await dialog.showOpenDialog(ports.parentWindow(), {
        title: ports.words().dialog.aedFile,
        defaultPath: lastFolder,
        properties: ['openFile'],
        filters: [{ name: ports.words().dialog.aedFiles, extensions: ['csv', 'ndjson', 'jsonl'] }],
      });
      const path = answer.filePaths.at(0);
      return ok(answer.canceled || path === undefined ? null : chosen(path));
    },

    'refusedRows/chooseFile': async () => {
      const answer = await dialog.showSaveDialog(ports.parentWindow(), {
        title: ports.words().dialog.refusedRows,
        defaultPath: join(lastFolder, 'refused-rows.csv'),
        filters: [{ name: 'CSV', extensions: ['csv'] }],
      });
      return ok(answer.canceled || answer.filePath === '' ? null : chosen(answer.filePath));
    },

    'refusedEntries/chooseFile': async () => {
      const answer = await dialog.showSaveDialog(ports.parentWindow(), {
        title: ports.words().dialog.refusedEntries,
        defaultPath: join(lastFolder, 'refused-entries.jsonl'),
        filters: [{ name: ports.words().dialog.jsonLines, extensions: ['jsonl'] }],
      });
      return ok(answer.canceled || answer.filePath === '' ? null : chosen(answer.filePath));
    },

    'relayFile/choose': async () => {
      const answer = await dialog.showOpenDialog(ports.parentWindow(), {
        title: ports.words().dialog.relayFile,
        defaultPath: lastFolder,
        properties: ['openFile'],
        filters: [{ name: ports.words().dialog.relayFiles, extensions: ['imfrelay', 'imfreceipts'] }],
      });
      const path = answer.filePaths.at(0);
      return ok(answer.canceled || path === undefined ? null : chosen(path));
    },

    'relayFile/chooseNew': async ({ what }) => {
      const extension = what === 'entries' ? 'imfrelay' : 'imfreceipts';
      const { dialog: words } = ports.words();
      const answer = await dialog.showSaveDialog(ports.parentWindow(), {
        title: what === 'entries' ? words.writeEntries : words.writeReceipts,
        defaultPath: join(lastFolder, `${what === 'entries' ? 'waiting' : 'receipts'}.${extension}`),
        filters: [{ name: what === 'entries' ? words.relayFiles : words.receiptFiles, extensions: [extension] }],
      });
      return ok(answer.canceled || answer.filePath === '' ? null : chosen(answer.filePath));
    },

    'photoFile/open': async () => {
      const answer = await dialog.showOpenDialog(ports.parentWindow(), {
        title: ports.words().dialog.photo,
        defaultPath: lastFolder,
        properties: ['openFile'],
        filters: [{ name: ports.words().dialog.photos, extensions: ['jpg', 'jpeg', 'png', 'webp'] }],
      });
      const path = answer.filePaths.at(0);
      if (answer.canceled || path === undefined) return ok(null);
      lastFolder = dirname(path);
      return readPhotoFile(path);
    },

    'sheet/print': async (sheet) => {
      const page = sheetPage(sheet);
      if (!page.ok) return page;
      return (await printPage(page.value, ports.parentWindow())) ? ok(null) : fault('no-printer');
    },

    'sheet/savePdf': async (sheet) => {
      const page = sheetPage(sheet);
      if (!page.ok) return page;
      const answer = await dialog.showSaveDialog(ports.parentWindow(), {
        title: sheet.kind === 'deskLabel' ? ports.words().dialog.saveLabel : ports.words().dialog.saveSheet(sheet.title),
        defaultPath: join(lastFolder, `${page.value.fileName}.pdf`),
        filters: [{ name: 'PDF', extensions: ['pdf'] }],
      });
      if (answer.canceled || answer.filePath === '') return ok(null);
      lastFolder = dirname(answer.filePath);
      const isWritten = await writePdf(answer.filePath, await pdfOf(page.value, ports.parentWindow()));
      return isWritten ? ok({ name: basename(answer.filePath) }) : fault('file-not-saved');
    },

    'benchSettings/read': () => Promise.resolve(ok(ports.settings.read())),

    'benchSettings/write': (settings) => Promise.resolve(ports.settings.write(settings) ? ok(null) : fault('file-not-saved')),

    'display/read': () => Promise.resolve(ok(ports.display())),

    'display/change': (display) => {
      ports.changeDisplay(display);
      return Promise.resolve(ok(display));
    },

    'symbols/draw': (texts) => Promise.resolve(ok(texts.map(screenSymbolOf))),

    'service/restart': () => {
      ports.restartService();
      return Promise.resolve(ok(null));
    },
  };
}
