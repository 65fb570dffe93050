/** How fast an AED file is taken in by the loader, beside bare inserts of the same rows into the same kind of encrypted store. */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AED_COLUMNS } from '../../domain/aed/record.ts';
import { startLoader } from '../../main/loader/client.ts';
import { openDatabase } from '../../main/store/driver.ts';
import { prepareReference } from '../../main/store/reference/open.ts';
import { demoAedRows } from '../demo/aedRows.ts';
import type { Measurement } from './measurement.ts';

const ROWS = 50_000;

export async function measureImport(folder: string): Promise<readonly Measurement[]> {
  const key = randomBytes(32);
  const rows = [...demoAedRows(1, ROWS)];
  const file = join(folder, 'aed.csv');
  writeFileSync(file, `${AED_COLUMNS.join(',')}\n${rows.map((row) => AED_COLUMNS.map((column) => cell(column === 'itemId' || column === 'postedOn' ? row[column] : row.fields[column])).join(',')).join('\n')}\n`);

  const place = { file: join(folder, 'reference.db'), key, binding: null };
  prepareReference(place);
  const loader = startLoader({ ...place, workerFile: fileURLToPath(new URL('../../main/loader/index.ts', import.meta.url)) });
  const start = performance.now();
  const { progress } = await loader.importFile({ importId: 'bench', path: file, format: 'csv', today: '2026-11-24', receivedAt: '2026-11-24T00:00:00Z' }, () => undefined);
  const rate = (progress.rows * 1_000) / (performance.now() - start);
  await loader.close();
  if (progress.state !== 'done') throw new Error(`the import ended as ${progress.state}`);
  return [{ what: 'AED rows taken in from CSV, checks included', rate, unit: 'rows/s', limit: bareInserts(folder, key, rows.map((row) => [row.itemId, row.postedOn, JSON.stringify(Object.values(row.fields))])), limitIs: 'bare inserts' }];
}

function bareInserts(folder: string, key: Buffer, rows: readonly (readonly [string, string, string])[]): number {
  const db = openDatabase(join(folder, 'bare-aed.db'), { key, binding: null, synchronous: 'NORMAL' });
  db.exec('CREATE TABLE aed (item_id TEXT NOT NULL, posted_on TEXT NOT NULL, fields TEXT NOT NULL, PRIMARY KEY (item_id, posted_on)) STRICT');
  const insert = db.prepare('INSERT OR REPLACE INTO aed VALUES (?, ?, ?)');
  const start = performance.now();
  db.transaction(() => {
    for (const row of rows) insert.run(...row);
  })();
  const rate = (rows.length * 1_000) / (performance.now() - start);
  db.close();
  return rate;
}

function cell(text: string | null | undefined): string {
  return text === null || text === undefined ? '' : `"${text.replaceAll('"', '""')}"`;
}
