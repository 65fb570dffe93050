/** Takes an upload in: one transaction for the entries, the chain head and the receipt's body; the signature only after it. */
import { canonicalText } from '../../domain/ledger/entry.ts';
import { PROTOCOL_VERSION, type ReceiptBody, type Upload, type UploadReply, type Verdict } from '../../domain/sync/messages.ts';
import { done, faulty, type Outcome } from '../fault.ts';
import { signText } from '../keys.ts';
import { findDevice, moveHead, type Device } from '../store/devices.ts';
import { inTransaction } from '../store/driver.ts';
import { findReceipt, insertEntries, insertReceipt, isIdTaken, knownPlaces } from '../store/entries.ts';
import { recordFork } from '../store/forks.ts';
import { isOfficerKnown } from '../store/rosters.ts';
import type { HqStore } from '../store/store.ts';
import { checkUpload, type JudgedEntry } from './chainCheck.ts';
import type { Grounds } from './judge.ts';

interface Committed {
  readonly body: ReceiptBody;
  readonly verdicts: Verdict[];
}

export function ingest(store: HqStore, sender: Device, upload: Upload, now: Date): Outcome<UploadReply> {
  const committed = inTransaction(store.db, () => commit(store, sender, upload, now));
  if (!committed.ok) return committed;
  const { body, verdicts } = committed.value;
  // Only now are the entries durable, so only now may HQ put its name to it (sync rule 1).
  return done({ receipt: { body, signature: signText(store.signingKey, canonicalText(body)) }, verdicts });
}

function commit(store: HqStore, sender: Device, upload: Upload, now: Date): Outcome<Committed> {
  const { db } = store;
  const owner = findDevice(db, upload.deviceId);
  // A desk may carry the entries of another one, but only of its own IMF (sync rule 9).
  if (owner === null || owner.facilityId !== sender.facilityId) return faulty('device-unknown', 'no such device in this facility');
  const range = rangeOf(upload);
  if (range === null) return faulty('bad-request', 'the entries are not consecutive');

  const known = new Map(knownPlaces(db, owner.id, range.fromSeq, range.toSeq).map((place) => [place.seq, place]));
  const check = checkUpload(owner.id, upload.entries, { seq: owner.lastSeq, hash: owner.headHash }, known, groundsFor(store, owner));
  switch (check.kind) {
    case 'other-device':
      return faulty('bad-request', `entry ${check.seq} is of another device`);
    case 'gap':
      return faulty('gap', `entry ${check.expectedSeq} comes next`, check.expectedSeq);
    case 'fork': {
      const { seq, knownHash, otherHash } = check;
      recordFork(db, { deviceId: owner.id, seq, knownHash, otherHash, seenAt: now.toISOString(), sentBy: sender.id });
      return faulty('fork', `HQ holds another history at entry ${seq}`);
    }
    case 'fits':
      insertEntries(db, check.judged.filter((one) => !one.isKnown).map((one) => rowOf(one, sender, now)));
      moveHead(db, owner.id, check.head);
      return done({ body: receiptBody(store, owner.id, range, check.judged, now), verdicts: check.judged.map(verdictOn) });
  }
}

interface Range {
  readonly fromSeq: number;
  readonly toSeq: number;
}

/** Null when an entry does not follow the one before it (sync rule 2). */
function rangeOf({ entries }: Upload): Range | null {
  const fromSeq = entries[0]?.seq ?? 0;
  if (!entries.every((entry, at) => entry.seq === fromSeq + at)) return null;
  return { fromSeq, toSeq: fromSeq + entries.length - 1 };
}

function groundsFor({ db }: HqStore, owner: Device): Grounds {
  const idsOfThisUpload = new Set<string>();
  return {
    isIdTaken: (id) => {
      const isTaken = idsOfThisUpload.has(id) || isIdTaken(db, id);
      idsOfThisUpload.add(id);
      return isTaken;
    },
    isOfficerKnown: (officerId) => isOfficerKnown(db, owner.facilityId, officerId),
  };
}

function rowOf({ entry, refusal }: JudgedEntry, sender: Device, now: Date) {
  return {
    deviceId: entry.deviceId, seq: entry.seq, id: entry.id, kind: entry.kind, hash: entry.hash, text: canonicalText(entry),
    receivedAt: now.toISOString(), sentBy: sender.id, reason: refusal?.reason ?? null, detail: refusal?.detail ?? null,
  };
}

/** The same range again gets the receipt it got before: its content can never differ, because entries are append-only. */
function receiptBody({ db, hqId }: HqStore, deviceId: string, range: Range, judged: readonly JudgedEntry[], now: Date): ReceiptBody {
  const given = findReceipt(db, deviceId, range.fromSeq, range.toSeq);
  if (given !== null) return given;
  const body: ReceiptBody = {
    protocol: PROTOCOL_VERSION, hqId, deviceId, ...range,
    head: judged.at(-1)?.entry.hash ?? '',
    refused: judged.filter((one) => one.refusal !== null).map((one) => one.entry.seq),
    receivedAt: now.toISOString(),
  };
  insertReceipt(db, body);
  return body;
}

function verdictOn({ entry: { seq }, isKnown, refusal }: JudgedEntry): Verdict {
  if (refusal !== null) return { seq, verdict: 'refused', reason: refusal.reason, detail: refusal.detail };
  return { seq, verdict: isKnown ? 'duplicate' : 'accepted' };
}
