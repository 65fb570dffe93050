/** Words of the worksheet of one exam: a neutral paper with what the official forms ask for, and no copy of any of them. */
import { COMMODITY_CLASS_FACTS, FIELD_TEST_KIND_FACTS, FIELD_TEST_RESULT_FACTS, QUANTITY_UNIT_FACTS, type Finding } from '../../../domain/exam/findings.ts';
import type { WorksheetKind } from '../facts.ts';

export const worksheetWords = {
  title: { detention: 'Detention worksheet', seizure: 'Seizure worksheet', exam: 'Exam worksheet' } satisfies Record<WorksheetKind, string>,
  remark: {
    detention: 'A worksheet to fill the official form from (CBP 6051D, detention notice and custody receipt). It is no notice and no receipt.',
    seizure: 'A worksheet to fill the official form from (CBP 6051S, custody receipt for seized property and evidence). It is no receipt.',
    exam: 'A worksheet of one exam. It is no official form.',
  } satisfies Record<WorksheetKind, string>,
  personal: 'Holds personal data. Keep it with the item, or destroy it.',
  foot: (title: string, display: string, madeAt: string, madeBy: string) => `${title} · ${display} · printed ${madeAt} by ${madeBy}`,
  fileName: (kind: WorksheetKind, itemKey: string) => `${kind} worksheet ${itemKey}`,
  withdrawn: 'THIS EXAM WAS TAKEN BACK AND COUNTS NOWHERE. Do not fill a form from it.',
  corrected: (count: number, sealed: string) => `Values as they count now, after ${count === 1 ? 'one correction' : `${count} corrections`}. Sealed first as: ${sealed}.`,
  noSymbol: 'No barcode is printed for this number: a scan of it would not lead back to this item.',

  item: 'Item',
  number: 'Item number',
  kindOfNumber: 'Kind of number',
  numberOf: { s10: 'number of the post (S10)', s9: 'receptacle tag', s8: 'dispatch number', impb: 'USPS package number', other: 'other number', none: 'made by the desk, no barcode' },
  service: 'Service',
  origin: 'From',
  originName: (code: string, name: string) => (code === name ? code : `${name} (${code})`),
  labelClass: 'Class on the label',
  labelOrigin: 'Origin on the label',
  labelContents: 'Contents on the label',
  holds: 'Holds answered',
  noHolds: 'none',

  exam: 'Exam',
  facility: 'Facility (port)',
  facilityName: (name: string, id: string) => `${name} (${id})`,
  desk: 'Desk',
  officer: 'Officer',
  at: 'Date and time',
  methods: 'How examined',
  reasons: 'Why examined',
  outcome: 'Outcome',
  record: 'Record',
  recordWords: (seq: number, hash: string) => `entry ${seq}, SHA-256 ${hash.slice(0, 16)}…`,
  examId: 'Exam id',

  kept: { detention: 'Why it is detained', seizure: 'The seizure', exam: 'What the outcome says' } satisfies Record<WorksheetKind, string>,
  prior: 'Detained before',
  priorYes: (at: string, notice: string | null) => `yes, ${at}, ${notice === null ? 'no notice number recorded' : `notice ${notice}`}`,
  priorNo: 'not by an exam of this desk',

  found: 'What was found',
  finding: 'In words',
  nothingFound: 'Nothing was recorded as found.',
  line: 'Line',
  goods: 'Class and note',
  quantity: 'Quantity',
  gross: 'Gross weight',
  fieldTest: 'Field test',
  photos: 'Photos',
  presumptive: 'A field test is presumptive: it proves nothing until a laboratory has said so.',
  classWords: ({ commodityClass, note }: Finding) => [wordsOf(COMMODITY_CLASS_FACTS, commodityClass), note ?? ''].filter((part) => part !== '').join(': '),
  quantityWords: ({ quantity, unit }: Finding) => [quantity ?? '', unit === null ? '' : wordsOf(QUANTITY_UNIT_FACTS, unit)].filter((part) => part !== '').join(' ') || 'not said',
  weightWords: ({ weightGrams }: Finding) => (weightGrams === null ? 'not said' : `${weightGrams} g`),
  testWords: ({ fieldTest }: Finding) => (fieldTest === null
    ? 'none'
    : `${wordsOf(FIELD_TEST_KIND_FACTS, fieldTest.kind)}: ${wordsOf(FIELD_TEST_RESULT_FACTS, fieldTest.result)} (presumptive)`),
  photoWords: ({ photoIds }: Finding) => photoIds.join('\n') || 'none',

  clocks: 'Dates that follow',
  noClocks: 'No clock of a detention runs for this item any more: a final outcome is recorded.',
  what: 'What',
  day: 'Day',
  rule: 'Rule',
  presented: 'Presented for exam',
  detained: 'Detained',
  detainedLate: 'Detained, later than allowed',
  decideBy: 'To be released or detained by',
  noticeBy: 'Notice of detention due by',
  determineBy: 'Decision on admissibility due by',
  excludedOn: 'Without a decision deemed excluded on',
  rules: {
    decideBy: '19 U.S.C. 1499(c)(1), 19 CFR 151.16(b): business days from presentation',
    noticeBy: '19 U.S.C. 1499(c)(2), 19 CFR 151.16(c): business days from the decision to detain',
    determineBy: '19 U.S.C. 1499(c)(5)(A): days from presentation',
    none: '',
  },
  dayFrom: 'recorded by this desk',
  businessDays: (closedDays: number) =>
    `Business days: without weekends and legal holidays${closedDays === 0 ? '' : ` and ${closedDays} further days set by HQ`}. Another law may set other dates (19 CFR 151.16(a)).`,

  aed: 'Advance electronic data as the officer saw them',
  aedVersion: (version: number, postedOn: string, receivedAt: string | null) =>
    `Version ${version}, ${postedOn === '' ? 'posting date not sent' : `posted ${postedOn}`}${receivedAt === null ? '' : `, received ${receivedAt}`}.`,
  aedGone: 'This desk no longer has that version; HQ has it.',
  noAed: (asOf: string | null) => `No AED stood on the screen; ${asOf === null ? 'HQ had not been heard' : `data of HQ as of ${asOf}`}.`,
  aedUse: 'AED may be used for cargo safety and security, against smuggling and for risk assessment only, not for commercial enforcement or duty (19 U.S.C. 1415(a)(3)(F)).',

  byHand: 'To be written in',
  blanks: {
    detention: [
      'Detained from / addressee told', 'Expected length of the detention', 'Tests or inquiries to be made', 'What may speed it up', 'Contact officer, telephone', 'Seal number', 'Bag number',
      'Place of storage', 'Number and kind of packages', 'Samples sent to, date',
    ],
    seizure: [
      'Investigative case number', 'Seized from (name, address)', 'Seal number', 'Evidence bag number', 'Number and kind of packages', 'Estimated domestic value', 'Samples sent to, date', 'Place of storage',
      'Remarks',
    ],
    exam: ['Seal number', 'Bag number', 'Remarks'],
  } satisfies Record<WorksheetKind, readonly string[]>,
  custody: 'Chain of custody',
  custodyColumns: ['Line', 'Given by (name, signature)', 'Taken by (name, title, organisation)', 'Signature', 'Date, time'],
  signatures: 'Signatures',
  signatureColumns: ['', 'Name in print', 'Badge', 'Signature', 'Date, time'],
  signing: { officer: 'Officer', supervisor: 'Supervisor' },
} as const;

function wordsOf(facts: readonly { readonly code: string; readonly words: string }[], code: string): string {
  return facts.find((one) => one.code === code)?.words ?? code;
}
