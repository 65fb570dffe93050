/** Who may look through a camera: the desk's own page, its main frame, and never with sound. */
import { describe, expect, it } from 'vitest';
import { mayAskForCamera, mayCheckCamera } from '../../../main/shell/cameraPermission.ts';

const PAGE = 'app://desk/index.html';

describe('a request for a camera', () => {
  const right = { isMainFrame: true, requestingUrl: PAGE, securityOrigin: 'app://desk/', mediaTypes: ['video'] };

  it.each([
    ['by the page', 'media', right, true],
    ['by a version that tells no origin', 'media', { ...right, securityOrigin: undefined }, true],
    ['of another permission', 'geolocation', right, false],
    ['of the screen', 'display-capture', right, false],
    ['with sound', 'media', { ...right, mediaTypes: ['video', 'audio'] }, false],
    ['for sound alone', 'media', { ...right, mediaTypes: ['audio'] }, false],
    ['for nothing named', 'media', { ...right, mediaTypes: [] }, false],
    ['without saying for what', 'media', { isMainFrame: true, requestingUrl: PAGE }, false],
    ['in a frame within the page', 'media', { ...right, isMainFrame: false }, false],
    ['by another page', 'media', { ...right, requestingUrl: 'https://desk/' }, false],
    ['by the page of a sheet', 'media', { ...right, requestingUrl: 'app://label/1' }, false],
    ['by nobody', 'media', { ...right, requestingUrl: undefined }, false],
    ['for another origin', 'media', { ...right, securityOrigin: 'https://example.org/' }, false],
  ])('%s is answered rightly', (_what, permission, details, expected) => {
    expect(mayAskForCamera(permission, details)).toBe(expected);
  });
});

describe('the question whether a camera would be given', () => {
  it.each([
    ['media', 'app://desk/', { isMainFrame: true, mediaType: 'video' }, true],
    ['media', 'app://desk/', { isMainFrame: true, mediaType: 'audio' }, false],
    ['media', 'app://desk/', { isMainFrame: true, mediaType: 'unknown' }, false],
    ['media', 'app://desk/', { isMainFrame: true }, false],
    ['media', 'app://desk/', { isMainFrame: false, mediaType: 'video' }, false],
    ['media', 'https://desk/', { isMainFrame: true, mediaType: 'video' }, false],
    ['media', '', { isMainFrame: true, mediaType: 'video' }, false],
    ['serial', 'app://desk/', { isMainFrame: true, mediaType: 'video' }, false],
  ])('%s by %s %o: %s', (permission, origin, details, expected) => {
    expect(mayCheckCamera(permission, origin, details)).toBe(expected);
  });
});
