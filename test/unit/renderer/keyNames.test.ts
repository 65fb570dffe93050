/** Names of keys: as a screen gets them, and as they stand on the keyboard. */
import { expect, it } from 'vitest';
import { asPressed, keyNameOf } from '../../../renderer/app/keyNames.ts';

it.each([
  ['L', 'l', 'L'], ['l', 'l', 'L'], ['0', '0', '0'], ['F8', 'F8', 'F8'], ['Delete', 'Delete', 'Delete'], ['Escape', 'Escape', 'Esc'], ['ArrowUp', 'ArrowUp', '↑'],
  ['Ctrl+k', 'Ctrl+k', 'Ctrl K'], ['Ctrl++', 'Ctrl++', 'Ctrl +'],
])('%s is pressed as %s and shown as %s', (key, pressed, shown) => {
  expect([asPressed(key), keyNameOf(key)]).toEqual([pressed, shown]);
});
