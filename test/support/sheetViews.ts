/** What the desk service gives for sheets, with every member filled: for tests of what is made of it. */
import { AED_FIELDS } from '../../domain/aed/record.ts';
import type { HandOverView, WorksheetView } from '../../preload/contract/sheetViews.ts';
import type { ExamSummary } from '../../preload/contract/examViews.ts';

const PLACE = { facilityId: 'JFK', facilityName: 'New York JFK', deskName: 'Bench 07', deviceId: 'd-1', madeAt: '2026-11-24T21:50:00.000-05:00', madeBy: 'Ortiz, R.' };

export const SUMMARY: ExamSummary = {
  examId: '018f0000-0000-7000-8000-000000000001', seq: 41, recordedAt: '2026-11-24T14:06:41.123-05:00', itemKey: 'RB123456785GB', display: 'RB 123 456 785 GB', band: 'HOLD',
  outcome: 'DETAINED', isAmended: false, isWithdrawn: false, officerId: 'o-1', officerName: 'Ortiz, R.', delivery: 'saved', deliveredAt: null, isExaminedElsewhere: false,
};

export const WORKSHEET: WorksheetView = {
  ...PLACE,
  detail: {
    summary: SUMMARY,
    sealedOutcome: 'DETAINED',
    values: {
      methods: ['xray', 'opening'], reasons: ['hold', 'xrayAnomaly'], finding: 'powder behind the lining',
      findings: [
        { commodityClass: 'narcotics', quantity: '12.50', unit: 'grams', weightGrams: 40, fieldTest: { kind: 'testStrip', result: 'positive' }, note: 'in two bags', photoIds: ['photo-1', 'photo-2'] },
        { commodityClass: 'documents', quantity: null, unit: null, weightGrams: null, fieldTest: null, note: null, photoIds: [] },
      ],
      outcome: 'DETAINED', outcomeFields: { reason: 'SUSPECTED_CONTRABAND', legalBasis: 'REASONABLE_CAUSE', detentionNotice: 'D-2026-77', note: 'kept in cage 4' },
      label: { origin: 'GB', mailClass: 'letter', contents: 'gift on the label' },
    },
    photos: [], amendments: [], mailClass: 'letter', mayAmend: true,
  },
  itemKind: 's10', serviceWords: 'registered letter', origin: { code: 'GB', name: 'Great Britain' },
  aedShown: {
    postedOn: '2026-11-18', version: 2, receivedAt: '2026-11-22T08:00:00.000Z',
    fields: AED_FIELDS.map((field) => ({ field, received: field === 'hsCode' ? null : `aed ${field}`, shown: field === 'weightGrams' ? '240 g' : null, invalid: field === 'senderName' ? 'SAYS_UNKNOWN' : null, was: null })),
  },
  aedAsOf: '2026-11-24T18:55:00.000Z',
  holdIds: ['hold-7'],
  detention: {
    examId: SUMMARY.examId, reason: 'SUSPECTED_CONTRABAND', presentedOn: '2026-11-23', detainedOn: '2026-11-24', decideBy: '2026-12-01', isDecidedLate: false, noticeBy: '2026-12-02',
    businessDaysLeftForNotice: 5, determineBy: '2026-12-23', deemedExcludedOn: '2026-12-24', daysLeft: 29, isOverdue: false,
  },
  closedDays: 2,
  priorDetention: { detainedAt: '2026-11-20T10:00:00.000-05:00', noticeNumber: 'D-2026-70' },
  entryHash: 'ab'.repeat(32),
};

/** The exam of the worksheet with another outcome. */
export function worksheetWith(outcome: ExamSummary['outcome'], outcomeFields: Readonly<Record<string, string>>, change: Partial<WorksheetView> = {}): WorksheetView {
  const { detail } = WORKSHEET;
  return { ...WORKSHEET, detail: { ...detail, summary: { ...SUMMARY, outcome }, values: { ...detail.values, outcome, outcomeFields: { ...outcomeFields } } }, ...change };
}

const detained = (n: number, change: Partial<HandOverView['detained'][number]>): HandOverView['detained'][number] => ({
  itemKey: `RB12345678${n}GB`, display: `RB detained ${n}`, examId: `d-${n}`, reason: 'LICENCE_OR_PERMIT', presentedOn: '2026-11-20', detainedOn: '2026-11-20', isDecidedLate: false,
  noticeBy: '2026-11-30', businessDaysLeftForNotice: 3, determineBy: '2026-12-20', deemedExcludedOn: '2026-12-21', daysLeft: 26, isOverdue: false, ...change,
});

export const HAND_OVER: HandOverView = {
  ...PLACE,
  isSupervisor: true,
  log: {
    shift: { date: '2026-11-24', letter: 'B', words: 'shift B 14:00-22:00' },
    exams: [
      { ...SUMMARY, examId: 'e-1', display: 'exam plain' },
      { ...SUMMARY, examId: 'e-2', display: 'exam corrected', isAmended: true, outcome: 'REFERRED' },
      { ...SUMMARY, examId: 'e-3', display: 'exam refused', delivery: 'refused', outcome: 'SEIZURE' },
    ],
    withdrawn: [{ ...SUMMARY, examId: 'e-4', display: 'exam withdrawn', isWithdrawn: true, outcome: 'RETURNED_TO_SENDER' }],
    byOfficer: Array.from({ length: 7 }, (_, n) => ({ officerId: `o-${n}`, name: `Officer ${n}`, exams: n + 1, byOutcome: { RELEASED_TO_USPS: n, DETAINED: 1 } })),
    byOutcome: { RELEASED_TO_USPS: 21, DETAINED: 7 },
    pinFailures: 3,
    signatures: [{ seq: 30, by: 'Supple, V.', at: '2026-11-23T22:00:00.000-05:00', note: 'quiet night', exams: 120 }],
    unsigned: 28,
    conflicts: [{ itemKey: 'x', display: 'item at two desks', outcomesDiffer: true, exams: ['d-1', 'd-2'].map((deviceId) => ({ examId: deviceId, deviceId, isOwn: deviceId === 'd-1', outcome: 'DETAINED' as const, recordedAt: SUMMARY.recordedAt })) }],
    linkProposals: [{ examId: 'e-1', display: 'item with late AED', examinedAt: SUMMARY.recordedAt, postings: [] }],
    doubled: 1,
    unmatched: 2,
    unsignedShifts: [{ date: '2026-11-24', letter: 'B', words: 'shift B 14:00-22:00', exams: 28 }, { date: '2026-11-24', letter: 'A', words: 'shift A 06:00-14:00', exams: 4 }],
  },
  detained: [
    detained(1, {}),
    detained(2, { businessDaysLeftForNotice: 0 }),
    detained(3, { businessDaysLeftForNotice: -2, noticeBy: '2026-11-20' }),
    detained(4, { businessDaysLeftForNotice: -9, isOverdue: true, daysLeft: -1, deemedExcludedOn: '2026-11-24' }),
  ],
  holds: {
    count: 40,
    rows: [{
      holdId: 'h', itemId: 'x', display: 'held item', by: 'NTC', facilityId: 'JFK', reason: 'contents vague', status: 'presented', placedAt: '2026-11-22T08:00:00.000Z', ageHours: 60, origin: 'CN',
      port: { state: 'none' }, dispatchId: null, arrivesOn: null, signs: [], notPresentedReason: null, leftAt: null,
    }],
  },
  drafts: { own: 1, others: 2 },
  delivery: {
    waiting: 12, oldestWaitingAt: '2026-11-24T20:00:00.000Z', refused: 1, lastDeliveredAt: '2026-11-24T19:59:00.000Z', feedAsOf: '2026-11-24T19:55:00.000Z',
    lists: [{ listId: 'waiver', version: 3, asOf: '2026-10-01', countries: 148 }],
  },
};
