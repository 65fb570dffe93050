/** How long a scan waits for its answer from the store that the import has just filled, beside a bare read of one row. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { classify } from '../../domain/identifier/classify.ts';
import { lookUp } from '../../main/service/itemLookup.ts';
import { openForWriting, openReferenceReader } from '../../main/store/reference/open.ts';
import { referenceWriter } from '../../main/store/reference/writer.ts';
import { PROTOCOL_VERSION } from '../../domain/sync/messages.ts';
import { demoAedRows } from '../demo/aedRows.ts';
import { perSecond, type Measurement } from './measurement.ts';

const ROWS = 50_000;
const SCANS = 5_000;

export async function measureLookUp(folder: string): Promise<readonly Measurement[]> {
  const place = { file: join(folder, 'lookup.db'), key: randomBytes(32), binding: null };
  const db = openForWriting(place);
  const rows = [...demoAedRows(1, ROWS)];
  for (let from = 0; from < rows.length; from += 5_000) {
    const page = rows.slice(from, from + 5_000).map(({ itemId, postedOn, fields }) => ({ kind: 'aed', aed: { itemId, postedOn, version: 1, receivedAt: '2026-11-24T00:00:00Z', fields } }));
    referenceWriter(db).applyPage({ protocol: PROTOCOL_VERSION, rows: page, cursor: String(from), more: true, hqTime: '2026-11-24T00:00:00Z' });
  }
  const reference = openReferenceReader(place);
  const ids = Array.from({ length: SCANS }, (_, n) => rows[(n * 7_919) % rows.length]?.itemId ?? '');
  const bare = db.prepare('SELECT fields FROM aed WHERE item_id = ?');
  const limit = perSecond(SCANS, (n) => bare.get(ids[n]));
  const sources = { ...reference, entriesOf: () => [], heldIds: () => [], officerName: () => '', facilityId: 'JFK', today: '2026-11-24' };
  const times: number[] = [];
  const rate = perSecond(SCANS, (n) => {
    const start = performance.now();
    lookUp(classify(ids[n] ?? ''), 'scan', sources);
    times.push(performance.now() - start);
  });
  reference.close();
  db.close();
  const p99 = times.toSorted((a, b) => a - b)[Math.floor(SCANS * 0.99)] ?? 0;
  return [
    { what: 'scans answered (AED, holds, band)', rate, unit: '/s', limit, limitIs: 'bare reads of one row' },
    { what: 'slowest scan in a hundred', rate: p99, unit: 'ms', limit: null, limitIs: '' },
  ];
}
