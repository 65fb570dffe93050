/** What the main process does for the page: system dialogs and plain facts about the program. */
import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { app, BrowserWindow, dialog } from 'electron';
import { ok } from '../../preload/contract/result.ts';
import type { ChosenFile, ShellHandlers } from '../../preload/contract/shell.ts';

export interface ChosenPath {
  readonly token: string;
  readonly path: string;
}

export function makeShellHandlers(ports: { readonly tellService: (chosen: ChosenPath) => void; readonly restartService: () => void }): ShellHandlers {
  /** Electron remembers no folder of its own on every platform, so the last one is kept here. */
  let lastFolder = app.getPath('documents');

  function chosen(path: string): ChosenFile {
    const token = randomUUID();
    ports.tellService({ token, path });
    return { token, name: basename(path) };
  }

  return {
    'app/facts': () =>
      Promise.resolve(
        ok({
          appVersion: app.getVersion(),
          electron: process.versions['electron'] ?? '',
          chromium: process.versions['chrome'] ?? '',
          node: process.versions.node,
          platform: process.platform,
        }),
      ),

    'aedFile/choose': async () => {
      const answer = await dialog.showOpenDialog(frontWindow(), {
        title: 'AED file to take in',
        defaultPath: lastFolder,
        properties: ['openFile'],
        filters: [{ name: 'AED files', extensions: ['csv', 'ndjson', 'jsonl'] }],
      });
      const path = answer.filePaths.at(0);
      return ok(answer.canceled || path === undefined ? null : chosen(path));
    },

    'refusedRows/chooseFile': async () => {
      const answer = await dialog.showSaveDialog(frontWindow(), {
        title: 'Save the report of refused rows',
        defaultPath: `${lastFolder}/refused-rows.csv`,
        filters: [{ name: 'CSV', extensions: ['csv'] }],
      });
      return ok(answer.canceled || answer.filePath === '' ? null : chosen(answer.filePath));
    },

    'service/restart': () => {
      ports.restartService();
      return Promise.resolve(ok(null));
    },
  };
}

function frontWindow(): BrowserWindow {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows().at(0);
  if (window === undefined) throw new Error('a dialog was asked for without a window');
  return window;
}
