/** One sentence a fault: what happened; what is safe; what to do next. A kind without a sentence does not compile. */
import { EXAM_PROBLEMS } from '../../../domain/exam/problems.ts';
import { fact, faultsIn, named, type FaultTable } from '../faultsIn.ts';
import { told, type Told } from '../told.ts';
import { photoDamagedTold, photoMissingTold, photoRefusedTold } from './photos.ts';
import { relayFaultTold } from './relay.ts';

const FAULTS: FaultTable = {
  invalid: () => told(
    'The desk did not understand this entry.', 'Nothing was recorded and nothing else is touched.',
    'Check what was typed; if it happens again, tell your supervisor the item number and the time.',
  ),
  'not-enrolled': () => told('This desk does not belong to an HQ yet.', 'Nothing is lost.', 'Enter the enrolment code that HQ gave you.'),
  'not-signed-in': () => told(
    'Nobody is signed in.', 'What was recorded is safe on this desk.', 'Scan your badge and type your PIN; scans wait until then.',
  ),
  'not-allowed': (detail) => notAllowed(fact(detail, 'lockedBy')),
  'badge-unknown': () => told(
    "No officer with this badge is on this desk's roster.", 'Nothing else changed.',
    'Check the badge; the roster comes from HQ, so a new badge appears after the next contact.',
  ),
  'pin-wrong': (detail) => told('The PIN does not fit this badge.', 'Nothing else changed.', `Type it again${triesLeft(fact(detail, 'left'))}.`),
  'pin-blocked': (detail) => told(
    `Too many wrong PINs: this badge is blocked for ${minutes(fact(detail, 'seconds'))}.`, 'What was recorded is safe.',
    'Wait, or ask a supervisor to sign in.',
  ),
  'no-such-item': () => told(
    'The desk no longer holds this scan.', 'Nothing was recorded for it; what you entered is still here.',
    'Press the outcome again; if this comes again, scan the item again first.',
  ),
  'outcome-incomplete': (detail) => told(
    `The outcome needs one more answer${named(fact(detail, 'field'))}.`, 'Nothing was recorded yet; what you entered is still here.',
    'Press the outcome again and choose.',
  ),
  'exam-not-right': (detail) => told(
    `Something here cannot be recorded as it is${named(fact(detail, 'field'))}: ${problemWordsOf(fact(detail, 'problem'))}.`,
    'Nothing was recorded yet; what you entered is still here.', 'Change it, then press the same key again.',
  ),
  'scan-too-long': () => told(
    'This scan is longer than any number on mail, so a part of it would be a false record.', 'Nothing was recorded and nothing was cut.',
    'Scan the item\'s own label, or press F4 when it has none.',
  ),
  'hold-not-open': () => told(
    'Some of these holds were presented or closed meanwhile.', 'Nothing was marked.', 'Look at the list, which is fresh now, and choose again.',
  ),
  'bag-not-open': () => told('This bag was closed meanwhile.', 'Its items and exams are safe.', 'Scan a tag to open the next one.'),
  'not-a-drill-item': () => told(
    'This is not a drill item.', 'Nothing of it was recorded.', 'Press F12 to leave the drill and examine it: it is opened on the real bench then.',
  ),
  'drill-case-later': (detail) => told(
    `The case of this sample (${fact(detail, 'sample')}) comes later.`, 'Nothing was recorded.', `Scan the sample of the case to be done now (${fact(detail, 'now')}).`,
  ),
  'not-in-a-drill': () => told(
    'This belongs to the real desk and was not done.', 'Nothing was changed.', 'Press F12 to leave the drill, then do it there.',
  ),
  'drill-over': () => told('This drill is over.', 'Nothing real is touched.', 'Start it again from F1 when you like.'),
  'nothing-to-sign': () => told(
    'Nothing was recorded since the last signature.', 'Everything before it is signed.', 'There is nothing to do.',
  ),
  'code-not-valid': () => told(
    'HQ does not know this enrolment code, or it was used or is too old.', 'Nothing was changed here.', 'Ask HQ for a new code.',
  ),
  'hq-not-trusted': () => told(
    'Whoever is at this address is not the HQ that made the code.', 'Nothing was changed on this desk.',
    'Check the address letter by letter, and ask HQ for a new code before you try again.',
  ),
  'hq-unreachable': () => told(
    'HQ did not answer.', 'Nothing is lost and the desk works without it.', 'Check the address and the network, then try again.',
  ),
  'hq-refused': (detail) => told(
    `HQ answered, but not as it should${named(fact(detail, 'why'))}.`, 'Nothing was changed here.',
    'Try again in a few minutes; if it stays, call HQ.',
  ),
  'file-refused': (detail) => fileRefused(fact(detail, 'line')),
  'file-not-saved': () => told(
    'The file could not be written there.', 'Nothing else changed, and what was recorded is safe.',
    'Close it if another program shows it, or choose another folder.',
  ),
  'no-printer': () => told(
    'No printer took the sheet.', 'Nothing was changed and what was recorded is safe.',
    'Switch the printer on and print again, or save the sheet as a PDF; in place of a label write the number on the item.',
  ),
  'symbol-unreadable': () => told(
    'The barcode of this sheet, read again before printing, does not say the number of the item.',
    'Nothing was printed and what was recorded is safe.', 'Write the number on the item by hand, and tell support the number.',
  ),
  'relay-refused': (detail) => relayFaultTold(fact(detail, 'why')),
  'photo-refused': (detail) => photoRefusedTold(fact(detail, 'why'), fact(detail, 'most')),
  'photo-missing': () => photoMissingTold,
  'photo-damaged': () => photoDamagedTold,
  'import-running': () => told(
    'A file is being taken in already.', 'It goes on undisturbed.', 'Wait until it has ended, or cancel it first.',
  ),
  cancelled: () => told('Stopped as you asked.', 'Nothing of it was kept.', 'Start again whenever you like.'),
  'storage-full': () => told(
    'The disk of this desk is full.', 'This was NOT saved; everything that says saved is safe.',
    'Call support to free space, then press the outcome again.',
  ),
  'storage-damaged': () => told(
    'A file of this desk is damaged.', 'This was NOT saved; delivered exams are safe at HQ.',
    'Stop recording here, use another desk, and call support.',
  ),
  'store-copied': () => told(
    'The files of this desk are an older copy of a desk that went further.',
    'This was NOT recorded; every record is kept here and nothing was overwritten at HQ.',
    'Enrol this desk anew with a code from HQ: records that HQ does not have go along. Until then work on another desk.',
  ),
  'other-hq': () => told(
    'This code is of another HQ than the one whose records are on this desk.', 'Nothing was changed here, and the code was not used.',
    'Ask your own HQ for a code.',
  ),
  'service-gone': () => told(
    'The desk service stopped and is being started again.', 'Everything that says saved is safe; what you entered is still here.',
    'Wait a moment; scans made meanwhile are kept and looked up afterwards.',
  ),
  bug: () => told(
    'Something in this program failed.', 'This was not confirmed; everything that says saved is safe.',
    'Try once more; if it fails again, write the outcome down and call support.',
  ),
};

export const { faultTold, faultSentence, isFaultKind } = faultsIn(FAULTS);

function notAllowed(lockedBy: string): Told {
  return lockedBy === ''
    ? told('Your role does not allow this.', 'Nothing was changed.', 'Ask a supervisor.')
    : told(`${lockedBy} has locked this desk.`, 'What they had recorded is safe.', `Only ${lockedBy} or a supervisor can open it.`);
}

function triesLeft(left: string): string {
  if (left === '') return '';
  return left === '1' ? '; one try is left' : `; ${left} tries are left`;
}

function minutes(seconds: string): string {
  const whole = Math.max(1, Math.ceil(Number(seconds) / 60));
  return whole === 1 ? '1 minute' : `${whole} minutes`;
}

function fileRefused(line: string): Told {
  const where = line === '' ? '' : ` in line ${line}`;
  return told(`This file is not right${where}.`, 'Nothing was taken in.', 'Ask for the file again.');
}

function problemWordsOf(problem: string): string {
  const words: Readonly<Record<string, string>> = EXAM_PROBLEMS;
  return Object.hasOwn(words, problem) ? (words[problem] ?? '') : 'this program does not know why';
}
