/** Takes an upload in: one transaction for the entries, their news for other desks and the receipt's body; the signature only after it. */
import { canonicalText, type Entry } from '../../domain/ledger/entry.ts';
import { factOf } from '../../domain/ledger/succession.ts';
import { PROTOCOL_VERSION, type ReceiptBody, type Upload, type UploadReply, type Verdict } from '../../domain/sync/messages.ts';
import { done, faulty, type Outcome } from '../fault.ts';
import { signText } from '../keys.ts';
import type { Tx } from '../store/database.ts';
import { lockDevice, moveLastSeq, type Device } from '../store/devices.ts';
import { changeVerdicts, insertEntries, knownPlaces, takenIds, type NewEntry } from '../store/entries.ts';
import { recordFork } from '../store/forks.ts';
import { insertMisfits } from '../store/misfits.ts';
import { findReceipt, insertReceipt } from '../store/receipts.ts';
import { unknownOfficers } from '../store/rosters.ts';
import type { HqStore } from '../store/store.ts';
import { checkUpload, type JudgedEntry, type Standing } from './chainCheck.ts';
import { formersFor } from './formers.ts';
import type { Grounds } from './judge.ts';
import { examIdOf, publishNews } from './news.ts';

interface Committed {
  readonly body: ReceiptBody;
  readonly verdicts: Verdict[];
}

/** An upload by the device whose entries they are. */
export async function ingest(store: HqStore, sender: Device, upload: Upload, now: Date): Promise<Outcome<UploadReply>> {
  // A chain of hashes proves no author: whoever has read a ledger could append to it, or change what is in it. A signature does.
  if (upload.deviceId !== sender.id) return faulty('bad-request', 'a device sends its own entries only');
  return takeIn(store, upload, sender.id, now);
}

/** Whoever calls this has proof that the entries come from their own device. sentBy: the device that sent them, which may be another. */
export async function takeIn(store: HqStore, upload: Upload, sentBy: string, now: Date): Promise<Outcome<UploadReply>> {
  const committed = await store.inTransaction((tx) => commit(tx, store.hqId, upload, sentBy, now));
  if (!committed.ok) return committed;
  const { body, verdicts } = committed.value;
  // Only now are the entries durable, so only now may HQ put its name to it (sync rule 1).
  return done({ receipt: { body, signature: signText(store.signingKey, canonicalText(body)) }, verdicts });
}

async function commit(tx: Tx, hqId: string, upload: Upload, sentBy: string, now: Date): Promise<Outcome<Committed>> {
  // Read again inside: entries of the device may have been taken, or the device revoked, since its signature was checked. Locked, also
  // against other processes.
  const device = await lockDevice(tx, upload.deviceId);
  if (device === null) return faulty('device-unknown', 'no such device is enrolled here');
  if (device.revokedAt !== null) return faulty('device-revoked', 'this device was revoked');
  const range = rangeOf(upload);
  if (range === null) return faulty('bad-request', 'the entries are not consecutive');

  const places = await knownPlaces(tx, device.id, range.fromSeq - 1, range.toSeq + 1);
  const grounds = await groundsFor(tx, device, upload.entries);
  const check = checkUpload({ deviceId: device.id, lastSeq: device.lastSeq, places }, upload, grounds);
  switch (check.kind) {
    case 'other-device':
      return faulty('bad-request', `entry ${check.seq} is of another device`);
    case 'gap':
      return faulty('gap', `entry ${check.expectedSeq} comes next`, check.expectedSeq);
    case 'fork': {
      const { seq, knownHash, otherHash } = check;
      await recordFork(tx, { deviceId: device.id, seq, knownHash, otherHash, seenAt: now.toISOString(), sentBy });
      return faulty('fork', `HQ holds another history at entry ${seq}`);
    }
    case 'fits':
      await insertEntries(tx, rowsOf(check.judged, 'new', sentBy, now));
      await insertMisfits(tx, rowsOf(check.judged, 'misfit', sentBy, now));
      await changeVerdicts(tx, rowsOf(check.judged, 'judgedAgain', sentBy, now), now.toISOString());
      await moveLastSeq(tx, device.id, check.lastSeq);
      await publishNews(tx, check.judged.flatMap((one) => (isTaken(one) ? [one.entry] : [])));
      return done({ body: await receiptBody(tx, hqId, device.id, range, check.judged, now), verdicts: check.judged.map(verdictOn) });
  }
}

/** Accepted now, and not before. */
function isTaken({ standing, refusal }: JudgedEntry): boolean {
  return (standing === 'new' || standing === 'judgedAgain') && refusal === null;
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

/** Asked for all entries at once: a look-up for each would be a round trip for each. */
async function groundsFor(tx: Tx, device: Device, entries: readonly Entry[]): Promise<Grounds> {
  const taken = await takenIds(tx, entries.map(({ id }) => id));
  const unknown = await unknownOfficers(tx, device.facilityId, entries.flatMap(({ officerId }) => officerId ?? []));
  const idsOfThisUpload = new Set<string>();
  return {
    isIdTaken: (id) => {
      const isTaken = idsOfThisUpload.has(id) || taken.has(id);
      idsOfThisUpload.add(id);
      return isTaken;
    },
    isOfficerKnown: (officerId) => !unknown.has(officerId),
    formers: await formersFor(tx, device, entries),
  };
}

function rowsOf(judged: readonly JudgedEntry[], standing: Standing, sentBy: string, now: Date): NewEntry[] {
  return judged.filter((one) => one.standing === standing).map(({ entry, refusal, text }) => ({
    deviceId: entry.deviceId, seq: entry.seq, id: entry.id, kind: entry.kind, hash: entry.hash, prevHash: entry.prevHash,
    examId: refusal === null ? examIdOf(factOf(entry)) : null, text,
    receivedAt: now.toISOString(), sentBy, reason: refusal?.reason ?? null, detail: refusal?.detail ?? null,
  }));
}

/** What was said before gets the receipt it got before. The same range says something else only when an open place was filled. */
async function receiptBody(tx: Tx, hqId: string, deviceId: string, range: Range, judged: readonly JudgedEntry[], now: Date): Promise<ReceiptBody> {
  const content = {
    deviceId, ...range,
    head: judged.at(-1)?.entry.hash ?? '',
    refused: judged.filter((one) => one.refusal !== null).map((one) => one.entry.seq),
  };
  const given = await findReceipt(tx, content);
  if (given !== null) return given;
  const body: ReceiptBody = { protocol: PROTOCOL_VERSION, hqId, ...content, receivedAt: now.toISOString() };
  await insertReceipt(tx, body);
  return body;
}

function verdictOn({ entry: { seq }, standing, refusal }: JudgedEntry): Verdict {
  if (refusal !== null) return { seq, verdict: 'refused', reason: refusal.reason, detail: refusal.detail };
  return { seq, verdict: standing === 'known' ? 'duplicate' : 'accepted' };
}
