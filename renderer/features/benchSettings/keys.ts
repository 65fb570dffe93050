/** What each key does on the screen of the bench's settings. */
import { focusField } from '../../app/keyboard/focus.ts';
import type { AppState } from '../../app/state.ts';

export const SETTINGS_KEYS = { accept: 'F8', layout: 'L', prefix: 'P', suffix: 'E', plain: 'D', serial: 'C', hid: 'H', play: 'T', language: 'G', sheet: 'I', sheetPdf: 'S', louder: '↑', softer: '↓' } as const;

const VOLUME_STEP = 10;

export function benchSettingsKey(state: AppState, key: string): boolean {
  if (key === 'F8') state.acceptProposal();
  else if (key === 'ArrowUp') state.changeVolume(VOLUME_STEP);
  else if (key === 'ArrowDown') state.changeVolume(-VOLUME_STEP);
  else if (key === 'l') state.nextLayout();
  else if (key === 'p') focusField('scanner-prefix');
  else if (key === 'e') focusField('scanner-suffix');
  else if (key === 'd') state.plainProfile();
  else if (key === 'c') void state.connectScanner('serial');
  else if (key === 'h') void state.connectScanner('hid');
  else if (key === 't') state.playSounds();
  else if (key === 'g') state.nextLanguage();
  else if (key === 'i') void state.makeSheet('scanner', 'print');
  else if (key === 's') void state.makeSheet('scanner', 'pdf');
  else return false;
  return true;
}
