/** What every call across a process border answers: a value, or a fault from a closed list. Nothing is thrown across a border. */

export const FAULT_KINDS = [
  'invalid', //            the request itself is not right (a defect, or a hostile page)
  'not-enrolled', //       this desk has no HQ yet
  'not-signed-in', //      nobody is signed in
  'not-allowed', //        the officer's role does not allow it
  'badge-unknown', //      no officer with this badge on the desk's roster
  'pin-wrong',
  'pin-blocked', //        too many wrong PINs; says until when
  'no-such-item', //       the scan this refers to is gone
  'outcome-incomplete', // a field that the outcome needs is missing
  'exam-not-right', //     something entered cannot be recorded as it is; `field` and `problem` say what
  'scan-too-long', //      no barcode on mail is as long: nothing of it was recorded and nothing was cut
  'hold-not-open', //      some of the holds were presented or closed meanwhile
  'bag-not-open', //       the bag was closed meanwhile, or never opened on this desk
  'not-a-drill-item', //   a number that is no sample of the drill: nothing was looked up, and the drill is left to examine it
  'drill-case-later', //   the sample of a case that is not due yet; says which, and which one is
  'not-in-a-drill', //     this belongs to the desk itself: the drill is left first
  'drill-over', //         the drill this is for has ended
  'nothing-to-sign', //    the shift has no entries since the last signature
  'code-not-valid', //     HQ does not know the enrolment code
  'hq-not-trusted', //     HQ's key is not the one the enrolment code names
  'hq-unreachable',
  'hq-refused',
  'file-refused', //       a file with a fault of its own; `detail` says where
  'file-not-saved', //     the system did not let the file be written where the officer wanted it
  'relay-refused', //      a relay or receipt file that is not taken in, or none that can be made; `why` is one of RELAY_FAULTS
  'photo-refused', //      what was to be kept is no photo, or too large for one; `why` says which
  'photo-missing', //      this desk does not have the photo
  'photo-damaged', //      the photo's file is not what was kept
  'import-running', //     one import at a time
  'no-printer', //         no printer, or the default one did not take the page
  'symbol-unreadable', //  a barcode of the page, decoded again, did not say what it should: nothing was printed
  'cancelled',
  'storage-full',
  'storage-damaged',
  'store-copied', //       the ledger is an older copy of one that went further: nothing is recorded into it any more
  'other-hq', //           a desk with a former ledger stays with the HQ that ledger is of
  'service-gone', //       the desk service stopped; it is being started again
  'bug',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** detail: facts for the sentence on the screen (names, numbers, times); never a stack, never personal data. */
export interface Fault {
  readonly kind: FaultKind;
  readonly detail: Readonly<Record<string, string | number | null>>;
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fault(kind: FaultKind, detail: Fault['detail'] = {}): { readonly ok: false; readonly fault: Fault } {
  return { ok: false, fault: { kind, detail } };
}
