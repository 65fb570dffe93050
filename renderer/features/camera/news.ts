/** What is to be said of the camera: how it is, what was seen, and what a press came to. */
import type { Confirmation } from '../../../domain/decoding/confirm.ts';
import type { Fault } from '../../../preload/contract/result.ts';

/**
 * none: no camera, or not the one that was asked for. refused: the system does not let this program see. busy: another program has it.
 * silent: it was opened and gives no picture.
 */
export type CameraFault = 'none' | 'refused' | 'busy' | 'silent';

export type CameraState = 'off' | 'starting' | 'on' | 'lost' | CameraFault;

/** readerGone: frames are not answered any more. noPicture: the camera gives nothing. notAPicture: a file that is none. */
export type LookNews = Confirmation | { readonly kind: 'readerGone' | 'noPicture' | 'notAPicture' };

/** What the last look or press came to. */
export type CameraNote =
  | Exclude<LookNews, { kind: 'nothing' | 'scan' }>
  | { readonly kind: 'reading' | 'nothingRead' | 'itemChanged' | 'scanUnderWay' | 'notKept' }
  | { readonly kind: 'kept' | 'dropped'; readonly count: number }
  | { readonly kind: 'fault'; readonly fault: Fault };
