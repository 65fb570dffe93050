/** Presenting is a scan: the holds that were still waiting for an item are answered by it, once each. */
import { itemPresentedSchema } from '../../domain/hold/entries.ts';
import type { FoundItem } from './itemLookup.ts';
import type { Append } from './ports.ts';
import type { OpenSession } from './session.ts';

/** Answers whether an entry was sealed, so that the item must be looked up anew. */
export function present(append: Append, { officer, sessionId }: OpenSession, { itemKey, holds, scanId }: FoundItem): boolean {
  const holdIds = holds.filter(({ status }) => status === 'open' || status === 'notPresented').map(({ holdId }) => holdId);
  if (holdIds.length === 0 || itemKey === '') return false;
  append({ kind: 'item.presented', payload: itemPresentedSchema.parse({ itemKey, holdIds, scanId }), officerId: officer.officerId, sessionId });
  return true;
}
