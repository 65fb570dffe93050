/** Country lists, version after version. */
import { z } from 'zod';
import { countryListSchema, type CountryList } from '../../domain/sync/messages.ts';
import type { Db } from './driver.ts';

export function latestList(db: Db, listId: CountryList['listId']): CountryList | null {
  const row = db.prepare('SELECT text FROM list_version WHERE list_id = ? ORDER BY version DESC LIMIT 1').get(listId);
  return row === undefined ? null : countryListSchema.parse(JSON.parse(z.object({ text: z.string() }).parse(row).text));
}

/** The newest version of every list there is. */
export function latestLists(db: Db): readonly CountryList[] {
  return countryListSchema.shape.listId.options.map((listId) => latestList(db, listId)).filter((list) => list !== null);
}

export function insertList(db: Db, list: CountryList): void {
  db.prepare('INSERT INTO list_version (list_id, version, text) VALUES (?, ?, ?)').run(list.listId, list.version, JSON.stringify(list));
}
