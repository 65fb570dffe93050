/** Composition root of the main process: hardening first, then key, service, window; no records pass through here. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog, Menu, powerMonitor, safeStorage } from 'electron';
import { benchSettingsSchema, FIRST_SETTINGS } from '../preload/contract/benchSettings.ts';
import { displaySchema, FIRST_DISPLAY } from '../preload/contract/display.ts';
import { makeShellHandlers } from './bridge/shellHandlers.ts';
import { serveShell } from './bridge/shellBridge.ts';
import { declareAppScheme, serveApp } from './shell/appProtocol.ts';
import { deskSession, loadApp, openAppWindow, preloadFileIn, showAs } from './shell/appWindow.ts';
import { allowPage, denyPermissions, hardenApp } from './shell/hardening.ts';
import { keptFile } from './shell/keptFile.ts';
import { defaultProfile, placesIn, readLaunchOptions } from './shell/profile.ts';
import { knownMakesSchema } from './shell/scanners/permissions.ts';
import { serveScanners } from './shell/scanners/scannerChoice.ts';
import { superviseService } from './shell/serviceSupervisor.ts';
import type { StartupFault } from './shell/startupFaults.ts';
import { obtainStoreKey, type KeyWrapper } from './shell/storeKey.ts';
import { SHELL_WORDS, startupSentence, type ShellWords } from './shell/words/shellWords.ts';

const options = readLaunchOptions(process.argv, process.env, app.isPackaged ? process.resourcesPath : null);
const places = placesIn(options.profile ?? defaultProfile(app.getPath('appData'), process.env));

const settings = keptFile(places.benchSettings, benchSettingsSchema, FIRST_SETTINGS);

mkdirSync(places.chromium, { recursive: true, mode: 0o700 });
app.setPath('userData', places.chromium);
app.setPath('sessionData', places.chromium);
// The superuser cannot have Chromium's sandbox and Electron does not start for them unless the launcher says so; nobody else is let off.
if (process.getuid?.() !== 0) app.enableSandbox();
declareAppScheme();
hardenApp();
Menu.setApplicationMenu(null);

// A second desk on the same profile would seal entries beside the first.
if (app.requestSingleInstanceLock()) {
  app.whenReady().then(start).catch((error: unknown) => {
    log('the start failed', { why: error instanceof Error ? error.name : 'unknown' });
    refuseToStart('store-unusable');
  });
} else app.exit(0);

function start(): void {
  const storeKey = obtainStoreKey(places.keyFile, places.store, keyWrapperOf(safeStorage), options.demo !== null);
  if (!storeKey.ok) return refuseToStart(storeKey.fault);
  mkdirSync(places.store, { recursive: true, mode: 0o700 });

  const appFolder = app.getAppPath();
  const bundle = join(appFolder, 'out', 'app', 'main');
  const supervisor = superviseService({
    serviceFile: join(bundle, 'service.cjs'),
    openMessage: () => ({
      kind: 'open',
      storeFolder: places.store,
      key: storeKey.value.key.toString('base64'),
      keyProtection: storeKey.value.protection,
      sqliteBinding: options.sqliteBinding,
      loaderFile: join(bundle, 'loader.cjs'),
      appVersion: app.getVersion(),
      demo: options.demo,
    }),
    log,
    onFailed: refuseToStart,
  });

  const keptDisplay = keptFile(places.displayFile, displaySchema, FIRST_DISPLAY);
  let display = keptDisplay.read();
  const session = deskSession();
  denyPermissions(session);
  allowPage(session);
  serveScanners(session, () => window, keptFile(places.scanners, knownMakesSchema, []), () => shellWords().scanner);
  serveApp(session, join(appFolder, 'out', 'app', 'renderer'));
  serveShell(
    makeShellHandlers({
      parentWindow: () => window,
      tellService: ({ token, path }) => supervisor.tell({ kind: 'chosenFile', token, path }),
      restartService: () => supervisor.restart(),
      settings,
      words: shellWords,
      display: () => display,
      changeDisplay: (next) => {
        display = next;
        showAs(window, next);
        keptDisplay.write(next);
      },
    }),
  );

  supervisor.start();
  const window = openAppWindow(preloadFileIn(appFolder), display);
  supervisor.serve(window);
  void loadApp(window);

  powerMonitor.on('resume', () => supervisor.tell({ kind: 'wake', by: 'resume' }));
  powerMonitor.on('lock-screen', () => supervisor.tell({ kind: 'lock' }));
  app.on('second-instance', () => {
    // The window may be gone while the service is still closing its files.
    if (window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('window-all-closed', () => app.quit());

  let isDrained = false;
  app.on('before-quit', (event) => {
    if (isDrained) return;
    event.preventDefault();
    void supervisor.close().then(() => {
      isDrained = true;
      app.quit();
    });
  });
}

/** The part of safeStorage that Electron 33 and 45 have in common; 45 marks it as old, 33 has no other. */
interface SystemKeyStore {
  readonly isEncryptionAvailable: () => boolean;
  readonly getSelectedStorageBackend: () => string;
  readonly encryptString: (text: string) => Buffer;
  readonly decryptString: (wrapped: Buffer) => string;
}

function keyWrapperOf(system: SystemKeyStore): KeyWrapper {
  return {
    isAvailable: () => system.isEncryptionAvailable(),
    // Only Linux has several key stores, one of which protects nothing.
    backend: () => (process.platform === 'linux' ? system.getSelectedStorageBackend() : null),
    wrap: (text) => system.encryptString(text),
    unwrap: (wrapped) => system.decryptString(wrapped),
  };
}

function log(words: string, facts: Readonly<Record<string, string | number>>): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), from: 'main', words, ...facts })}\n`);
}

/** In the language that the bench speaks at that moment. */
function shellWords(): ShellWords {
  return SHELL_WORDS[settings.read().language];
}

/** A sentence on the screen and one on standard error, then the end: nothing was opened, so nothing can be lost. */
function refuseToStart(fault: StartupFault): void {
  const words = shellWords();
  const sentence = startupSentence(words, fault);
  process.stderr.write(`${sentence}\n`);
  dialog.showErrorBox(words.cannotStart, sentence);
  app.exit(1);
}
