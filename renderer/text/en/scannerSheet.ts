/** The words of the printed scanner sheet. */

export const scannerSheetWords = {
  title: 'Scanner sheet',
  remark: 'How to set the scanner of an exam bench. The names of the settings differ by maker: the maker\'s manual has the symbols to scan for each.',
  fileName: 'scanner sheet',
  settings: 'Settings',
  columns: ['Setting', 'Set it to', 'Why'],
  rows: [
    ['Connection', 'USB HID POS where the scanner has it; else USB keyboard', 'HID POS reaches the desk whatever window is in front. Connect it once on the F11 screen.'],
    ['Keyboard country', 'US (English)', 'The desk reads the places of the keys, so its own layout does not matter.'],
    ['Suffix', 'Enter (CR)', 'The band comes at once, without waiting for the end of the scan.'],
    ['Symbology identifier', 'AIM identifier before the data', 'The desk learns what kind of barcode it was and takes the identifier away.'],
    ['GS1 / FNC1', 'Send GS (ASCII 29), as Ctrl+] on a keyboard', 'Without it the ZIP code before a USPS number cannot be told from the number.'],
    ['Time between keys', 'As short as it works, at most 20 ms', 'Slower keys look like typing.'],
    ['Symbologies', 'Code 128, Code 39, ITF, Data Matrix, QR, PDF417', 'What labels and tags of mail carry. Others only cost time and false reads.'],
    ['Same code again', 'Allowed at once', 'An item that is scanned twice on purpose must be taken twice.'],
    ['Beeper', 'Short, or off', 'The desk has its own four sounds.'],
  ],
  test: 'Test symbol',
  testSteps: 'Press F11 on the desk and scan this symbol. The screen shows every key that arrived and proposes how to read the scanner; F8 takes the proposal.',
  samples: 'Samples',
  samplesSteps: 'After the test, scan these on the same screen: the text below each must be what the bench would take. They are invented and belong to no mail.',
  sampleTexts: [
    ['RB123456785GB', 'international item'],
    ['GBLALAUSJFKAAUN60142017010118', 'receptacle tag'],
    ['IMF-JFK-7K3M9Q2T4A', 'number made at a desk'],
  ],
} as const;
