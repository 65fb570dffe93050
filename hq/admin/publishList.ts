/** Publishes a new version of a country list to every desk. */
import { z } from 'zod';
import { countryListSchema, type CountryList } from '../../domain/sync/messages.ts';
import { inTransaction } from '../store/driver.ts';
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
export function publishList(store: HqStore, { listId, asOf, countries }: ListRequest): AdminResult<CountryList> {
  return inTransaction(store.db, () => {
    const version = (latestList(store.db, listId)?.version ?? 0) + 1;
    const list = countryListSchema.safeParse({ listId, version, asOf, countries: [...new Set(countries)].sort() });
    if (!list.success) return didNot('invalid', z.prettifyError(list.error));
    insertList(store.db, list.data);
    feedWriter(store.db)(null, { kind: 'list', list: list.data });
    return did(list.data);
  });
}
