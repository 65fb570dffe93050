/** What each key does on the camera screen. */
import type { AppState } from '../../app/state.ts';

export const CAMERA_KEYS = { photo: 'F8', shows: 'M', file: 'O', next: 'N', drop: 'Delete' } as const;

export function cameraKey(state: AppState, key: string): boolean {
  if (key === 'F8') void state.takePhoto();
  else if (key === 'm') state.turnShows();
  else if (key === 'o') void state.openPhotoFile();
  else if (key === 'n') state.nextCamera();
  else if (key === 'Delete') state.dropLastPhoto();
  else return false;
  return true;
}
