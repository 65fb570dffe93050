/** How a key is named: as a screen gets it when it is pressed, and as it stands on keyboards and buttons. */

/** Buttons show a letter as it stands on the keyboard; a screen gets the small one. */
export function asPressed(key: string): string {
  return key.length === 1 ? key.toLowerCase() : key;
}

const NAMES: Readonly<Record<string, string>> = {
  Escape: 'Esc', ArrowUp: '↑', ArrowDown: '↓', PageUp: 'PgUp', PageDown: 'PgDn', 'Ctrl++': 'Ctrl +', 'Ctrl+-': 'Ctrl −',
};

/** The key as it stands on keyboards and buttons. */
export function keyNameOf(key: string): string {
  if (Object.hasOwn(NAMES, key)) return NAMES[key] ?? key;
  if (key.startsWith('Ctrl+')) return `Ctrl ${key.slice('Ctrl+'.length).toUpperCase()}`;
  return key.length === 1 ? key.toUpperCase() : key;
}
