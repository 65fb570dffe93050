/** The words of the bench beyond the one key: postings, earlier texts, remarks, history, undo, near misses. */
import { ADVICE_WORDS, type AdviceCode } from '../../../domain/aed/advisory.ts';
import type { Slip } from '../../../domain/identifier/nearMiss.ts';
import { aedFieldWords } from './aedFields.ts';
import { outcomeWords } from './bands.ts';
import { dateOf, timeOf } from './times.ts';

const slipWords: Readonly<Record<Slip, string>> = {
  lookAlike: 'a letter read for a digit',
  swap: 'two neighbours exchanged',
  substitution: 'one character differs',
};

export const benchWords = {
  choosePosting: (count: number) => `This number is known for ${count} postings. Compare with the label; V says which one is in hand.`,
  postingMissing: 'Say first which posting is in hand: V goes through them. Nothing was recorded yet.',
  posting: (postedOn: string) => (postedOn === '' ? 'posting date not sent' : `posted ${dateOf(postedOn)}`),
  was: (received: string | null, version: number) => (received === null ? `not sent in version ${version}` : `was "${received}" in version ${version}`),
  changedSince: (seen: number, version: number) => (seen === version ? `as at the last exam here (version ${seen})` : `changed since the last exam here, which saw version ${seen}`),
  remarks: 'Remarks',
  remark: (field: string, code: AdviceCode) => (Object.hasOwn(aedFieldWords, field) ? `${aedFieldWords[field as keyof typeof aedFieldWords]}: ${ADVICE_WORDS[code]}` : ADVICE_WORDS[code]),
  leftAt: (at: string) => `USPS reports that it left the office ${timeOf(at)} and never that it was presented`,
  exam: (outcome: string, at: string, by: string) => `${outcomeWords(outcome)} ${timeOf(at)} by ${by}`,
  otherDesk: (deviceId: string, facilityId: string) => `desk ${deviceId} at ${facilityId}, told by HQ`,
  amended: 'corrected',
  withdrawn: 'taken back, counts nowhere',
  otherPosting: (postedOn: string) => `another posting of this number${postedOn === '' ? '' : `, ${dateOf(postedOn)}`}`,
  linked: (postedOn: string) => `AED arrived later and is linked${postedOn === '' ? '' : `: posting of ${dateOf(postedOn)}`}`,
  examinedElsewhere: 'also examined at another desk',
  nearMiss: (display: string, slip: string) =>
    `This number cannot be right. Did you mean the held item ${display} (${slip})? Compare with the label: Y opens the held item, any outcome records the number as it was scanned.`,
  nearMissYes: 'It is this one',
  slip: slipWords,
  linkProposal: (count: number) =>
    `AED arrived for ${count === 1 ? 'an earlier exam' : `${count} earlier exams`} of this number, and only a person can say to which posting it belongs. Decide it on the shift screen (F3); the exam stays as sealed.`,
  undo: 'undo',
  undone: 'The last exam was taken back: both stay in the history, and it counts nowhere. The item is open again; press the right outcome.',
  amend: 'correct the newest own exam of the item',
  reasons: 'why examined',
  findings: 'findings as data',
  details: 'outcome with its numbers and note',
  detailsNext: 'With numbers and note: press the outcome, then fill in what is known.',
  recordDetails: 'Record it',
  wantedHere: 'wanted here',
} as const;
