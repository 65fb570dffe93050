/** What each kind of ledger entry is, for people. A kind without words does not compile; one of a newer version is shown as it is. */
import type { EntryKind } from '../../../domain/ledger/kinds.ts';

const WORDS: Readonly<Record<EntryKind, string>> = {
  'device.enrolled': 'desk enrolled',
  'session.signedIn': 'sign-in',
  'session.signedOut': 'sign-out',
  'session.locked': 'desk locked',
  'session.pinFailed': 'wrong PIN',
  'aed.imported': 'AED file taken in',
  'exam.recorded': 'exam',
  'exam.amended': 'correction or withdrawal of an exam',
  'aed.linked': 'AED linked to an exam',
  'item.presented': 'held item presented',
  'hold.notPresented': 'holds marked not presented',
  'bag.opened': 'bag opened',
  'bag.closed': 'bag closed',
  'shift.signed': 'shift signed',
  'relay.exported': 'waiting entries put on a file',
  'relay.takenIn': "another desk's file taken in",
  'relay.receiptsTakenIn': 'receipts taken in from a file',
  'entries.exported': 'refused entries exported',
  'entries.offeredAgain': 'refused entries offered again',
  'aed.removalAllowed': 'large removal of AED agreed to',
  'drill.finished': 'result of a drill',
  'entry.carried': 'entry of this desk from before it was enrolled anew',
};

export function entryKindWords(kind: string): string {
  return Object.hasOwn(WORDS, kind) ? WORDS[kind as EntryKind] : kind;
}
