/** Words of the actions that help and command palette list, where no button says them already; and the words of the palette. */
import type { Display } from '../../../preload/contract/display.ts';

export const actionWords = {
  place: {
    everywhere: 'Everywhere',
    bench: 'On the bench',
    holds: 'On the holds screen (F2)',
    shift: 'On the shift screen (F3)',
    aedImport: 'On the AED file screen (F5)',
    bag: 'On the bag screen (F6)',
    camera: 'On the camera screen (F7)',
    delivery: 'On the delivery screen (F10)',
    benchSettings: 'On the screen of the bench (F11)',
    amend: 'While an exam is amended',
    help: 'On the screen of keys (F1)',
  },
  rowUp: 'one row up',
  rowDown: 'one row down',
  pageUp: 'scroll up',
  pageDown: 'scroll down',
  holdsList: (list: string) => `list: ${list}`,
  holdsScope: 'this IMF or all IMFs',
  selectRow: 'select the row, or put it back',
  selectAll: 'select all rows shown, or none',
  amendRow: 'amend the exam in front',
  linkRow: 'say which posting the exam in front was of',
  allRefused: 'choose all refused entries, or only one',
  theme: 'colours: as the system, light, dark',
  larger: 'everything larger',
  smaller: 'everything smaller',
  usual: 'the usual size',
} as const;

export const displayWords = {
  heading: 'Size and colours',
  now: ({ zoom, theme }: Display) => `${Math.round(zoom * 100)} % · ${{ system: 'colours as the system', light: 'light', dark: 'dark' }[theme]}`,
} as const;

export const paletteWords = {
  heading: 'All actions',
  field: 'Type words of what you want to do',
  list: 'Actions',
  none: 'No action has these words. Fewer letters show more.',
  hint: 'A digit or F8 does it · ↑ ↓ choose · Esc closes · a scan is taken as ever',
  doIt: 'Do it',
  close: 'Close',
  count: (count: number) => (count === 1 ? '1 action' : `${String(count)} actions`),
  opens: (place: string, key: string) => `${place}, then ${key}`,
} as const;
