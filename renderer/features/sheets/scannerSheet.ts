/** The scanner sheet: how a bench's scanner should be set, the test symbol, and samples of what it must read. */
import { TEST_TEXT } from '../../../domain/scan/selfTest.ts';
import type { DocumentSheet, SheetBlock } from '../../../preload/contract/sheets.ts';
import { say } from '../../text/say.ts';
import { fileNameOf } from './blocks.ts';

/** The same on every bench: nothing of a desk, an officer or an item is on it. */
export function scannerSheet(): DocumentSheet {
  const words = say.sheet.scanner;
  return {
    kind: 'document',
    language: say.sheet.language,
    title: words.title,
    remarks: [words.remark],
    symbol: null,
    foot: words.title,
    fileName: fileNameOf(words.fileName),
    blocks: [
      { block: 'heading', text: words.settings },
      { block: 'table', columns: [...words.columns], numbers: [], rows: words.rows.map((row) => [...row]) },
      { block: 'heading', text: words.test },
      { block: 'text', text: words.testSteps, isStrong: false },
      { block: 'symbol', text: TEST_TEXT, caption: TEST_TEXT },
      { block: 'heading', text: words.samples },
      { block: 'text', text: words.samplesSteps, isStrong: false },
      ...words.sampleTexts.map(([text, caption]): SheetBlock => ({ block: 'symbol', text, caption: `${text} · ${caption}` })),
    ],
  };
}
