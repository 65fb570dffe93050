/** The words of the relay: files that carry entries to HQ by way of another desk. */
import { relayFaultParts } from '../../../domain/relay/faults.ts';
import type { RelayRefusal } from '../../../domain/sync/messages.ts';
import type { SyncFailureKind } from '../../../domain/sync/engine.ts';
import type { CarriedFileView, RelayExportView, RelayTakenInView } from '../../../preload/contract/relayViews.ts';
import { told, type Told } from '../told.ts';
import { countOf, timeOf } from './times.ts';

export function relayFaultTold(why: string): Told {
  return told(...relayFaultParts(why));
}

const REFUSED: Readonly<Record<RelayRefusal, string>> = {
  'not-readable': 'HQ cannot open it',
  'origin-unknown': 'HQ does not know the desk that made it',
  'origin-revoked': 'HQ takes nothing of the desk that made it any more',
  'signature-invalid': 'HQ knows another key of the desk that made it',
  invalid: 'what is inside does not fit what it says outside',
  gap: 'entries before these are missing at HQ',
  fork: 'HQ holds another history of that desk; a person must look',
};

export const relayWords = {
  heading: 'Carried by file',
  intro: 'Without a network, what waits can go to HQ on a stick by way of any other desk. It goes on waiting here until HQ\'s receipt is back.',
  export: 'Write what waits to a file',
  takeIn: 'Take in a file',
  receipts: 'Write the receipts to a file',
  noKey: 'HQ has not sent its sealing key yet; connect once before a file can be written.',
  exported: ({ file, fromSeq, toSeq, left }: RelayExportView) =>
    `${file} holds ${entriesOf(fromSeq, toSeq)}${left === 0 ? '' : `; ${countOf(left)} more did not fit and go into the next file, once HQ has this one`}. They still wait here. The stick may be pulled out.`,
  takenIn: ({ what, deviceId, fromSeq, toSeq }: RelayTakenInView) =>
    what === 'entries'
      ? `The stick may be pulled out: ${entriesOf(fromSeq, toSeq)} of ${deviceId} will go up to HQ from this desk, without a further key.`
      : `HQ has ${entriesOf(fromSeq, toSeq)} of this desk.`,
  receiptsWritten: (file: string, count: number) => `${file} holds ${count === 1 ? '1 receipt' : `${countOf(count)} receipts`}. Take it to the desks whose entries were carried.`,
  failure: (kind: SyncFailureKind) => (kind === 'storage' ? 'The last try failed on this desk\'s disk.' : 'The last try did not reach HQ or HQ did not take it; it is tried again by itself.'),
  carried: 'Files carried for other desks',
  columns: ['Desk', 'Entries', 'Where they are'],
  desk: ({ deviceId, facilityId }: CarriedFileView) => `${deviceId} (${facilityId})`,
  entries: ({ fromSeq, toSeq }: CarriedFileView) => range(fromSeq, toSeq),
  state: ({ state, at, reason }: CarriedFileView) => {
    if (state === 'waiting') return `waiting since ${timeOf(at)}`;
    return state === 'delivered' ? `delivered ${timeOf(at)}` : `refused ${timeOf(at)}: ${reason === null ? 'HQ does not take it' : REFUSED[reason]}`;
  },
} as const;

function entriesOf(fromSeq: number, toSeq: number): string {
  return `${fromSeq === toSeq ? 'entry' : 'entries'} ${range(fromSeq, toSeq)}`;
}

function range(fromSeq: number, toSeq: number): string {
  return fromSeq === toSeq ? countOf(fromSeq) : `${countOf(fromSeq)}–${countOf(toSeq)}`;
}
