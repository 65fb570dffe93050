/** The words of the bench's settings: scanner self-test, profile, connected scanners, sounds. */
import type { ScannerLayout } from '../../../domain/scan/profile.ts';
import type { SelfTest } from '../../../domain/scan/selfTest.ts';
import { TEST_TEXT } from '../../../domain/scan/selfTest.ts';

const layoutWords: Readonly<Record<ScannerLayout, string>> = {
  auto: 'Keyboard of the scanner: found out by itself. Where only one way of reading gives a right number, that one counts.',
  byCode: 'Keyboard of the scanner: US. What counts is the place of the keys; the layout of this computer and Caps Lock change nothing.',
  byKey: 'Keyboard of the scanner: the same as on this computer. What counts is what the keys type here.',
};

const adviceWords = {
  nothing: '',
  noSuffixKey: ' It sends no Enter behind a scan: set it to, and the band comes a moment sooner.',
  noAim: ' It does not say what kind of barcode it read: set it to send AIM identifiers, if it can.',
} as const;

export const benchSettingsWords = {
  heading: 'Settings of this bench',
  notKept: 'The settings could not be written to this computer. They hold until the program ends; records are not touched. Tell IT that the profile folder cannot be written.',

  selfTest: 'Scanner self-test',
  selfTestHint: 'Scan the test symbol of the scanner sheet. Scans on this screen are shown and are never recorded.',
  nothingTaken: 'Nothing was scanned here yet.',
  taken: (text: string) => `The bench would take: ${text}`,
  arrived: 'Keys or bytes as they arrived: character, code, key, time since the one before',
  gap: (ms: number) => `+${ms} ms`,
  accept: 'Read scans this way',
  verdict: (test: SelfTest): string => {
    switch (test.kind) {
      case 'found': return foundWords(test);
      case 'changed':
        return `The scanner is set to a keyboard that is neither a US one nor this computer's: ${test.received} came instead of ${TEST_TEXT}. Set its keyboard to US, then scan again.`;
      case 'frameTooLong': return 'The test symbol arrived with more text around it than the bench can take away. Set the scanner to send a shorter prefix and suffix, or none.';
      case 'unknown': return 'This was another symbol, or a part of the test symbol is missing. Scan the test symbol of the scanner sheet again.';
    }
  },

  profile: 'How scans are read',
  layout: layoutWords,
  nextLayout: 'Another keyboard',
  plain: 'Back to the first settings',
  prefix: 'Text before every scan',
  suffix: 'Text behind every scan',
  frameHint: 'Taken away from every scan. Empty when the scanner adds nothing; Enter, Tab and AIM identifiers need no entry.',

  connected: 'Scanners beside the keyboard',
  connectedHint: 'A scanner in HID-POS or serial mode works whatever window is in front of the desk, and needs no keyboard layout.',
  keyboardOnly: 'None is connected. Scanners that play a keyboard need no connecting.',
  serial: 'Connect a serial scanner',
  hid: 'Connect an HID-POS scanner',
  connectNote: {
    none: 'No scanner was chosen. Nothing changed. Plug it in, set it to this mode, and try again.',
    failed: 'This device did not open as a scanner. Nothing changed. Close other programs that use it, check its mode, and try again.',
    notHere: 'This computer cannot reach scanners on this line. A scanner that plays a keyboard works.',
  },

  /** Both words, so that it is found by whoever cannot read the rest. */
  language: 'Language / Idioma',
  languageNow: 'This bench speaks English. What is recorded and sent is the same in every language; sheets are printed in this one.',
  otherLanguage: 'Español',

  sound: 'Sounds',
  volume: (percent: number) => (percent === 0 ? 'Volume 0: this bench is silent; the blocks in the band show each sound.' : `Volume ${percent} of 100`),
  louder: 'Louder',
  softer: 'Softer',
  play: 'Play all four',
  silent: 'sound off',
  meaning: { CLEAR: 'clear: AED is here, no open hold', HOLD: 'hold: present for exam', NO_AED_HERE: 'no AED here', NOT_AN_ITEM: 'error: look at the screen' },
} as const;

function foundWords({ profile, suffixKey, advice }: Extract<SelfTest, { kind: 'found' }>): string {
  const keyboard = profile.layout === 'byCode' ? 'a US keyboard' : "this computer's keyboard";
  const around = [
    profile.prefix === '' ? null : `"${profile.prefix}" before`,
    profile.suffix === '' ? null : `"${profile.suffix}" behind`,
    suffixKey === null ? null : `${suffixKey} at the end`,
  ].filter((words) => words !== null);
  return `The test symbol came whole, as from ${keyboard}${around.length === 0 ? '' : `, with ${around.join(', ')}`}.${adviceWords[advice]}`;
}
