/** Parts of relay files that this desk carries for others, in the encrypted ledger file: so that the stick can be pulled out at once. */
import { relayHeaderSchema, type PartInFile, type RelayHeader } from '../../../domain/relay/part.ts';
import { canonicalText } from '../../../domain/ledger/entry.ts';
import { uploadReplySchema, type RelayRefusal, type UploadReply } from '../../../domain/sync/messages.ts';
import type { Database } from '../driver.ts';

export type CarriedState = 'waiting' | 'delivered' | 'refused';

/** The parts of one file together: refused when any is, waiting when any is, else delivered. */
export interface CarriedFile {
  readonly exportId: string;
  readonly deviceId: string;
  readonly facilityId: string;
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly state: CarriedState;
  /** When HQ gave its last receipt or its refusal; while it waits, when it was taken in. */
  readonly at: string;
  readonly reason: string | null;
}

export type CarriedStore = ReturnType<typeof carriedStore>;

export function carriedStore(db: Database) {
  const insert = db.prepare<[string, string, string, string, string, number, number, string, Uint8Array]>(
    `INSERT INTO carried (sealed_hash, header, export_id, device_id, facility_id, from_seq, to_seq, taken_in_at, bytes, state)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting') ON CONFLICT (sealed_hash) DO NOTHING`,
  );
  const selectWaiting = db.prepare<[], { sealed_hash: string }>("SELECT sealed_hash FROM carried WHERE state = 'waiting' ORDER BY place");
  const selectPart = db.prepare<[string], { header: string; bytes: Uint8Array | null }>('SELECT header, bytes FROM carried WHERE sealed_hash = ?');
  const selectFiles = db.prepare<[number], FileRow>(
    `SELECT export_id, device_id, facility_id, min(from_seq) AS from_seq, max(to_seq) AS to_seq, sum(state = 'refused') AS refused,
       sum(state = 'waiting') AS waiting, min(taken_in_at) AS taken_in_at, max(settled_at) AS settled_at, max(reason) AS reason
     FROM (SELECT * FROM carried ORDER BY place DESC LIMIT ?) GROUP BY device_id, export_id ORDER BY max(place) DESC`,
  );
  const setDelivered = db.prepare<[string, string, string]>(
    "UPDATE carried SET state = 'delivered', settled_at = ?, reply = ?, reason = NULL, bytes = NULL WHERE sealed_hash = ?",
  );
  const setRefused = db.prepare<[string, string, string]>("UPDATE carried SET state = 'refused', settled_at = ?, reason = ? WHERE sealed_hash = ? AND state = 'waiting'");
  const retryRefused = db.prepare("UPDATE carried SET state = 'waiting', settled_at = NULL, reason = NULL WHERE state = 'refused'");
  const countReplies = db.prepare<[], { replies: number }>('SELECT count(reply) AS replies FROM carried');
  const selectReplies = db.prepare<[], { reply: string }>('SELECT reply FROM carried WHERE reply IS NOT NULL ORDER BY place');

  function put({ part: { header }, bytes }: PartInFile, takenInAt: string): number {
    const { sealedHash, exportId, deviceId, facilityId, fromSeq, toSeq } = header;
    return insert.run(sealedHash, canonicalText(header), exportId, deviceId, facilityId, fromSeq, toSeq, takenInAt, bytes).changes;
  }

  return {
    /** alsoSeals: runs in the same transaction. Returns how many of the parts are new; 0: nothing was changed and nothing sealed. */
    takeIn(parts: readonly PartInFile[], takenInAt: string, alsoSeals: () => void): number {
      return db.transaction((): number => {
        const added = parts.reduce((count, part) => count + put(part, takenInAt), 0);
        if (added > 0) alsoSeals();
        return added;
      }).immediate();
    },

    /** In the order they came. */
    waiting(): readonly { readonly sealedHash: string }[] {
      return selectWaiting.all().map(({ sealed_hash }) => ({ sealedHash: sealed_hash }));
    },

    /** null: not carried, or delivered already. */
    part(sealedHash: string): { readonly header: RelayHeader; readonly bytes: Uint8Array } | null {
      const row = selectPart.get(sealedHash);
      if (row?.bytes == null) return null;
      return { header: relayHeaderSchema.parse(JSON.parse(row.header)), bytes: row.bytes };
    },

    /**
     * Keeps HQ's receipt for the desk it belongs to and lets the sealed bytes go. The caller has checked the signature. Of the verdicts only
     * refusals say more than the receipt does.
     */
    delivered(sealedHash: string, { receipt, verdicts }: UploadReply, at: string): void {
      setDelivered.run(at, canonicalText({ receipt, verdicts: verdicts.filter(({ verdict }) => verdict === 'refused') }), sealedHash);
    },

    refused(sealedHash: string, reason: RelayRefusal, at: string): void {
      setRefused.run(at, reason, sealedHash);
    },

    /** A person asks again: what HQ refused may have been put right there. */
    retryRefused(): void {
      retryRefused.run();
    },

    /** Newest first, made from the last so many parts. */
    files(parts: number): readonly CarriedFile[] {
      return selectFiles.all(parts).map((row) => {
        const state = row.refused > 0 ? 'refused' : row.waiting > 0 ? 'waiting' : 'delivered';
        return {
          exportId: row.export_id, deviceId: row.device_id, facilityId: row.facility_id, fromSeq: row.from_seq, toSeq: row.to_seq, state,
          at: state === 'waiting' ? row.taken_in_at : (row.settled_at ?? row.taken_in_at), reason: row.reason,
        };
      });
    },

    replyCount(): number {
      return countReplies.get()?.replies ?? 0;
    },

    /** Every receipt that HQ gave for other desks' entries, in the order the parts came. */
    replies(): readonly UploadReply[] {
      return selectReplies.all().map(({ reply }) => uploadReplySchema.parse(JSON.parse(reply)));
    },
  };
}

interface FileRow {
  readonly export_id: string;
  readonly device_id: string;
  readonly facility_id: string;
  readonly from_seq: number;
  readonly to_seq: number;
  readonly refused: number;
  readonly waiting: number;
  readonly taken_in_at: string;
  readonly settled_at: string | null;
  readonly reason: string | null;
}
