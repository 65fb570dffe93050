/** Publishes a new version of a country list to every desk. */
import { z } from 'zod';
import { countryListSchema, type CountryList } from '../../domain/sync/messages.ts';
import { feedWriter } from '../store/feed.ts';
import { insertList, latestList } from '../store/lists.ts';
import type { HqStore } from '../store/store.ts';
import { did, didNot, type AdminResult } from './result.ts';

export interface ListRequest {
  readonly listId: CountryList['listId'];
  /** YYYY-MM-DD: the date the list is of, which is not the date it is published. */
  readonly asOf: string;
  readonly countries: readonly string[];
}

/** The whole list each time; countries are sorted and named once. */
export async function publishList(store: HqStore, { listId, asOf, countries }: ListRequest): Promise<AdminResult<CountryList>> {
  return store.inTransaction(async (tx): Promise<AdminResult<CountryList>> => {
    // First: two publishers number their versions one after the other.
    const feed = await feedWriter(tx);
    const version = ((await latestList(tx, listId))?.version ?? 0) + 1;
    const list = countryListSchema.safeParse({ listId, version, asOf, countries: [...new Set(countries)].sort() });
    if (!list.success) return didNot('invalid', z.prettifyError(list.error));
    await insertList(tx, list.data);
    await feed.append([{ facilityId: null, row: { kind: 'list', list: list.data } }]);
    return did(list.data);
  });
}
