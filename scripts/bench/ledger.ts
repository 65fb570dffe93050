/** How fast exams are sealed: each is one flushed commit, so the limit is a bare flushed commit on the same disk. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { openDatabase } from '../../main/store/driver.ts';
import { openLedger } from '../../main/store/ledger/ledger.ts';
import { perSecond, type Measurement } from './measurement.ts';

const TIMES = 1_000;

export async function measureLedger(folder: string): Promise<readonly Measurement[]> {
  const key = randomBytes(32);
  const bare = openDatabase(join(folder, 'bare.db'), { key, binding: null, synchronous: 'FULL' });
  bare.exec('CREATE TABLE row (seq INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT');
  const insert = bare.prepare('INSERT INTO row (body) VALUES (?)');
  const body = 'x'.repeat(900);
  perSecond(50, () => insert.run(body));
  const limit = perSecond(TIMES, () => insert.run(body));
  bare.close();

  const ledger = openLedger(openDatabase(join(folder, 'ledger.db'), { key, binding: null, synchronous: 'FULL' }));
  const stamp = { recordedAt: '2026-11-23T14:06:41.000-05:00', monotonicMs: 1, hqHeardAt: null };
  ledger.enrol(
    { deviceId: 'D', facilityId: 'JFK', facilityName: 'JFK', deskName: 'Bench', hqUrl: 'http://127.0.0.1', hqId: 'HQ', hqPublicKey: 'AA==', privateKey: 'AA==' },
    { id: uuidv7(), kind: 'device.enrolled', payload: { hqId: 'HQ', deskName: 'Bench' }, officerId: null, sessionId: null, stamp },
  );
  const rate = perSecond(TIMES, (n) =>
    ledger.append({
      id: uuidv7(),
      kind: 'exam.recorded',
      payload: {
        examId: uuidv7(), item: { kind: 's10', id: `RB${String(n).padStart(9, '0')}GB`, deskItemId: null, raw: null }, aedShown: null, aedAsOf: null,
        band: 'CLEAR', holdIds: [], label: null, methods: ['xray'], finding: null, outcome: 'RELEASED_TO_USPS', outcomeFields: {},
      },
      officerId: 'o', sessionId: 's', stamp,
    }),
  );
  ledger.close();
  return [{ what: 'exams sealed in the ledger', rate, unit: '/s', limit, limitIs: 'bare flushed commits' }];
}
