/** What the ledger knows of photos: which lie on this desk, which entries name them, and for which HQ has put its name. */
import { canonicalText, type Entry } from '../../../domain/ledger/entry.ts';
import { photosNamedIn } from '../../../domain/photo/names.ts';
import type { PhotoReceipt } from '../../../domain/photo/messages.ts';
import type { Database } from '../driver.ts';

/** A photo that was taken on this desk. takenAt: the wall clock then, with its zone; keptAt: the same, UTC. */
export interface KeptPhoto {
  readonly photoId: string;
  readonly bytes: number;
  readonly takenAt: string;
  readonly keptAt: string;
}

/** A photo to be delivered. deviceId: null for an entry of this ledger; else of the former ledger that names it. */
export interface NamedPhoto {
  readonly photoId: string;
  readonly bytes: number;
  readonly deviceId: string | null;
  readonly seq: number;
}

export type PhotoStore = ReturnType<typeof photoStore>;

/** photo_name.device_id of entries of this ledger: its rows are a projection and can be made again. */
const OWN = '';

/** What a draft names stands somewhere in its form: searching the text may keep one too many and never one too few. */
const UNNAMED = `NOT EXISTS (SELECT 1 FROM photo_name WHERE photo_name.photo_id = photo.photo_id)
  AND NOT EXISTS (SELECT 1 FROM draft WHERE instr(draft.form, photo.photo_id) > 0)`;

export function photoStore(db: Database) {
  const put = db.prepare<[string, number, string, string]>('INSERT INTO photo (photo_id, bytes, taken_at, kept_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING');
  const select = db.prepare<[string], PhotoRow>('SELECT photo_id, bytes, taken_at, kept_at FROM photo WHERE photo_id = ?');
  const selectUnnamed = db.prepare<[string], { photo_id: string }>(`SELECT photo_id FROM photo WHERE kept_at < ? AND ${UNNAMED}`);
  const removeUnnamed = db.prepare<[string]>(`DELETE FROM photo WHERE photo_id = ? AND ${UNNAMED}`);
  // Own entries first: they stand under the number that HQ has just receipted.
  const selectWaiting = db.prepare<[number], WaitingRow>(
    `SELECT photo_id, coalesce(photo.bytes, 0) AS bytes, device_id, min(seq) AS seq FROM photo_name LEFT JOIN photo USING (photo_id)
     WHERE is_sent = 0 AND (device_id <> '${OWN}' OR seq <= ?) GROUP BY photo_id, device_id ORDER BY device_id <> '${OWN}', min(seq), photo_id`,
  );
  const countToSend = db.prepare<[], { photos: number }>('SELECT count(DISTINCT photo_id) AS photos FROM photo_name WHERE is_sent = 0');
  const putReceipt = db.prepare<[string, string, string, string]>(
    'INSERT INTO photo_receipt (photo_id, received_at, body, signature) VALUES (?, ?, ?, ?) ON CONFLICT (photo_id) DO UPDATE SET received_at = excluded.received_at, body = excluded.body, signature = excluded.signature',
  );
  const selectReceipt = db.prepare<[string], { received_at: string }>('SELECT received_at FROM photo_receipt WHERE photo_id = ?');
  const dropReceipt = db.prepare<[string]>('DELETE FROM photo_receipt WHERE photo_id = ?');
  const setSent = db.prepare<[number, string]>('UPDATE photo_name SET is_sent = ? WHERE photo_id = ?');
  const selectNamedBy = db.prepare<[string], { photo_id: string }>(`SELECT DISTINCT photo_id FROM photo_name WHERE device_id = '${OWN}' AND seq IN (SELECT value FROM json_each(?))`);
  const receive = db.transaction(({ body, signature }: PhotoReceipt): void => {
    putReceipt.run(body.photoId, body.receivedAt, canonicalText(body), signature);
    setSent.run(1, body.photoId);
  });
  const doubt = db.transaction((seqs: readonly number[]): void => {
    for (const { photo_id } of selectNamedBy.all(JSON.stringify(seqs))) {
      dropReceipt.run(photo_id);
      setSent.run(0, photo_id);
    }
  });

  return {
    /** Before the file is written, so that no file is ever without its row. The same photo again changes nothing. */
    keep({ photoId, bytes, takenAt, keptAt }: KeptPhoto): void {
      put.run(photoId, bytes, takenAt, keptAt);
    },

    /** null: never taken on this desk, or removed since. */
    kept(photoId: string): KeptPhoto | null {
      const row = select.get(photoId);
      return row === undefined ? null : { photoId, bytes: row.bytes, takenAt: row.taken_at, keptAt: row.kept_at };
    },

    /** Taken before this instant (UTC) and named by no entry and no draft, whosever. */
    unnamedBefore(instant: string): readonly string[] {
      return selectUnnamed.all(instant).map(({ photo_id }) => photo_id);
    },

    /** False: it is named by now. */
    forget(photoId: string): boolean {
      return removeUnnamed.run(photoId).changes > 0;
    },

    /** Whose entry a receipt covers and which HQ has not said it holds, in the order they are to go; each once. */
    waiting(deliveredSeq: number): readonly NamedPhoto[] {
      const photos = new Map<string, NamedPhoto>();
      for (const { photo_id, bytes, device_id, seq } of selectWaiting.all(deliveredSeq)) {
        if (!photos.has(photo_id)) photos.set(photo_id, { photoId: photo_id, bytes, deviceId: device_id === OWN ? null : device_id, seq });
      }
      return [...photos.values()];
    },

    /** Named by an entry and not at HQ, receipted or not. */
    toSend(): number {
      return countToSend.get()?.photos ?? 0;
    },

    /** HQ's time, or null while HQ has not said that it holds the photo. */
    deliveredAt(photoId: string): string | null {
      return selectReceipt.get(photoId)?.received_at ?? null;
    },

    /** The caller has checked HQ's signature. */
    receive(receipt: PhotoReceipt): void {
      receive.immediate(receipt);
    },

    /** HQ had lost these entries of this ledger, and so may have lost what they name: it is asked again. */
    doubt(seqs: readonly number[]): void {
      doubt.immediate(seqs);
    },
  };
}

/** In the transaction that seals the entry. */
export function projectPhotos(db: Database, entry: Entry): void {
  for (const { photoId } of photosNamedIn(entry)) {
    db.prepare<[string, string, number, string]>(
      'INSERT INTO photo_name (photo_id, device_id, seq, is_sent) VALUES (?, ?, ?, EXISTS (SELECT 1 FROM photo_receipt WHERE photo_id = ?)) ON CONFLICT DO NOTHING',
    ).run(photoId, OWN, entry.seq, photoId);
  }
}

export function forgetProjectedPhotos(db: Database): void {
  db.exec(`DELETE FROM photo_name WHERE device_id = '${OWN}'`);
}

/** For the ledger that follows a copied one: what its entries name goes on under the former device, by which HQ knows them. */
export function copyNamedPhotos(from: Database, to: Database, formerDeviceId: string): void {
  const insert = to.prepare<[string, string, number, number]>('INSERT INTO photo_name (photo_id, device_id, seq, is_sent) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING');
  for (const { photo_id, device_id, seq, is_sent } of from.prepare<[], NameRow>('SELECT photo_id, device_id, seq, is_sent FROM photo_name').all()) {
    insert.run(photo_id, device_id === OWN ? formerDeviceId : device_id, seq, is_sent);
  }
}

/**
 * For the same ledger: what nothing names there may be named by an entry that only the original had. Without a row its file is never taken
 * away, and a photo that is taken anew gets one again.
 */
export function leaveUnnamed(to: Database): void {
  to.exec(`DELETE FROM photo WHERE ${UNNAMED}`);
}

/** How many photos lie beside a ledger, of whichever version it is. */
export function countPhotos(db: Database): number {
  const isKnown = db.prepare<[], { found: number }>("SELECT count(*) AS found FROM sqlite_schema WHERE type = 'table' AND name = 'photo'").get()?.found === 1;
  return isKnown ? db.prepare<[], { photos: number }>('SELECT count(*) AS photos FROM photo').get()?.photos ?? 0 : 0;
}

interface PhotoRow {
  readonly photo_id: string;
  readonly bytes: number;
  readonly taken_at: string;
  readonly kept_at: string;
}

interface WaitingRow {
  readonly photo_id: string;
  readonly bytes: number;
  readonly device_id: string;
  readonly seq: number;
}

interface NameRow {
  readonly photo_id: string;
  readonly device_id: string;
  readonly seq: number;
  readonly is_sent: number;
}
