/** Why a file is not taken in, or none can be made: a closed list, each with its sentence. */

export const RELAY_FAULTS = [
  'not-relay', //          no relay file and no receipt file of this program
  'unknown-version', //    made by a newer program
  'damaged', //            cut off, or not what was written
  'altered', //            a signature does not fit: changed, or not made by the desk it names
  'other-hq', //           of desks that belong to another HQ
  'own', //                made by this very desk
  'other-desk', //         receipts for another desk
  'already-carried', //    every part is here already
  'nothing-new', //        every receipt is here already
  'receipts-apart', //     the receipts begin behind what this desk knows as delivered: an earlier file is missing
  'unreadable', //         the stick was pulled out, or the file is gone
  'too-large',
  'disk-full', //          of this desk; the stick is as it was
  'no-sealing-key', //     HQ has not told its keys yet
  'nothing-waits',
  'no-receipts',
] as const;

export type RelayFault = (typeof RELAY_FAULTS)[number];

/** What happened; what is safe; what to do next. A fault without its three parts does not compile. */
const RELAY_FAULT_PARTS: Readonly<Record<RelayFault, readonly [happened: string, safe: string, next: string]>> = {
  'not-relay': [
    'This is no file of an exam desk.', 'Nothing was taken in.',
    'Choose the file that the other desk wrote (.imfrelay or .imfreceipts).',
  ],
  'unknown-version': [
    'This file was made by a newer program.', 'Nothing was taken in, and the file is as it was.',
    'Take it to a desk with the newer program.',
  ],
  damaged: [
    'This file is damaged or not whole.', 'Nothing was taken in; the entries are safe on the desk that made it.',
    'Write the file there again.',
  ],
  altered: [
    'This file was changed, or another desk made it than it says.', 'Nothing was taken in; the entries are safe on the desk that made them.',
    'Tell your supervisor, and have the file written again.',
  ],
  'other-hq': ['This file is for another HQ than the one of this desk.', 'Nothing was taken in.', 'Take it to a desk of its own HQ.'],
  own: [
    'This desk made this file, and it delivers its own entries.', 'Nothing was taken in and nothing is missing.',
    'Take the file to another desk.',
  ],
  'other-desk': ['These receipts are for another desk.', 'Nothing was taken in.', 'Take the file to the desk whose entries were carried.'],
  'already-carried': ['This desk carries everything in this file already.', 'Nothing was taken in twice.', 'The stick may be pulled out.'],
  'nothing-new': ['This desk has every receipt of this file already.', 'Nothing changed.', 'There is nothing to do.'],
  'receipts-apart': [
    'These receipts are for later entries than the next ones of this desk.', 'Nothing was taken in; the entries still wait and are safe.',
    'Take in the earlier file first, or let this desk connect.',
  ],
  unreadable: ['This file cannot be read: it is gone, or the stick was pulled out.', 'Nothing was taken in.', 'Choose the file again.'],
  'too-large': [
    'This file is larger than any file of an exam desk.', 'Nothing was taken in.',
    'Choose the file that the other desk wrote.',
  ],
  'disk-full': [
    'The disk of this desk is full.', 'Nothing of the file was taken in, and everything that says saved is safe.',
    'Keep the stick, call support to free space, then take the file in again.',
  ],
  'no-sealing-key': [
    'HQ has not sent its sealing key yet, so nothing could be sealed for it.', 'Everything recorded is safe and waits.',
    'Connect this desk to HQ once, then write the file.',
  ],
  'nothing-waits': ['Nothing waits on this desk: HQ has everything.', 'No file was written.', 'There is nothing to do.'],
  'no-receipts': [
    'HQ has given no receipts yet for entries that this desk carries.', 'No file was written.',
    'Wait until a carried file is delivered.',
  ],
};

/** Of a fault that this version does not know, as of a file that is damaged. */
export function relayFaultParts(why: string): readonly [happened: string, safe: string, next: string] {
  return Object.hasOwn(RELAY_FAULT_PARTS, why) ? RELAY_FAULT_PARTS[why as RelayFault] : RELAY_FAULT_PARTS.damaged;
}

export function relayFaultSentence(why: RelayFault): string {
  return relayFaultParts(why).join(' ');
}

export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: RelayFault };

export function sound<T>(value: T): Checked<T> {
  return { ok: true, value };
}

export function unsound(fault: RelayFault): { readonly ok: false; readonly fault: RelayFault } {
  return { ok: false, fault };
}
