/** Says whether a call comes from our own page in a top frame; anything unclear is not (style: fail closed). */
import type { WebFrameMain } from 'electron';
import { APP_ORIGIN } from '../shell/appProtocol.ts';
import { originOf } from '../shell/hardening.ts';

/** Must be asked first thing in a handler: the frame is gone after a navigation. */
export function isTrusted(frame: WebFrameMain | null): boolean {
  return frame !== null && !frame.detached && frame.parent === null && originOf(frame.url) === APP_ORIGIN;
}
