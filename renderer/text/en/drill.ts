/** Words of the drill: its cases with their rules, what a record has that was not asked for, and who has done it. */
import type { DrillCaseCode } from '../../../domain/drill/cases.ts';
import type { DrillDiffers, DrillJudgement } from '../../../domain/drill/fold.ts';
import { DETENTION_REASON, PARTNER_AGENCY } from '../../../domain/outcome/fields.ts';
import { outcomeWords } from './bands.ts';
import { countOf, exactTimeOf, timeOf } from './times.ts';

/** goal: what is in hand and what is to come of it. hint: which keys. why: the rule behind it. */
interface CaseWords {
  readonly title: string;
  readonly goal: string;
  readonly hint: string;
  readonly why: string;
}

const CASES: Readonly<Record<DrillCaseCode, CaseWords>> = {
  clear: {
    title: 'Clear: a negative exam',
    goal: 'Scan sample 1. The x-ray shows tea cups, as declared. Record that it was examined and goes on to USPS.',
    hint: 'One scan, one key: 0 releases it.',
    why: 'An exam that finds nothing is a record too: officers recorded what they did only when something was seized, so nobody could say whether screening works (OIG-23-56 p. 7).',
  },
  hold: {
    title: 'Hold: present for exam',
    goal: 'Scan sample 2. NTC asks for an exam of it. The x-ray shows a paper card and nothing else. Answer the hold.',
    hint: 'The scan presents it, the recorded exam answers the hold: 0 releases it.',
    why: 'A hold is answered by presenting and examining the item: one IMF examined 56 percent of its holds where others examined 88 (OIG-23-56 p. 5).',
  },
  noAed: {
    title: 'No AED here, and AED was required',
    goal: 'Scan sample 3. No data came for it, and its country has no waiver. The label says: dried herbs. Nothing else is found: release it with what the label says.',
    hint: 'K goes to the contents: type them. Esc leaves the field, 0 releases it.',
    why: 'AED must come before the mail (19 CFR 145.74; waivers: OIG-23-56 p. 1). Exams of mail without AED could not be recorded at all (OIG-23-56 p. 7, note 15); what the label says is all that is known of it.',
  },
  detained: {
    title: 'Detained, with the reason',
    goal: 'Scan sample 4. Declared are shoes; the x-ray shows bottles. Keep it: the declaration does not fit the contents.',
    hint: '1 detains it, then the key of the reason.',
    why: 'Mail with admissibility concerns is detained (OIG-23-56 p. 2). Its reason says what is to be decided, and the time for that runs from here (19 U.S.C. 1499(c)).',
  },
  referred: {
    title: 'Referred to a partner agency',
    goal: 'Scan sample 5. It holds medicine tablets without a label. Refer it to the agency for food and drugs.',
    hint: '2 refers it, then the key of the agency.',
    why: 'Referrals to partner agencies were made and left no record (OIG-23-56 p. 7). The agency is the one whose law applies: medicine is for the FDA.',
  },
  postings: {
    title: 'Several postings of one number',
    goal: 'Scan sample 6. Its number was used twice. The label says: sender Drill Sender Old, a book. Say which posting is in hand, then release it.',
    hint: 'V goes through the postings; compare sender and contents with the label. Then 0.',
    why: 'Posts use a number again after a time (UPU S10). The exam must name the data of the item in hand, or the finding falls on another sender.',
  },
  undo: {
    title: 'Taking a record back',
    goal: 'Scan sample 7. Press 3 as a slip of the hand: returned to sender. Take it back, then record what is right: released to USPS.',
    hint: 'U takes back the exam recorded last. The item is open again: 0.',
    why: 'A saved record is never changed or removed: the undo is a record of its own, and both stay for the supervisor. A wrong one that nobody takes back counts.',
  },
  noBarcode: {
    title: 'No readable barcode',
    goal: 'The label of this item is torn: there is nothing to scan. Only its origin can be read: FR. Open it without a barcode, say the origin, release it.',
    hint: 'F4 gives it a number of the desk. G goes to the origin: type FR. Esc leaves the field, then 0.',
    why: 'An item without a number is examined and recorded like any other (OIG-23-56 p. 7, note 15); its origin decides whether AED was required (19 CFR 145.74).',
  },
};

const DIFFERS: { readonly [What in DrillDiffers['what']]: (differs: Extract<DrillDiffers, { what: What }>) => string } = {
  item: () => 'This record is of another item than the one of this case. Take it back with U if it was a slip, and do what the case asks.',
  notTakenBack: () => 'The slip still counts, or there was none to take back: press U now, then record the right outcome.',
  posting: () => 'Another posting was taken for the one in hand. Compare the sender with the label: U takes the record back, V says which posting it is.',
  outcome: ({ is, should }) => `You recorded "${outcomeWords(is)}"; asked for is "${outcomeWords(should)}". U takes the record back; then press the right key.`,
  field: ({ is, should }) => `The outcome is right, its answer is not: "${choiceWords(is)}" in place of "${choiceWords(should)}". U takes the record back; then record it again.`,
  contents: () => 'The contents on the label are not in the record, and without AED nothing else says what was in it. U takes it back; K goes to the contents.',
  origin: ({ is, should }) => `The origin in the record is ${is === '' ? 'blank' : `"${is}"`}; the label says ${should}. U takes it back; G goes to the origin.`,
};

const NEXT: Readonly<Record<Extract<DrillJudgement, { verdict: 'next' }>['next'], string>> = {
  takeBack: 'That is the slip. Now take it back: U.',
  recordAnew: 'The record is taken back. Now record the right outcome.',
};

export const drillWords = {
  word: 'DRILL',
  bandWords: 'DRILL · practice only, nothing here reaches the real ledger',
  titleWords: 'practice only',
  guide: 'Drill: the case to be done now',
  cases: CASES,
  caseOf: (number: number, count: number, title: string) => `Case ${countOf(number)} of ${countOf(count)} · ${title}`,
  hint: 'Keys',
  why: 'Why',
  told: (judgement: DrillJudgement): string => (judgement.verdict === 'wrong' ? differsWords(judgement.differs) : judgement.verdict === 'next' ? NEXT[judgement.next] : ''),
  passed: (number: number, tries: number) => `Case ${countOf(number)} is right${tries > 1 ? ` at try ${countOf(tries)}` : ''}.`,
  noSample: 'no barcode: F4',
  sampleAlt: (number: number, display: string) => `Barcode of sample ${countOf(number)}: ${display}`,
  sample: (number: number) => `Sample ${countOf(number)}`,
  list: 'The cases',
  number: 'No.',
  title: 'Case',
  triesColumn: 'Tries',
  state: { passed: 'passed', current: 'now', waiting: 'to come' },
  tries: (tries: number) => (tries === 1 ? '1 try' : `${countOf(tries)} tries`),
  allPassed: (savedAt: string | null) =>
    savedAt === null
      ? 'All cases are passed. The result is not on the disk yet: it is written when you leave with F12.'
      : `All cases are passed. Your result is saved ${exactTimeOf(savedAt)} and goes to your supervisor and to HQ. F12 or Esc leads back to the bench.`,
  recordedHere: (at: string) => `noted in the drill ${exactTimeOf(at)}`,
  recordedHereShort: (at: string) => `drill ${timeOf(at)}`,
  deskOnly: 'This key belongs to the real desk. F12 leaves the drill; then press it again.',
  ended: (passed: number, cases: number, savedAt: string) => `The drill is over: ${countOf(passed)} of ${countOf(cases)} cases passed. The result is saved ${exactTimeOf(savedAt)}. This is the real bench again.`,
  lost: 'The drill has ended because the desk service stopped. Nothing of the drill was kept, and nothing real is touched. Start it again from F1 when you like.',
  notSaved: 'The drill is over, but its result could not be written. Nothing real is touched.',
  realSample: (number: number) => `This is the number of drill sample ${countOf(number)}. If it is the sample sheet, put it away with Delete; the drill is started from F1. If it is mail, record it as ever.`,
  help: {
    heading: 'Drill',
    intro: 'Eight cases on synthetic mail, with your own keys and scanner. Nothing of it is recorded but the result, which your supervisor sees.',
    start: 'start the drill',
    leave: 'leave the drill',
  },
  results: {
    heading: 'Drill: who has done it, as recorded on this desk',
    officer: 'Officer',
    state: 'State',
    passedAt: 'Last passed',
    lastAt: 'Last drill',
    drills: 'Drills',
    passed: 'passed',
    notPassed: (passed: number, cases: number) => `not passed: ${countOf(passed)} of ${countOf(cases)} cases`,
    never: 'never done',
    at: (at: string | null) => (at === null ? '—' : timeOf(at)),
    summary: (passed: number, officers: number) => `${countOf(passed)} of ${countOf(officers)} officers on the roster have passed it on this desk. Drills at other desks are known to HQ.`,
  },
} as const;

function differsWords(differs: DrillDiffers): string {
  return (DIFFERS[differs.what] as (differs: DrillDiffers) => string)(differs);
}

function choiceWords(value: string): string {
  if (value === '') return 'no answer';
  return [...(DETENTION_REASON.choices ?? []), ...(PARTNER_AGENCY.choices ?? [])].find((choice) => choice.value === value)?.words ?? value;
}
