/** Half-filled exams on disk: working papers of one officer, encrypted with the ledger, gone once the exam is sealed. */
import type { Database } from '../driver.ts';

export interface StoredDraft {
  readonly scanId: string;
  readonly officerId: string;
  /** The scan as it came; of an item without barcode, the id that the desk made. */
  readonly raw: string;
  readonly deskItemId: string | null;
  /** The bag that the item was scanned from. */
  readonly bagId: string | null;
  /** JSON; its shape is the contract's. */
  readonly form: string;
  /** RFC 3339 UTC. */
  readonly savedAt: string;
}

export type DraftStore = ReturnType<typeof draftStore>;

export function draftStore(db: Database) {
  const put = db.prepare<[string, string, string, string | null, string | null, string, string]>(
    `INSERT INTO draft (scan_id, officer_id, raw, desk_item_id, bag_id, form, saved_at) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (scan_id) DO UPDATE SET form = excluded.form, saved_at = excluded.saved_at WHERE officer_id = excluded.officer_id`,
  );
  const drop = db.prepare<[string, string]>('DELETE FROM draft WHERE scan_id = ? AND officer_id = ?');
  const selectOfOfficer = db.prepare<[string], DraftRow>('SELECT * FROM draft WHERE officer_id = ? ORDER BY saved_at DESC, scan_id DESC');

  const countOpen = db.prepare<[string, string], { readonly own: number; readonly others: number }>(
    `SELECT count(*) FILTER (WHERE officer_id = ?) AS own, count(*) FILTER (WHERE officer_id <> ?) AS others FROM draft
     WHERE NOT EXISTS (SELECT 1 FROM exam WHERE exam.exam_id = draft.scan_id)`,
  );

  return {
    /** A draft has one officer for ever: another one's put under the same scan changes nothing. */
    put({ scanId, officerId, raw, deskItemId, bagId, form, savedAt }: StoredDraft): void {
      put.run(scanId, officerId, raw, deskItemId, bagId, form, savedAt);
    },

    drop(scanId: string, officerId: string): void {
      drop.run(scanId, officerId);
    },

    /** How many lie here, without those whose exam was sealed meanwhile: numbers only, whoever asks. */
    openFor(officerId: string): { readonly own: number; readonly others: number } {
      return countOpen.get(officerId, officerId) ?? { own: 0, others: 0 };
    },

    /** Newest first. */
    ofOfficer(officerId: string): readonly StoredDraft[] {
      return selectOfOfficer.all(officerId).map(({ scan_id, officer_id, raw, desk_item_id, bag_id, form, saved_at }) => ({
        scanId: scan_id, officerId: officer_id, raw, deskItemId: desk_item_id, bagId: bag_id, form, savedAt: saved_at,
      }));
    },
  };
}

interface DraftRow {
  readonly scan_id: string;
  readonly officer_id: string;
  readonly raw: string;
  readonly desk_item_id: string | null;
  readonly bag_id: string | null;
  readonly form: string;
  readonly saved_at: string;
}
