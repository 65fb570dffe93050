/** Who may look through a camera: the desk's own page in its window, and never with sound. */
import { APP_ORIGIN, originOf } from './origins.ts';

/** What Electron tells of a page that asks; which of it is there differs by its version, and anything missing is a no. */
export interface MediaFacts {
  readonly isMainFrame: boolean;
  readonly requestingUrl?: string | undefined;
  readonly securityOrigin?: string | undefined;
  /** Of a request: all that it wants. */
  readonly mediaTypes?: readonly string[] | undefined;
  /** Of a check: one of them. */
  readonly mediaType?: string | undefined;
}

/** Whether the camera would be given; the page is told the names of cameras by it. */
export function mayCheckCamera(permission: string, origin: string | undefined, { isMainFrame, mediaType }: MediaFacts): boolean {
  return permission === 'media' && isMainFrame && isOurs(origin) && mediaType === 'video';
}

export function mayAskForCamera(permission: string, details: object): boolean {
  const { isMainFrame, requestingUrl, securityOrigin, mediaTypes } = details as MediaFacts;
  if (permission !== 'media' || !isMainFrame || !isOurs(requestingUrl)) return false;
  if (securityOrigin !== undefined && !isOurs(securityOrigin)) return false;
  return mediaTypes?.length === 1 && mediaTypes[0] === 'video';
}

function isOurs(address: string | undefined): boolean {
  return address !== undefined && originOf(address) === APP_ORIGIN;
}
