/** What was scanned from each bag: working papers for its counts, removed when the bag is long closed. */
import type { ScannedItem } from '../../../domain/bag/bag.ts';
import { BANDS, type Band } from '../../../domain/band/bands.ts';
import type { Database } from '../driver.ts';

export type BagScans = ReturnType<typeof bagScans>;

export function bagScans(db: Database) {
  const selectBand = db.prepare<[string, string], { band: string }>('SELECT band FROM bag_scan WHERE bag_id = ? AND item_key = ?');
  const insert = db.prepare<[string, string, string, string]>(
    'INSERT INTO bag_scan (bag_id, item_key, band, place) SELECT ?, ?, ?, coalesce(max(place), 0) + 1 FROM bag_scan WHERE bag_id = ?',
  );
  const updateBand = db.prepare<[string, string, string]>('UPDATE bag_scan SET band = ? WHERE bag_id = ? AND item_key = ?');
  const selectOfBag = db.prepare<[string], { item_key: string; band: string }>('SELECT item_key, band FROM bag_scan WHERE bag_id = ? ORDER BY place');
  const deleteOthers = db.prepare<[string]>('DELETE FROM bag_scan WHERE bag_id NOT IN (SELECT value FROM json_each(?))');

  return {
    /** An item keeps its first place and the first in the order of BANDS of all bands shown for it. The same scan again writes nothing. */
    put({ bagId, itemKey, band }: ScannedItem): void {
      const known = selectBand.get(bagId, itemKey);
      if (known === undefined) insert.run(bagId, itemKey, band, bagId);
      else if (!isBand(known.band) || BANDS.indexOf(band) < BANDS.indexOf(known.band)) updateBand.run(band, bagId, itemKey);
    },

    /** First scanned first. */
    ofBag(bagId: string): readonly ScannedItem[] {
      return selectOfBag.all(bagId).flatMap(({ item_key: itemKey, band }) => (isBand(band) ? [{ bagId, itemKey, band }] : []));
    },

    keepOnly(bagIds: readonly string[]): void {
      deleteOthers.run(JSON.stringify(bagIds));
    },
  };
}

function isBand(text: string): text is Band {
  return (BANDS as readonly string[]).includes(text);
}
