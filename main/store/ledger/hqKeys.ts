/** What HQ last signed about keys: its sealing key, and its word for this desk's own key. */
import { canonicalText } from '../../../domain/ledger/entry.ts';
import { hqKeysSchema, type HqKeys } from '../../../domain/sync/messages.ts';
import type { Database } from '../driver.ts';

export type HqKeyStore = ReturnType<typeof hqKeyStore>;

export function hqKeyStore(db: Database) {
  const select = db.prepare<[], { keys: string }>('SELECT keys FROM hq_key');
  const put = db.prepare<[string]>('INSERT INTO hq_key (one, keys) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET keys = excluded.keys');

  return {
    /** null: HQ has not told them yet. */
    read(): HqKeys | null {
      const row = select.get();
      return row === undefined ? null : hqKeysSchema.parse(JSON.parse(row.keys));
    },

    /** The caller has checked HQ's signatures. */
    put(keys: HqKeys): void {
      put.run(canonicalText(keys));
    },
  };
}
