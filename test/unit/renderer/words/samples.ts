/** Arguments for every function of the catalogue, by its id: each list of arguments is one saying, with the cases that the words tell apart. */
import type { Advice } from '../../../../domain/band/advice.ts';
import { EXAM_METHODS } from '../../../../domain/exam/methods.ts';
import { EXAM_REASONS } from '../../../../domain/exam/reasons.ts';
import { NOT_PRESENTED_CODES } from '../../../../domain/hold/entries.ts';
import { ENTRY_KINDS } from '../../../../domain/ledger/kinds.ts';
import { RELAY_REFUSALS, REFUSAL_REASONS } from '../../../../domain/sync/messages.ts';
import { FAULT_KINDS } from '../../../../preload/contract/result.ts';

type Arguments = readonly unknown[];

const AT = '2026-11-20T19:10:00Z';
const DAY = '2025-11-18';
const NOW = new Date('2026-11-24T19:10:00Z');

const COUNTS: readonly Arguments[] = [[0], [1], [2], [1_204]];
const TEXT: readonly Arguments[] = [['RB 123 456 785 GB']];
const TWO_TEXTS: readonly Arguments[] = [['RB 123 456 785 GB', 'Ortiz, R.']];
const TIME: readonly Arguments[] = [[AT]];
const FEEDS = ['complete', 'loading', 'loading 41 %', 'interrupted', 'never'];
const ABSENCE: readonly Arguments[] = [[AT, 'complete'], ...FEEDS.map((feed) => [null, feed])];
const PAIRS: readonly Arguments[] = [[1, 0], [1, 1], [2, 1], [1_204, 12]];

const ADVICE: readonly Advice[] = [
  { id: 'hold.present', args: { by: 'TASD', placedAt: AT, facilityId: 'ORD', count: '2' } },
  { id: 'hold.present', args: { by: 'TASD', placedAt: '', facilityId: '', count: '1' } },
  { id: 'hold.notReleased', args: { by: 'TASD', examinedAt: AT } },
  { id: 'alternateScreening.screen', args: { country: 'NZ', listAsOf: DAY } },
  { id: 'noAed.required', args: { country: 'DE', asOf: AT, listAsOf: DAY } },
  ...(['noOrigin', 'noCountry', 'home', 'noList'] as const).map((why): Advice => ({ id: 'noAed.notKnownIfRequired', args: { country: 'DE', asOf: AT, why } })),
  { id: 'clear.proceed', args: { asOf: AT } },
  { id: 'severalPostings.choose', args: { count: '2' } },
  { id: 'examined.final', args: { outcome: 'NO_VIOLATION' } },
  { id: 'examined.notFinal', args: { outcome: 'DETAINED' } },
  { id: 'checkTheLabel.compare', args: { problems: 'CHECK_DIGIT COUNTRY_NOT_ISO' } },
  { id: 'notAnItem.receptacle', args: { destination: 'USJFKA' } },
  { id: 'notAnItem.dispatch', args: { destination: 'USJFKA' } },
  { id: 'notAnItem.uspsLabel', args: { pic: '' } },
  { id: 'notAnItem.domesticNumber', args: {} },
  { id: 'notAnItem.other', args: { problems: 'NOT_AN_IDENTIFIER' } },
];

const FINDING = { commodityClass: 'narcotics', quantity: '12.5', unit: 'grams', weightGrams: '40', testKind: 'testStrip', testResult: 'positive', note: 'x', photoIds: [] };
const FINDINGS: readonly Arguments[] = [[FINDING], [{ ...FINDING, quantity: '', unit: null, weightGrams: '', testKind: null, testResult: null, note: '' }]];
const SEALED = { commodityClass: 'other', quantity: '12.5', unit: 'pieces', weightGrams: 40, fieldTest: { kind: 'raman', result: 'negative' }, photoIds: [], note: null };
const SEALED_FINDINGS: readonly Arguments[] = [[SEALED], [{ ...SEALED, quantity: null, unit: null, weightGrams: null, fieldTest: null }]];

const OFFICE = { impc: 'GBLALA', name: 'Great Britain' };
const TAG = { origin: OFFICE, destination: { impc: 'USJFKA', name: 'ISC New York NY' }, dispatch: { serial: '6014', year: '2026', category: 'A' }, serial: '201', weightGrams: 10_100 };
const COUNTED = { itemCount: 1, examCount: 2, heldCount: 0 };
const BAG = { display: 'GBLALA', tag: TAG, closedAt: AT, closedBy: 'nextTag', ...COUNTED };
const BAGS: readonly Arguments[] = [[BAG], [{ ...BAG, tag: null, closedBy: 'hand', itemCount: 1_204 }]];

const ROW = { signs: ['marked', 'leftTheOffice', 'arrivedEarlier', 'waitingLong'], notPresentedReason: 'not on the flight: said by the ramp', leftAt: AT, arrivesOn: DAY };
const DETAINED = { detainedOn: DAY, presentedOn: DAY, noticeBy: DAY, determineBy: DAY, deemedExcludedOn: DAY, isDecidedLate: true, isOverdue: false };
const CARRIED = { deviceId: 'd1', facilityId: 'JFK', fromSeq: 1, toSeq: 4, at: AT };
const SKEWS: readonly Arguments[] = [
  [{ direction: 'ahead', days: 20, hours: 4, minutes: 0 }], [{ direction: 'behind', days: 0, hours: 3, minutes: 12 }], [{ direction: 'ahead', days: 1, hours: 0, minutes: 1 }],
];

/** Several ids with the same cases stand in one line. */
const GROUPS: readonly (readonly [ids: string, cases: readonly Arguments[]])[] = [
  ['band.advice', ADVICE.map((advice) => [advice, { facilityId: 'JFK', feed: 'complete' }])],
  ['band.scansWaiting band.scansKept bench.choosePosting bench.linkProposal shift.doubled shift.unmatched shift.pinFailures shift.unsigned', COUNTS],
  ['refusals.intro refusals.all refusals.offered holds.selection holds.marking holds.confirm holds.putAway holds.answered palette.count bag.items', COUNTS],
  ['aed.quality copied.next sheet.worksheet.businessDays title.refused benchSettings.gap exam.cbp bag.kilograms', COUNTS],
  ['sheet.handOver.doubled sheet.handOver.unmatched sheet.handOver.pinFailures sheet.handOver.holds sheet.handOver.refusedWords sheet.handOver.unsignedWords', COUNTS],
  ['delivery.countOf bag.countOf aedImport.countOf', COUNTS],
  ['benchSettings.volume', [[0], [60]]],
  ['refusals.offerAgain refusals.export', [[null], [12]]],
  ['band.changedFrom band.scanFailed benchSettings.taken signIn.locked signIn.lockedHint signIn.awaitingApproval aed.received aed.port.elsewhere aed.port.unknown', TEXT],
  ['label.savedPdf amend.sealedAs amend.corrected amend.because amend.notYours shift.otherDesk sheet.handOver.scope.own sheet.handOver.withdrawn', TEXT],
  ['sheet.handOver.corrected sheet.handOver.refusedByHq sheet.handOver.overdue delivery.removal.officer aedImport.done aedImport.cancelled aedImport.running', TEXT],
  ['help.outcomeKey help.methodKey actions.holdsList', TEXT],
  ['band.news', [[null], ['HOLD']]],
  ['amend.heading', [[''], ...TEXT]],
  ['bench.posting bench.otherPosting bench.linked aed.posted shift.posting', [[''], [DAY]]],
  ['bench.was', [[null, 2], ['x', 2]]],
  ['bench.changedSince', [[1, 1], [1, 2]]],
  ['bench.remark', [['contents', 'VAGUE_DESCRIPTION'], ['postedOn', 'POSTED_LATER']]],
  ['bench.leftAt title.allDelivered exam.saved amend.sealed.corrected amend.sealed.withdrawn recent.at recent.savedAt', TIME],
  ['delivery.timeOf refusals.at refusals.exactAt bag.at', TIME],
  ['recent.deliveredAt sheet.worksheet.noAed sheet.handOver.noHolds', [[null], [AT]]],
  ['bench.exam', [['DETAINED', AT, 'Ortiz, R.']]],
  ['bench.otherDesk bench.nearMiss title.place signIn.demoOfficer amend.state shift.linked sheet.handOver.facilityName sheet.worksheet.facilityName palette.opens', TWO_TEXTS],
  ['amend.by', [[AT, 'Ortiz, R.']]],
  ['shift.amend shift.linkHeading', [['RB 123 456 785 GB', AT]]],
  ['shift.linkChoice', [['x', true], ['x', false]]],
  ['sheet.savedPdf', [['x.pdf', true], ['x.pdf', false]]],
  ['benchSettings.verdict', [
    [{ kind: 'found', profile: { layout: 'byCode', prefix: '~', suffix: '#' }, aim: null, suffixKey: 'Enter', advice: 'noAim' }],
    [{ kind: 'found', profile: { layout: 'byKey', prefix: '', suffix: '' }, aim: null, suffixKey: null, advice: 'noSuffixKey' }],
    [{ kind: 'changed', expected: 'a', received: 'b' }], [{ kind: 'frameTooLong' }], [{ kind: 'unknown' }],
  ]],
  ['lists.outcome', [['DETAINED']]], ['lists.method', [['canine']]], ['lists.reason', [['random']]], ['lists.notPresented', [['OTHER']]],
  ['lists.examProblem', [['REQUIRED']]], ['lists.identifierProblem', [['LENGTH']]], ['lists.advice', [['OTHER_ORIGIN']]], ['lists.service', [['registered letter']]],
  ['lists.finding.newClass lists.finding.class', [['weapons']]], ['lists.finding.unit', [['pieces']]],
  ['lists.finding.testKind', [['reagent']]], ['lists.finding.testResult', [['positive']]],
  ['lists.field', [[{ name: 'reason', words: 'why detained' }]]],
  ['lists.choice', [['reason', { value: 'OTHER', words: 'another reason' }]]],
  ['country', [['DE', 'Germany']]],
  ['sheet.worksheet.originName', [['DE', 'Germany']]],
  ['fault', FAULT_KINDS.map((kind) => [{ kind, detail: {} }])],
  ['fileFault', ['empty', 'wrong-header', 'wrong-encoding', 'ends-mid-row', 'row-too-long', 'file-unreadable', 'storage-full', 'of a newer version'].map((kind) =>
    [{ kind, detail: { line: 3, missing: 'item_id', hasHeader: 1 } }])],
  ['title.officer', [['Ortiz, R.', 'officer', 'shift B 14:00-22:00']]],
  ['title.nobody shift.heading', [['shift B 14:00-22:00']]],
  ['title.waiting', [[1, null, NOW], [2, AT, NOW]]],
  ['title.aed', [[AT, 'complete'], [null, 'never'], [null, 'loading 41 %']]],
  ['copied.happened', [['fork', null, AT], ['gap', 12, AT]]],
  ['aed.none aed.noHolds holds.none', ABSENCE],
  ['holds.asOf', ABSENCE],
  ['aed.version', [[1, 2, AT]]],
  ['aed.posting', [[1, 2]]],
  ['aed.invalid', ['BLANK', 'SAYS_UNKNOWN', 'TOO_SHORT', 'ONLY_DIGITS'].map((reason) => [reason])],
  ['aed.hold', [['open', 'JFK', 'TASD', null], ['open', 'JFK', 'TASD', AT]]],
  ['exam.outcomeWords', [['DETAINED']]],
  ['examValues.reasonsWords', [[[]], [EXAM_REASONS]]],
  ['examValues.methodsWords', [[EXAM_METHODS]]],
  ['examValues.findingsWords', [[[]], [[FINDING]]]],
  ['examValues.findingWords examValues.classWords examValues.unitWords examValues.testWords', FINDINGS],
  ['examValues.detailName', [['DETAINED', 'reason'], ['DETAINED', 'legalBasis']]],
  ['examValues.detailWords', [['DETAINED', 'reason', 'OTHER']]],
  ['examValues.detailsWords', [['DETAINED', {}], ['DETAINED', { reason: 'OTHER' }]]],
  ['shift.unsignedShift sheet.handOver.unsignedShift', [['shift B 14:00-22:00', DAY, 1], ['shift B 14:00-22:00', DAY, 2]]],
  ['shift.signature sheet.handOver.signedWords', [['Ortiz, R.', AT, 1, null], ['Ortiz, R.', AT, 2, 'x']]],
  ['sheet.worksheet.foot', [['t', 'd', 'a', 'b']]],
  ['sheet.worksheet.fileName', ['detention', 'seizure', 'exam'].map((kind) => [kind, 'RB123456785GB'])],
  ['sheet.worksheet.corrected', [[1, 'x'], [2, 'x']]],
  ['sheet.worksheet.recordWords', [[1, 'ab'.repeat(32)]]],
  ['sheet.worksheet.priorYes', [[AT, null], [AT, '12']]],
  ['sheet.worksheet.classWords sheet.worksheet.quantityWords sheet.worksheet.weightWords sheet.worksheet.testWords sheet.worksheet.photoWords', SEALED_FINDINGS],
  ['sheet.worksheet.aedVersion', [[1, '', null], [1, DAY, AT]]],
  ['sheet.handOver.title', [['shift B 14:00-22:00', DAY]]],
  ['sheet.handOver.foot sheet.handOver.fileName', [['a', 'b', 'c']]],
  ['sheet.handOver.conflict', [[2, true], [2, false]]],
  ['sheet.handOver.nextNotice sheet.handOver.nextDecision', [[DAY, 0], [DAY, 1], [DAY, 2]]],
  ['sheet.handOver.holdsCut refusals.cut holds.cut aedImport.refusedFirst aedImport.rows aedImport.reading aedImport.speed', PAIRS],
  ['sheet.handOver.draftsWords', [[0, 0, 'x'], [2, 1, 'x']]],
  ['sheet.handOver.waitingWords', [[0, null], [1, AT], [2, null]]],
  ['sheet.handOver.listWords', [['x', 1, DAY]]],
  ['delivery.lane', ['idle', 'busy', 'waiting', 'halted'].flatMap((phase) => [['upload', phase, null], ['download', phase, AT]])],
  ['delivery.failure', [['upload', { kind: 'fork', at: AT, heardAt: null, waiting: 2, fingerprint: 'ab' }]]],
  ['delivery.aedRows', [[1, null, 'interrupted'], [2, AT, 'complete']]],
  ['delivery.aedCheckFacts', [[{ comparedAt: null, repaired: 0, notRepaired: 0, failedAt: null }], [{ comparedAt: AT, repaired: 2, notRepaired: 1, failedAt: AT }]]],
  ['delivery.removal.sentence', [[{ removed: 12, before: 40 }]]],
  ['delivery.listFacts', [[DAY, 2, 1], [DAY, 2, 12]]],
  ['delivery.ageOf', [[AT, NOW]]],
  ['relay.exported', [[{ file: 'x', fromSeq: 1, toSeq: 1, left: 0 }], [{ file: 'x', fromSeq: 1, toSeq: 4, left: 2 }]]],
  ['relay.takenIn', [[{ what: 'entries', ...CARRIED }], [{ what: 'receipts', ...CARRIED, toSeq: 1 }]]],
  ['relay.receiptsWritten', [['x', 1], ['x', 2]]],
  ['relay.failure', [['storage'], ['unreachable']]],
  ['relay.desk relay.entries', [[CARRIED]]],
  ['relay.state', [[{ ...CARRIED, state: 'waiting' }], [{ ...CARRIED, state: 'delivered' }], ...[null, ...RELAY_REFUSALS].map((reason) => [{ ...CARRIED, state: 'refused', reason }])]],
  ['refusals.kindWords', ENTRY_KINDS.map((kind) => [kind])],
  ['refusals.short refusals.sentence', [...REFUSAL_REASONS, 'of a newer version'].map((reason) => [reason])],
  ['refusals.stateWords', [[{ times: 1, refusedAt: null, isOfferedAgain: true }], [{ times: 1, refusedAt: AT, isOfferedAgain: false }], [{ times: 2, refusedAt: AT, isOfferedAgain: false }]]],
  ['refusals.atCursor', [[1, 'exam.recorded', 'x', 'y']]],
  ['refusals.exported', [[1, 'x'], [2, 'x']]],
  ['refusals.answered', [[1, 0], [0, 1], [2, 2]]],
  ['refusals.entry', [[1, 'exam.recorded']]],
  ['clock.sentence clock.short', SKEWS],
  ['bag.heading', [[null], ...BAGS]],
  ['bag.closed bag.route bag.strip', BAGS],
  ['bag.yesOrNo', [[null], [true], [false]]],
  ['bag.office bag.elsewhere', [[OFFICE], [{ impc: 'XXXXXX', name: null }]]],
  ['bag.dispatchWords', [[TAG.dispatch, null], [{ ...TAG.dispatch, category: 'Q' }, 'EMS']]],
  ['bag.difference', [[COUNTED, COUNTED]]],
  ['holds.count', [['x', null], ['x', 2]]],
  ['holds.measure', [[{ count: 2, of: null, rate: null }], [{ count: 2, of: 4, rate: 0.5 }]]],
  ['holds.placedFor', [['JFK', 'JFK'], ['TASD', 'JFK']]],
  ['holds.ageWords', [[null], [12], [72]]],
  ['holds.portWords', [[{ state: 'none' }], [{ state: 'unknown', code: 'X' }], [{ state: 'known', isHere: true, facility: 'JFK' }]]],
  ['holds.signs', [[ROW], [{ ...ROW, notPresentedReason: null, leftAt: null }]]],
  ['holds.atCursor', [['x', 'y', true], ['x', 'y', false]]],
  ['holds.chosen holds.marked', NOT_PRESENTED_CODES.map((code, index) => [index + 1, code])],
  ['holds.detained', [[DETAINED], [{ ...DETAINED, isDecidedLate: false }]]],
  ['holds.detentionReason', [[null], ['OTHER']]],
  ['holds.noticeDue', [-1, 0, 1, 2].map((left) => [{ ...DETAINED, businessDaysLeftForNotice: left }])],
  ['holds.decideBy', [...[0, 1, 2].map((daysLeft) => [{ ...DETAINED, daysLeft }]), [{ ...DETAINED, isOverdue: true }]]],
  ['aedImport.rowReason', [['quote-invalid']]],
  ['aedImport.savedReport', [[1, 'x'], [2, 'x']]],
  ['drill.caseOf', [[1, 8, 'x']]],
  ['drill.told', [
    [{ verdict: 'next', next: 'takeBack' }], [{ verdict: 'next', next: 'recordAnew' }], [{ verdict: 'wrong', differs: { what: 'item' } }],
    [{ verdict: 'wrong', differs: { what: 'notTakenBack' } }], [{ verdict: 'wrong', differs: { what: 'posting' } }], [{ verdict: 'wrong', differs: { what: 'contents' } }],
    [{ verdict: 'wrong', differs: { what: 'outcome', is: 'DETAINED', should: 'RELEASED_TO_USPS' } }],
    [{ verdict: 'wrong', differs: { what: 'field', is: '', should: 'OTHER' } }], [{ verdict: 'wrong', differs: { what: 'origin', is: '', should: 'FR' } }],
    [{ verdict: 'wrong', differs: { what: 'origin', is: 'DE', should: 'FR' } }],
  ]],
  ['drill.passed', [[1, 1], [2, 3]]],
  ['drill.sampleAlt', [[1, 'RB 123 456 785 GB']]],
  ['drill.sample drill.tries drill.realSample', COUNTS],
  ['drill.allPassed', [[null], [AT]]],
  ['drill.recordedHere drill.recordedHereShort', TIME],
  ['drill.ended', [[7, 8, AT]]],
  ['drill.results.notPassed drill.results.summary', PAIRS],
  ['drill.results.at', [[null], [AT]]],
  ['sheet.drill.remark', [[3]]],
  ['sheet.drill.sample', [[1, 'clear']]],
  ['camera.headingOf', TEXT],
  ['camera.note', [
    ...['reading', 'nothingRead', 'noPicture', 'notAPicture', 'readerGone', 'itemChanged', 'scanUnderWay', 'notKept'].map((kind) => [{ kind }]),
    [{ kind: 'several', ids: ['a', 'b'] }], [{ kind: 'unsound', id: 'a' }], [{ kind: 'kept', count: 1 }], [{ kind: 'dropped', count: 0 }], [{ kind: 'dropped', count: 2 }],
  ]],
  ['camera.take camera.turn', TEXT],
  ['camera.photos', COUNTS],
  ['camera.photoOf', [[1, 'x'], [2, 'y']]],
  ['photos.lineWords', [[[{ shows: 'label' }], 0], [[{ shows: 'label' }, { shows: 'contents' }], 1]]],
  ['photos.takeOut', [[1, 'label'], [2, 'contents']]],
  ['photos.ofExam', [[[{ shows: 'label', deliveredAt: null, isHere: true }]], [[{ shows: 'contents', deliveredAt: AT, isHere: false }]]]],
  ['photos.chip photos.delivery.refused photos.delivery.unreadable photos.relayLeft', COUNTS],
  ['help.version', [['1', '2', '3', '4']]],
  ['display.now', ['system', 'light', 'dark'].map((theme) => [{ zoom: 1.25, theme }])],
];

export const SAMPLES: ReadonlyMap<string, readonly Arguments[]> = new Map(GROUPS.flatMap(([ids, cases]) => ids.split(' ').map((id) => [id, cases])));
