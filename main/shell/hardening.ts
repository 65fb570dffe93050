/** Denies everything a page does not need: permissions, navigation, new windows, embedded pages. */
import { app, type Session } from 'electron';
import { mayAskForCamera, mayCheckCamera } from './cameraPermission.ts';
import { APP_ORIGIN, originOf } from './origins.ts';
import { mayUse } from './scanners/permissions.ts';

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

/** For the desk's own page, after everything was denied: the scanners that the officer chose, and the picture of a camera. */
export function allowPage(session: Session): void {
  session.setPermissionCheckHandler((_contents, permission, origin, details) => mayUse(permission, origin) || mayCheckCamera(permission, origin, details));
  session.setPermissionRequestHandler((_contents, permission, answer, details) => answer(mayAskForCamera(permission, details)));
}
