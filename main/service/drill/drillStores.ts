/**
 * The drill's own ledger and reference store: the same driver, migrations and code as the desk's, in memory. Nothing of it can be left
 * behind on the disk, taken for the desk's own after a crash, or found by a later start.
 */
import type { FeedRow } from '../../../domain/sync/messages.ts';
import { openDatabase } from '../../store/driver.ts';
import { openLedger, type Ledger } from '../../store/ledger/ledger.ts';
import { migrate } from '../../store/migrate.ts';
import { REFERENCE_MIGRATIONS } from '../../store/reference/migrations.ts';
import { referenceReader, type ReferenceReader } from '../../store/reference/reader.ts';
import { referenceWriter } from '../../store/reference/writer.ts';

const IN_MEMORY = ':memory:';

export interface DrillStores {
  readonly ledger: Ledger;
  readonly reference: ReferenceReader;
  /** As a page of HQ's feed, read to its end at this time. */
  readonly takeIn: (rows: readonly FeedRow[], hqTime: string) => void;
  readonly close: () => void;
}

/** binding: of the native SQLite module, see openDatabase. */
export function openDrillStores(binding: string | null): DrillStores {
  const ledgerDb = openDatabase(IN_MEMORY, { key: null, binding, synchronous: 'FULL' });
  const referenceDb = openDatabase(IN_MEMORY, { key: null, binding, synchronous: 'NORMAL' });
  migrate(referenceDb, REFERENCE_MIGRATIONS);
  const ledger = openLedger(ledgerDb);
  const writer = referenceWriter(referenceDb);
  return {
    ledger,
    reference: referenceReader(referenceDb),
    takeIn: (rows, hqTime) => void writer.applyPage({ protocol: 1, rows: rows.map((row) => ({ ...row })), cursor: 'drill', more: false, hqTime }),
    close() {
      ledgerDb.close();
      referenceDb.close();
    },
  };
}
