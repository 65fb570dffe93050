/** What other parts of the page may use of the camera. */
export { CameraScreen } from './CameraScreen.tsx';
export { CAMERA_KEYS, cameraKey } from './keys.ts';
export { makeCameraSlice } from './slice.ts';
