/** Words of printed sheets: what stands on the screen about them, and what every sheet has in common. */
import { drillSheetWords } from './drillSheet.ts';
import { handOverWords } from './handOver.ts';
import { scannerSheetWords } from './scannerSheet.ts';
import { worksheetWords } from './worksheet.ts';

export const sheetWords = {
  /** Of the words on the sheets themselves (BCP 47). */
  language: 'en',
  worksheet: worksheetWords,
  handOver: handOverWords,
  scanner: scannerSheetWords,
  drill: drillSheetWords,

  print: { worksheet: 'Print worksheet', handOver: 'Print hand-over sheet', scanner: 'Print scanner sheet', drill: 'Print sample sheet' },
  save: { worksheet: 'Worksheet as PDF', handOver: 'Hand-over as PDF', scanner: 'Scanner sheet as PDF', drill: 'Sample sheet as PDF' },
  busy: 'The sheet is being made …',
  due: { detention: 'The item is detained: its worksheet has what the detention notice asks for.', seizure: 'The item is seized: its worksheet has what the custody receipt asks for.' },
  printed: 'The sheet went to the printer.',
  savedPdf: (file: string, isPersonal: boolean) => `The sheet is in ${file}.${isPersonal ? ' It holds personal data: keep it where such papers belong.' : ''}`,

  help: {
    worksheet: 'print the worksheet of the exam',
    handOver: 'print the hand-over sheet',
    scanner: 'print the scanner sheet',
    save: 'the same sheet as a PDF',
  },
} as const;
