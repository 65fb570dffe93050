/** The desk under test, as far as projections go: a real encrypted ledger file that can be closed, opened again and rebuilt. */
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { openDatabase } from '../../../main/store/driver.ts';
import { openLedger, type EntryDraft, type Identity } from '../../../main/store/ledger/ledger.ts';
import { examById, examsOfItem, examsWithoutAed, itemsWithOutcome, recentExams, type ExamRow } from '../../../main/store/ledger/projections.ts';
import { uuidOf } from '../../support/entries.ts';
import { ASKED_OUTCOMES, whoAndWhen, type Shown } from './projectionModelState.ts';

const IDENTITY: Identity = {
  deviceId: 'JFK-07-TEST', facilityId: 'JFK', facilityName: 'New York JFK', deskName: 'Bench 07', hqUrl: 'http://127.0.0.1:1', hqId: 'HQ',
  hqPublicKey: 'AA==', privateKey: 'AA==',
};

/** More exams than a history has. */
const ALL = 1_000;

export type DeskUnderTest = ReturnType<typeof openDesk>;

/** flaw: SQL of a trigger that makes the store forget something, in a test of the test; '' for the store as it is. */
export function openDesk(file: string, flaw = '') {
  const key = randomBytes(32);
  let ledger = open();
  ledger.enrol(IDENTITY, draft(1, 'device.enrolled', { hqId: 'HQ', deskName: 'Bench 07' }));

  function open() {
    // As a desk opens it. What a flawed store forgets, it forgets also without the waits for the disk.
    const opened = openLedger(openDatabase(file, { key, binding: null, synchronous: flaw === '' ? 'FULL' : 'NORMAL' }));
    opened.db.exec(flaw);
    return opened;
  }

  function ask<Row>(sql: string): readonly Row[] {
    return ledger.db.prepare<[], Row>(sql).all();
  }

  return {
    append(kind: string, payload: EntryDraft['payload']): void {
      ledger.append(draft(ledger.head().seq + 1, kind, payload));
    },

    head: () => ledger.head(),

    rebuild: (): number => ledger.rebuild(),

    reopen(): void {
      ledger.close();
      ledger = open();
    },

    remove(): void {
      ledger.close();
      rmSync(file);
    },

    shown(): Shown {
      const { db } = ledger;
      const exams = recentExams(db, ALL);
      const itemKeys = ask<{ item_key: string }>('SELECT DISTINCT item_key FROM item_entry').map(({ item_key }) => item_key);
      return {
        seq: ledger.head().seq,
        throughSeq: ask<{ through_seq: number }>('SELECT through_seq FROM projection')[0]?.through_seq ?? 0,
        exams: exams.map(({ exam_id }) => ({ ...examById(db, exam_id) })),
        entriesOf: Object.fromEntries(itemKeys.map((itemKey) => [itemKey, ledger.ofItem(itemKey).map(({ seq }) => seq)])),
        examsOf: Object.fromEntries(itemKeys.map((itemKey) => [itemKey, idsOf(examsOfItem(db, itemKey, ALL))])),
        withoutAed: idsOf(examsWithoutAed(db)),
        withOutcome: Object.fromEntries(ASKED_OUTCOMES.map((outcome) => [outcome, [...itemsWithOutcome(db, outcome)].sort()])),
      };
    },

    /** A projection that has gone wrong in every way: rows are missing, changed and too many. */
    spoil(): void {
      ledger.db.exec(`
        DELETE FROM exam WHERE seq % 2 = 0;
        UPDATE exam SET outcome = 'NOT_FOUND', is_amended = 1, is_withdrawn = 1, lacks_aed = 1 - lacks_aed;
        DELETE FROM item_entry WHERE seq % 2 = 0;
        INSERT INTO item_entry (item_key, seq) VALUES ('STRAY', 1);
        UPDATE projection SET through_seq = 0`);
    },

    /** Every row of every table: a rebuild makes all projections as they were, and touches nothing else. */
    dump(): Readonly<Record<string, readonly unknown[]>> {
      const tables = ask<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name");
      return Object.fromEntries(tables.map(({ name }) => [name, ask(`SELECT * FROM ${name} ORDER BY 1, 2`)]));
    },
  };
}

function draft(seq: number, kind: string, payload: EntryDraft['payload']): EntryDraft {
  const { officerId, recordedAt } = whoAndWhen(seq);
  const sessionId = officerId === null ? null : 'session-1';
  return { id: uuidOf(9_000_000 + seq), kind, payload, officerId, sessionId, stamp: { recordedAt, monotonicMs: seq, hqHeardAt: null } };
}

function idsOf(rows: readonly ExamRow[]): readonly string[] {
  return rows.map(({ exam_id }) => exam_id);
}
