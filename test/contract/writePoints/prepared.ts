/** The stores that scenarios start from: an enrolled desk with exams and reference data, as it is now or as an old version left it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, type Database } from '../../../main/store/driver.ts';
import { backUpLedger } from '../../../main/store/ledger/backup.ts';
import { openLedger, type Ledger } from '../../../main/store/ledger/ledger.ts';
import { LEDGER_MIGRATIONS } from '../../../main/store/ledger/migrations.ts';
import { migrate } from '../../../main/store/migrate.ts';
import { REFERENCE_MIGRATIONS } from '../../../main/store/reference/migrations.ts';
import { openForWriting } from '../../../main/store/reference/open.ts';
import { referenceWriter } from '../../../main/store/reference/writer.ts';
import { examPayload, uuidOf } from '../../support/entries.ts';
import { aed, hold, officer, page } from '../reference/referenceFiles.ts';
import { OFFICER } from './deskAtWork.ts';
import { AED_FILE, HELD, WITHOUT_AED } from './material.ts';

/** examId of n-th prepared exam. */
export const EXAMS = { withoutAed: uuidOf(11), toCorrect: uuidOf(12), toTakeBack: uuidOf(13) } as const;

export const BACKUP = 'ledger-backup.db';

/** Entries of the older backup that lies there already. */
export const OLDER_BACKUP_ENTRIES = 3;

const STAMP = { recordedAt: '2026-11-23T14:06:41.000-05:00', monotonicMs: 1, hqHeardAt: null };
const FIRST_PAGE = page([{ kind: 'aed', aed: aed(HELD) }, { kind: 'hold', event: hold('e-1', { itemId: HELD }) }, { kind: 'roster', version: 1, officers: [officer('4711')] }], 'c1');

export function prepareToday(folder: string, key: string): void {
  mkdirSync(folder);
  const db = openLedgerFile(folder, key);
  const ledger = openLedger(db);
  fillLedger(ledger);
  ledger.close();
  const reference = openForWriting(referenceOf(folder, key));
  referenceWriter(reference).applyPage(FIRST_PAGE);
  reference.close();
  writeFileSync(join(folder, 'aed.csv'), AED_FILE);
}

/** As a version wrote it that knew neither amendments nor USPS events: its ledger's third step, its reference store's first. */
export function prepareOld(folder: string, key: string): void {
  prepareToday(`${folder}-today`, key);
  mkdirSync(folder);
  const today = openLedgerFile(`${folder}-today`, key);
  const old = openLedgerFile(folder, key);
  migrate(old, LEDGER_MIGRATIONS, 30);
  copyRows(today, old, 'entry', 'seq, id, kind, recorded_utc, officer_id, hash, canonical');
  copyRows(today, old, 'identity', '*');
  copyRows(today, old, 'exam', 'seq, exam_id, recorded_at, officer_id, item_key, band, outcome');
  old.exec('UPDATE projection SET through_seq = (SELECT max(seq) FROM entry)');
  old.close();
  today.close();
  const reference = openDatabase(join(folder, 'reference.db'), { key: Buffer.from(key, 'base64'), binding: null, synchronous: 'NORMAL' });
  migrate(reference, REFERENCE_MIGRATIONS, 10);
  reference.exec(`
    INSERT INTO aed (item_id, posted_on, version, received_at, fields) VALUES ('${HELD}', '2026-03-01', 1, '2026-03-02T00:00:00Z', '{"senderName":"Jane Doe"}');
    UPDATE tally SET rows = 1;
    INSERT INTO sync_cursor (one, cursor, hq_time) VALUES (1, 'c1', '2026-03-04T10:00:00Z');
  `);
  parkUspsEvent(reference);
  reference.close();
}

/** With an older, shorter copy under the name that the next one will have. */
export function prepareBackedUp(folder: string, key: string): void {
  mkdirSync(folder);
  const db = openLedgerFile(folder, key);
  const ledger = openLedger(db);
  enrolIn(ledger);
  for (let n = 2; n <= OLDER_BACKUP_ENTRIES; n += 1) appendExam(ledger, n, 'RB000000001GB');
  const made = backUpLedger(db, { file: join(folder, BACKUP), open: { key: Buffer.from(key, 'base64'), binding: null }, newId: () => 'first' });
  if (!made.ok) throw new Error(made.fault);
  for (let n = 20; n <= 45; n += 1) appendExam(ledger, n, 'RB000000002GB');
  ledger.close();
  openForWriting(referenceOf(folder, key)).close();
}

export function referenceOf(folder: string, key: string): { readonly file: string; readonly key: Buffer; readonly binding: null } {
  return { file: join(folder, 'reference.db'), key: Buffer.from(key, 'base64'), binding: null };
}

export function openLedgerFile(folder: string, key: string, readonly = false): Database {
  return openDatabase(join(folder, 'ledger.db'), { key: Buffer.from(key, 'base64'), binding: null, synchronous: 'FULL', readonly });
}

function fillLedger(ledger: Ledger): void {
  enrolIn(ledger);
  appendExam(ledger, 11, WITHOUT_AED);
  appendExam(ledger, 12, 'RB000000001GB');
  appendExam(ledger, 13, 'RB000000002GB');
  for (let n = 20; n < 30; n += 1) appendExam(ledger, n, 'RB000000003GB');
}

function enrolIn(ledger: Ledger): void {
  ledger.enrol(
    {
      deviceId: 'JFK-07-TEST', facilityId: 'JFK', facilityName: 'JFK', deskName: 'Bench 07', hqUrl: 'http://127.0.0.1:9', hqId: 'HQ', hqPublicKey: 'AA==',
      privateKey: 'AA==',
    },
    { id: uuidOf(1), kind: 'device.enrolled', payload: { hqId: 'HQ', deskName: 'Bench 07' }, officerId: null, sessionId: null, stamp: STAMP },
  );
}

function appendExam(ledger: Ledger, n: number, itemId: string): void {
  const payload = examPayload(n, { item: { kind: 's10', id: itemId, deskItemId: null, raw: itemId } });
  ledger.append({ id: uuidOf(1_000 + n), kind: 'exam.recorded', payload, officerId: OFFICER.officerId, sessionId: 'session-0', stamp: STAMP });
}

function copyRows(from: Database, to: Database, table: string, columns: string): void {
  const rows = from.prepare<[], Record<string, unknown>>(`SELECT ${columns} FROM ${table} ORDER BY 1`).all();
  for (const row of rows) {
    const names = Object.keys(row);
    to.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`).run(row);
  }
}

/** Of a kind that today's version knows: it is taken in after the migration. */
function parkUspsEvent(db: Database): void {
  const body = { kind: 'usps', event: { eventId: 'u-0', itemId: HELD, code: 'EMD', at: '2026-03-02T06:00:00Z', office: 'USJFKA' } };
  db.prepare<[string]>("INSERT INTO parked_row (digest, kind, why, body, cursor, hq_time) VALUES ('d-0', 'usps', 'unknown-kind', ?, 'c1', '2026-03-04T10:00:00Z')").run(JSON.stringify(body));
}
