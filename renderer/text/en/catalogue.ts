/** Every word on the screen, by id. "Saved" and "delivered" stand here only where the service has said so. */
import type { FeedState, LaneName } from '../facts.ts';
import { absenceWords } from './absence.ts';
import { actionWords, displayWords, paletteWords } from './actions.ts';
import { aedFieldWords, invalidWords } from './aedFields.ts';
import { amendWords } from './amend.ts';
import { bagWords } from './bag.ts';
import { adviceSentence, bandWords, outcomeWords } from './bands.ts';
import { benchWords } from './bench.ts';
import { benchSettingsWords } from './benchSettings.ts';
import { cameraWords } from './camera.ts';
import { clockWords } from './clock.ts';
import { copiedWords } from './copied.ts';
import { countryWords } from './countries.ts';
import { deliveryWords, feedWords } from './delivery.ts';
import { drillWords } from './drill.ts';
import { examValuesWords } from './examValues.ts';
import { faultSentence } from './faults.ts';
import { fileFaultSentence, rowReasonWords } from './fileFaults.ts';
import { holdsWords } from './holds.ts';
import { listWords } from './lists.ts';
import { photoWords } from './photos.ts';
import { relayWords } from './relay.ts';
import { refusalWords } from './refusals.ts';
import { sheetWords } from './sheets.ts';
import { shiftWords } from './shift.ts';
import { approvalWords } from './syncFailures.ts';
import { ageOf, countOf, dateOf, exactTimeOf, lastingOf, timeOf } from './times.ts';

export const en = {
  appName: 'IMF Exam Desk',

  band: {
    word: bandWords,
    advice: adviceSentence,
    region: 'The item on top',
    noItem: 'Scan an item',
    noItemHint: 'Scan the label of the item, or press F4 when it has no readable barcode.',
    also: 'also',
    scansWaiting: (count: number) => (count === 1 ? '1 scan is being looked up' : `${countOf(count)} scans are being looked up`),
    scansKept: (count: number) => (count === 1 ? '1 scan is kept and looked up when the desk service is back' : `${countOf(count)} scans are kept and looked up when the desk service is back`),
    scanCut: 'SCAN AGAIN',
    scanCutHint: 'A scan was cut: a part of it did not arrive. Nothing was recorded and nothing is on top. Scan the item again.',
    changed: 'New data from HQ came in',
    changedFrom: (word: string) => `Changed by new data from HQ; it was ${word}`,
    news: (word: string | null) =>
      `New data for this item came from HQ${word === null ? '' : `: it is now ${word}`}. Nothing was changed under your hands. Press N to load it, in a field or a choice Esc first; what you typed stays.`,
    loadNews: 'Load it',
    scanFailed: (raw: string) => `The scan "${raw}" was not looked up.`,
  },

  bench: benchWords,
  benchSettings: benchSettingsWords,

  lists: listWords,
  country: countryWords,

  fault: faultSentence,
  fileFault: fileFaultSentence,

  title: {
    facts: 'Desk, officer and delivery',
    place: (facilityId: string, deskName: string) => `${facilityId} · ${deskName}`,
    officer: (name: string, role: string, shift: string) => `${name} · ${role} · ${shift}`,
    nobody: (shift: string) => `nobody signed in · ${shift}`,
    waiting: (count: number, oldest: string | null, now: Date) =>
      `${countOf(count)} waiting${oldest === null ? '' : `, oldest ${ageOf(oldest, now)}`}`,
    allDelivered: (at: string) => `all delivered ${timeOf(at)}`,
    nothingWaits: 'nothing waits',
    nothingYet: 'nothing to deliver yet',
    refused: (count: number) => `${countOf(count)} refused by HQ`,
    aed: (asOf: string | null, feed: FeedState) => (asOf === null ? feedWords(feed) : `AED ${timeOf(asOf)}`),
    halted: { upload: 'sending has stopped', download: 'receiving has stopped', both: 'sending and receiving have stopped' } satisfies Record<LaneName | 'both', string>,
  },

  serviceGone: {
    gone: 'The desk service stopped and is being started again. Everything that says saved is safe. Scans made now are kept and looked up afterwards.',
    givenUp: 'The desk service does not start. Everything that says saved is safe; scans made now are kept in this window. Press F12 to start it again; if it stays like this, use another desk and call support.',
    restart: 'Start it again',
  },

  enrolment: {
    heading: 'Make this a desk of your IMF',
    intro: 'Once only. HQ gives you an address and a code; the code works once and names the HQ that made it. You may scan it.',
    demo: 'Demo profile: synthetic data. This desk enrols by itself in a moment; there is nothing to type.',
    url: 'Address of HQ',
    code: 'Enrolment code',
    name: 'Name of this desk, e.g. Bench 07',
    go: 'Enrol this desk',
    busy: 'Asking HQ …',
  },

  copied: copiedWords,

  signIn: {
    heading: 'Sign in',
    awaitingApproval: approvalWords,
    locked: (name: string) => `Locked by ${name}`,
    lockedHint: (name: string) =>
      `Exams that said saved are safe on this desk's disk. What was begun is kept on it too, for ${name} alone. ${name} or a supervisor can open this desk.`,
    lockPending: 'The desk service is away; it is told to lock as soon as it is back.',
    hint: 'Scan your badge, or type it. Then type your PIN: six digits sign you in.',
    badge: 'Badge',
    pin: 'PIN',
    go: 'Sign in',
    busy: 'Checking …',
    demoHeading: 'Demo profile: synthetic data',
    demoHint: 'These officers do not exist. Press one to sign in as that officer.',
    demoKey: 'The key of this desk lies beside its data and protects nothing. Never enter real data here.',
    demoOfficer: (badge: string, pin: string) => `badge ${badge} · PIN ${pin}`,
    waiting: 'Delivery',
  },

  aed: {
    heading: 'AED',
    none: (asOf: string | null, feed: FeedState) => `No AED: ${absenceWords(asOf, feed)}.`,
    version: (version: number, versions: number, receivedAt: string) => `version ${version} of ${versions}, received ${timeOf(receivedAt)}`,
    quality: (invalid: number) => (invalid === 0 ? 'all five checked fields valid' : `quality: ${invalid} invalid`),
    posting: (index: number, count: number) => `posting ${index} of ${count}`,
    invalid: (reason: string) => `invalid: ${invalidWords(reason)}`,
    received: (text: string) => `received "${text}"`,
    blank: '—',
    field: aedFieldWords,
    posted: (postedOn: string) => (postedOn === '' ? 'Posted: not sent' : `Posted ${dateOf(postedOn)}`),
    goods: 'Goods',
    item: 'Item',
    port: { none: 'Port: none yet', here: 'Port: this IMF', elsewhere: (name: string) => `Port: ${name}`, unknown: (code: string) => `Port: "${code}", not known here` },
    holds: 'Holds',
    noHolds: absenceWords,
    hold: (status: string, facilityId: string, by: string, placedAt: string | null) =>
      `${status} · ${facilityId} · placed by ${by}${placedAt === null ? '' : ` ${timeOf(placedAt)}`}`,
    history: 'History',
    noHistory: 'no earlier exam on this desk or told by HQ',
    holdStatus: { open: 'open', notPresented: 'not presented', presented: 'presented', examined: 'examined', cancelled: 'withdrawn', released: 'released' },
  },

  label: {
    heading: 'What the label says',
    short: 'Label',
    origin: 'Origin (two letters)',
    originUnknown: 'Not a country code: two letters as on the label, or leave it empty.',
    mailClass: 'Mail class',
    classes: { letter: 'letter', parcel: 'parcel', ems: 'EMS', other: 'other' },
    contents: 'Contents',
    leaveField: 'Esc: back to the keys',
    originHint: 'Origin',
    contentsHint: 'Contents',
    classHint: 'Mail class',
    deskMade: 'This item has an id of this desk. Put its label on it: the label scans back to this item.',
    /** On the label itself. */
    remark: 'made at the exam desk: not a postal number',
    print: 'Print label',
    savePdf: 'Label as PDF',
    printed: 'The label went to the printer. Put it on the item.',
    savedPdf: (file: string) => `The label is in ${file}. Print it and put it on the item.`,
  },

  exam: {
    methods: 'How examined',
    noMethod: 'Choose how it was examined first; the choice stays for the items that follow.',
    finding: 'Found',
    findingNothing: 'nothing; F to write what was found',
    findingKey: 'Finding',
    outcome: 'Outcome',
    allOutcomes: 'all outcomes …',
    chooseOutcome: 'All outcomes: press the key of one',
    back: 'Back',
    recording: 'Recording …',
    inDoubt: 'The desk service stopped before it answered. It is asked again as soon as it is back and you are signed in; the item stays open until then.',
    keyHeldBack: 'The item changed at that moment, so the key did not act and nothing was recorded. Look at the band, then press the key again.',
    saved: (at: string) => `saved ${exactTimeOf(at)}`,
    scanNext: 'scan the next item',
    notAnItem: 'No exam can be recorded for this scan. The items not recorded yet are kept below.',
    recordAllTheSame: 'Record it under this number',
    outcomeWords,
    cbp: (number: number) => `CBP ${number}`,
  },

  examValues: examValuesWords,

  amend: amendWords,

  drafts: {
    heading: 'Not recorded yet',
    back: 'Back to it',
    drop: 'Put away without a record',
    failed: 'not saved',
    recording: 'recording',
  },

  recent: {
    heading: 'Just now',
    none: 'No exam on this desk yet.',
    withdrawn: 'taken back',
    delivery: { saved: 'saved', delivered: 'delivered', refused: 'refused by HQ' },
    at: (at: string) => timeOf(at),
    savedAt: (at: string) => `saved ${exactTimeOf(at)}`,
    deliveredAt: (at: string | null) => (at === null ? 'delivered' : `delivered ${timeOf(at)}`),
  },

  shift: shiftWords,

  photos: photoWords,

  camera: cameraWords,

  sheet: sheetWords,

  delivery: deliveryWords,

  relay: relayWords,

  refusals: refusalWords,

  clock: clockWords,

  bag: bagWords,

  holds: holdsWords,

  drill: drillWords,

  aedImport: {
    heading: 'Take in an AED file',
    intro: 'A CSV or NDJSON file with AED columns. A file with a fault of its own is refused whole; a row with a fault is refused alone. You can go on scanning meanwhile.',
    choose: 'Choose a file',
    cancel: 'Cancel',
    rows: (rows: number, refused: number) => `${countOf(rows)} ${rows === 1 ? 'row' : 'rows'} taken in${refused === 0 ? '' : `, ${countOf(refused)} refused`}`,
    reading: (rows: number, refused: number) => `${countOf(rows)} rows read${refused === 0 ? '' : `, ${countOf(refused)} refused`}`,
    speed: (rowsPerSecond: number, secondsLeft: number | null) =>
      `${countOf(Math.round(rowsPerSecond))} rows/s${secondsLeft === null ? '' : ` · ${lastingOf(secondsLeft)} left`}`,
    done: (file: string) => `${file} is taken in.`,
    cancelled: (file: string) => `${file} was cancelled. Nothing of it was taken in.`,
    running: (file: string) => `Reading ${file}`,
    refused: 'Refused rows',
    refusedFirst: (shown: number, all: number) => `the first ${countOf(shown)} of ${countOf(all)}`,
    line: 'Line',
    column: 'Column',
    reason: 'Reason',
    wholeRow: 'whole row',
    rowReason: rowReasonWords,
    save: 'Write the report',
    savedReport: (rows: number, file: string) => `The report with ${countOf(rows)} rows is in ${file}.`,
    progress: 'Progress of the file',
    countOf,
  },

  help: {
    heading: 'Keys',
    everywhere: 'Everywhere',
    bench: 'On the bench',
    delivery: 'On the delivery screen (F10)',
    move: 'up and down the refused entries',
    allRefused: 'choose all refused entries, or only one',
    scanning: 'Scanner',
    scanningWords: 'A scan works on every screen and whatever is being typed. Enter and Tab from the scanner never do anything. Single keys act on the item on top.',
    versions: 'Versions',
    version: (app: string, electron: string, chromium: string, node: string) => `${app} · Electron ${electron} · Chromium ${chromium} · Node ${node}`,
    outcomeKey: (words: string) => `outcome: ${words}`,
    methodKey: (words: string) => `examined by: ${words}`,
  },

  actions: actionWords,

  palette: paletteWords,

  display: displayWords,

  keys: {
    help: 'keys',
    benchSettings: 'settings',
    palette: 'all actions',
    holds: 'holds',
    bag: 'bag',
    shift: 'shift',
    noBarcode: 'no barcode',
    aedImport: 'AED file',
    lock: 'lock',
    delivery: 'delivery',
    back: 'back to the bench',
    toBench: 'back',
    backOut: 'back out of a choice, leave a field',
    posting: 'which posting of this number is in hand',
    undo: 'take back the exam recorded last on this desk',
    finish: 'record with numbers and note; print the label of an item without barcode, or the worksheet of what was just detained or seized',
    scroll: 'scroll',
    news: 'load new data for the item',
    draft: 'back to the item not recorded yet',
    drop: 'put the item away without a record',
    bar: 'Function keys',
  },
} as const;
