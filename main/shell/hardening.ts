/** Denies everything a page does not need: permissions, navigation, new windows, embedded pages. */
import { app, type Session } from 'electron';
import { APP_ORIGIN, originOf } from './origins.ts';

/** Set for every web contents that will ever exist; must run before the first window. */
export function hardenApp(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => {
      if (originOf(event.url) !== APP_ORIGIN) event.preventDefault();
    });
    contents.on('will-redirect', (event) => {
      if (originOf(event.url) !== APP_ORIGIN) event.preventDefault();
    });
  });
}

export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  // The page makes no network calls; whatever asks for one is not ours.
  session.webRequest.onBeforeRequest({ urls: ['<all_urls>'] }, (details, answer) => {
    answer({ cancel: !['app:', 'devtools:', 'data:', 'blob:'].includes(new URL(details.url).protocol) });
  });
}
