/** What the camera screen needs from outside the page's state; a test gives its own. */
import type { Frame } from '../../../domain/decoding/frame.ts';
import type { DecodingClient, PhotoFault } from '../../decoding/index.ts';
import type { CameraFault } from './news.ts';

export interface Camera {
  readonly stream: MediaStream;
  /** What the camera sees now; null while it gives no picture. */
  readonly frame: () => Frame | null;
  readonly close: () => void;
}

/** turn: which of the cameras, counted on from the first and around. onLost: it was unplugged. */
export type OpenCamera = (turn: number, onLost: () => void) => Promise<Camera | CameraFault>;

export interface CameraPorts {
  readonly open: OpenCamera;
  readonly openDecoding: () => DecodingClient;
  readonly photoFrame: (photo: Blob) => Promise<Frame | PhotoFault>;
  readonly jpegOf: (frame: Frame) => Promise<Uint8Array<ArrayBuffer>>;
  /** Where the scans of all devices go. */
  readonly onScan: (text: string) => void;
}
