/** Takes an upload in: one transaction for the entries, their news for other desks and the receipt's body; the signature only after it. */
import { canonicalText } from '../../domain/ledger/entry.ts';
import { PROTOCOL_VERSION, type ReceiptBody, type Upload, type UploadReply, type Verdict } from '../../domain/sync/messages.ts';
import { done, faulty, type Outcome } from '../fault.ts';
import { signText } from '../keys.ts';
import { findDevice, moveLastSeq, type Device } from '../store/devices.ts';
import { inTransaction } from '../store/driver.ts';
import { insertEntries, isIdTaken, knownPlaces, type StoredEntry } from '../store/entries.ts';
import { recordFork } from '../store/forks.ts';
import { insertMisfits } from '../store/misfits.ts';
import { findReceipt, insertReceipt } from '../store/receipts.ts';
import { isOfficerKnown } from '../store/rosters.ts';
import type { HqStore } from '../store/store.ts';
import { checkUpload, type JudgedEntry, type Standing } from './chainCheck.ts';
import type { Grounds } from './judge.ts';
import { publishNews } from './news.ts';

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
  // A chain of hashes proves no author: whoever has read a ledger could append to it, or change what is in it. A signature does.
  if (upload.deviceId !== sender.id) return faulty('bad-request', 'a device sends its own entries only');
  // Read again inside: another upload of the device may have been taken since it was asked who signs.
  const device = findDevice(db, sender.id);
  if (device === null) return faulty('device-unknown', 'no such device is enrolled here');
  const range = rangeOf(upload);
  if (range === null) return faulty('bad-request', 'the entries are not consecutive');

  const places = knownPlaces(db, device.id, range.fromSeq - 1, range.toSeq + 1);
  const check = checkUpload({ deviceId: device.id, lastSeq: device.lastSeq, places }, upload.entries, groundsFor(store, device));
  switch (check.kind) {
    case 'other-device':
      return faulty('bad-request', `entry ${check.seq} is of another device`);
    case 'gap':
      return faulty('gap', `entry ${check.expectedSeq} comes next`, check.expectedSeq);
    case 'fork': {
      const { seq, knownHash, otherHash } = check;
      recordFork(db, { deviceId: device.id, seq, knownHash, otherHash, seenAt: now.toISOString(), sentBy: sender.id });
      return faulty('fork', `HQ holds another history at entry ${seq}`);
    }
    case 'fits':
      insertEntries(db, rowsOf(check.judged, 'new', now));
      insertMisfits(db, rowsOf(check.judged, 'misfit', now));
      moveLastSeq(db, device.id, check.lastSeq);
      publishNews(db, check.judged.flatMap(({ entry, standing, refusal }) => (standing === 'new' && refusal === null ? [entry] : [])));
      return done({ body: receiptBody(store, device.id, range, check.judged, now), verdicts: check.judged.map(verdictOn) });
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

function groundsFor({ db }: HqStore, device: Device): Grounds {
  const idsOfThisUpload = new Set<string>();
  return {
    isIdTaken: (id) => {
      const isTaken = idsOfThisUpload.has(id) || isIdTaken(db, id);
      idsOfThisUpload.add(id);
      return isTaken;
    },
    isOfficerKnown: (officerId) => isOfficerKnown(db, device.facilityId, officerId),
  };
}

function rowsOf(judged: readonly JudgedEntry[], standing: Standing, now: Date): StoredEntry[] {
  return judged.filter((one) => one.standing === standing).map(({ entry, refusal }) => ({
    deviceId: entry.deviceId, seq: entry.seq, id: entry.id, kind: entry.kind, hash: entry.hash, text: canonicalText(entry),
    receivedAt: now.toISOString(), sentBy: entry.deviceId, reason: refusal?.reason ?? null, detail: refusal?.detail ?? null,
  }));
}

/** What was said before gets the receipt it got before. The same range says something else only when an open place was filled. */
function receiptBody({ db, hqId }: HqStore, deviceId: string, range: Range, judged: readonly JudgedEntry[], now: Date): ReceiptBody {
  const content = {
    deviceId, ...range,
    head: judged.at(-1)?.entry.hash ?? '',
    refused: judged.filter((one) => one.refusal !== null).map((one) => one.entry.seq),
  };
  const given = findReceipt(db, content);
  if (given !== null) return given;
  const body: ReceiptBody = { protocol: PROTOCOL_VERSION, hqId, ...content, receivedAt: now.toISOString() };
  insertReceipt(db, body);
  return body;
}

function verdictOn({ entry: { seq }, standing, refusal }: JudgedEntry): Verdict {
  if (refusal !== null) return { seq, verdict: 'refused', reason: refusal.reason, detail: refusal.detail };
  return { seq, verdict: standing === 'known' ? 'duplicate' : 'accepted' };
}
