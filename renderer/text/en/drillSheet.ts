/** The words of the drill's printed sample sheet. */
import type { DrillCaseCode } from '../../../domain/drill/cases.ts';

const cases: Readonly<Record<DrillCaseCode, string>> = {
  clear: 'clear', hold: 'hold', noAed: 'no AED here', detained: 'detained', referred: 'referred', postings: 'several postings', undo: 'taking back',
  noBarcode: 'no barcode',
};

export const drillSheetWords = {
  title: 'DRILL: sample barcodes, no mail',
  remark: (version: number) => `Press F1 at the exam desk, then D. Scan each sample when its case asks for it. All numbers and names are invented. Version ${version}.`,
  fileName: 'drill samples',
  sample: (number: number, name: string) => `${number} · ${name}`,
  cases,
  noBarcode: 'there is nothing to scan, press F4 at the desk',
} as const;
