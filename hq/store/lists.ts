/** Country lists, version after version. */
import { countryListSchema, type CountryList } from '../../domain/sync/messages.ts';
import type { Reads, Tx } from './database.ts';

export async function latestList(db: Reads, listId: CountryList['listId']): Promise<CountryList | null> {
  const row = await db.selectFrom('list_version').select('text').where('list_id', '=', listId).orderBy('version', 'desc').limit(1).executeTakeFirst();
  return row === undefined ? null : countryListSchema.parse(JSON.parse(row.text));
}

/** The newest version of every list there is. */
export async function latestLists(db: Reads): Promise<readonly CountryList[]> {
  const found: CountryList[] = [];
  for (const listId of countryListSchema.shape.listId.options) {
    const list = await latestList(db, listId);
    if (list !== null) found.push(list);
  }
  return found;
}

export async function insertList(tx: Tx, list: CountryList): Promise<void> {
  await tx.insertInto('list_version').values({ list_id: list.listId, version: list.version, text: JSON.stringify(list) }).execute();
}
