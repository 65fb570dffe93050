/** Makes the desk's windows; the only place where one is made, with every security switch said out loud. */
import { app, BrowserWindow, nativeTheme, session, type Session } from 'electron';
import { join } from 'node:path';
import type { Display } from '../../preload/contract/display.ts';
import { SHOWN_CHANNEL } from '../../preload/contract/shell.ts';
import { denyPermissions } from './hardening.ts';
import { APP_ORIGIN } from './origins.ts';
import { offerSheet, withdrawSheet } from './sheetPages.ts';

/** No `persist:`: the page's session lives in memory, so nothing a page touches reaches the disk. */
const PARTITION = 'desk';
/** A sheet's page shares nothing with the desk's: no address of the desk's page leads anywhere in its session. */
const SHEET_PARTITION = 'sheet';

/** The page of a window runs in the sandbox and never reaches Node. */
const CLOSED = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  spellcheck: false,
} as const;

export function deskSession(): Session {
  return session.fromPartition(PARTITION, { cache: false });
}

export function openAppWindow(preloadFile: string, display: Display): BrowserWindow {
  nativeTheme.themeSource = display.theme;
  const window = new BrowserWindow({
    title: 'IMF Exam Desk',
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1c1d1f' : '#ffffff',
    webPreferences: {
      ...CLOSED,
      preload: preloadFile,
      partition: PARTITION,
      zoomFactor: display.zoom,
      devTools: !app.isPackaged,
      // The scan timer and the receipt clock must not be slowed down while another window is in front.
      backgroundThrottling: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  // A page that died is a blank screen; the truth is in the store, so a fresh page is as good.
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit' && !window.isDestroyed()) window.reload();
  });
  window.setMenuBarVisibility(false);
  tellShown(window);
  return window;
}

/** Nobody sees what a camera shows in a window that is put away. */
function tellShown(window: BrowserWindow): void {
  const tell = (isShown: boolean) => (): void => window.webContents.send(SHOWN_CHANNEL, isShown);
  window.on('hide', tell(false));
  window.on('minimize', tell(false));
  window.on('show', tell(true));
  window.on('restore', tell(true));
}

/** The page follows the theme by its media queries; the system's own dialogs do too. */
export function showAs(window: BrowserWindow, { zoom, theme }: Display): void {
  nativeTheme.themeSource = theme;
  window.webContents.setZoomFactor(zoom);
}

export interface SheetWindow {
  readonly window: BrowserWindow;
  readonly address: string;
}

/** For a page that is only printed: never shown, no preload, no script, no network. Whoever opens it loads the address and destroys it. */
export function openSheetWindow(id: string, html: string): SheetWindow {
  const sheetSession = session.fromPartition(SHEET_PARTITION, { cache: false });
  denyPermissions(sheetSession);
  const address = offerSheet(sheetSession, id, html);
  const window = new BrowserWindow({ show: false, webPreferences: { ...CLOSED, partition: SHEET_PARTITION, javascript: false, devTools: false } });
  window.once('closed', () => withdrawSheet(address));
  return { window, address };
}

export function loadApp(window: BrowserWindow): Promise<void> {
  return window.loadURL(`${APP_ORIGIN}/index.html`);
}

export function preloadFileIn(appFolder: string): string {
  return join(appFolder, 'out', 'app', 'preload', 'index.cjs');
}
