/** The sample sheet of the drill: the number of every case as a symbol, for those who scan from paper. */
import { DRILL_CASES, DRILL_VERSION } from '../../../domain/drill/cases.ts';
import { formatItemId } from '../../../domain/identifier/facts.ts';
import type { DocumentSheet, SheetBlock } from '../../../preload/contract/sheets.ts';
import { say } from '../../text/say.ts';
import { fileNameOf } from './blocks.ts';

export function drillSheet(): DocumentSheet {
  const words = say.sheet.drill;
  return {
    kind: 'document',
    language: say.sheet.language,
    title: words.title,
    remarks: [words.remark(DRILL_VERSION)],
    symbol: null,
    foot: words.title,
    fileName: fileNameOf(words.fileName),
    blocks: DRILL_CASES.map(({ code, number, itemId }): SheetBlock => {
      const named = words.sample(number, words.cases[code]);
      return itemId === null
        ? { block: 'text', text: `${named}: ${words.noBarcode}`, isStrong: false }
        : { block: 'symbol', text: itemId, caption: `${named} · ${formatItemId(itemId)}` };
    }),
  };
}
