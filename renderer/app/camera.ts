/** The bench's camera: opened for as long as its screen is in front, and closed for certain afterwards. */
import type { Frame } from '../../domain/decoding/frame.ts';
import { pictureFrame } from '../decoding/index.ts';
import type { CameraFault } from '../features/camera/news.ts';
import type { Camera, OpenCamera } from '../features/camera/ports.ts';

/** Large enough for a label's narrowest bars at half a metre; a camera that has less gives what it has. */
const WANTED = { width: { ideal: 1_920 }, height: { ideal: 1_080 } } as const;
/** A camera that has to wake up takes two. */
const FIRST_PICTURE_MS = 8_000;
/** Symbols and small print stay readable, and a photo stays under a megabyte. */
const JPEG_QUALITY = 0.9;

export const openCamera: OpenCamera = async (turn, onLost) => {
  try {
    const devices = (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === 'videoinput');
    const device = devices[turn % Math.max(1, devices.length)];
    if (device === undefined) return 'none';
    // Without the permission a camera has no name; asking for any says why.
    const which = device.deviceId === '' ? {} : { deviceId: { exact: device.deviceId } };
    return await cameraOf(await navigator.mediaDevices.getUserMedia({ audio: false, video: { ...WANTED, ...which } }), onLost);
  } catch (error) {
    return faultOf(error);
  }
};

/** Names of the Media Capture and Streams standard (getUserMedia). */
function faultOf(error: unknown): CameraFault {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'none';
}

async function cameraOf(stream: MediaStream, onLost: () => void): Promise<Camera | 'silent'> {
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = stream;
  for (const track of stream.getTracks()) track.addEventListener('ended', onLost);

  function close(): void {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  }

  if (!(await hasPicture(video))) {
    close();
    return 'silent';
  }
  return {
    stream,
    close,
    frame: () => (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || video.videoWidth === 0 ? null : pictureFrame(video, video.videoWidth, video.videoHeight)),
  };
}

function hasPicture(video: HTMLVideoElement): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), FIRST_PICTURE_MS);
    video.addEventListener('loadeddata', () => {
      clearTimeout(timer);
      resolve(true);
    }, { once: true });
    video.play().catch(() => resolve(false));
  });
}

export async function jpegOf({ width, height, data }: Frame): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.putImageData(new ImageData(Uint8ClampedArray.from(data), width, height), 0, 0);
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY })).arrayBuffer());
}
