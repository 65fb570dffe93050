/** Says whether a call comes from our own page in a top frame; anything unclear is not (style: fail closed). */
import type { WebFrameMain } from 'electron';
import { APP_ORIGIN, originOf } from '../shell/origins.ts';

/** Must be asked first thing in a handler: the frame is gone after a navigation. */
export function isTrusted(frame: WebFrameMain | null): boolean {
  return frame !== null && !frame.detached && frame.parent === null && originOf(frame.url) === APP_ORIGIN;
}
