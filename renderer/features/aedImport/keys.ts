/** What each key does on the screen for AED files. */
import type { AppState } from '../../app/state.ts';

export function aedImportKey(state: AppState, key: string): boolean {
  if (key === 'o') void state.chooseAedFile();
  else if (key === 'F8') void state.writeReport();
  else if (key === 'c') void state.cancelImport();
  else return false;
  return true;
}
