/** The ledger on a real encrypted file: append-only, whole after every append, the same after a rebuild. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyChain } from '../../../domain/ledger/chain.ts';
import { openDatabase, StorageDamaged, type Database } from '../../../main/store/driver.ts';
import { openLedger, type EntryDraft, type Identity, type Ledger } from '../../../main/store/ledger/ledger.ts';
import { LEDGER_MIGRATIONS } from '../../../main/store/ledger/migrations.ts';
import { migrate, NewerDatabase } from '../../../main/store/migrate.ts';
import { examPayload, uuidOf } from '../../support/entries.ts';

const IDENTITY: Identity = {
  deviceId: 'JFK-07-TEST', facilityId: 'JFK', facilityName: 'New York JFK', deskName: 'Bench 07', hqUrl: 'http://127.0.0.1:1', hqId: 'HQ', hqPublicKey: 'AA==', privateKey: 'AA==',
};

let folder: string;
let key: Buffer;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  key = randomBytes(32);
});

afterEach(() => rmSync(folder, { recursive: true }));

function open(): Database {
  return openDatabase(join(folder, 'ledger.db'), { key, binding: null, synchronous: 'FULL' });
}

function draft(n: number, kind = 'exam.recorded', payload: EntryDraft['payload'] = examPayload(n)): EntryDraft {
  return {
    id: uuidOf(n), kind, payload, officerId: 'officer-1', sessionId: 'session-1',
    stamp: { recordedAt: '2026-11-23T14:06:41.000-05:00', monotonicMs: n, hqHeardAt: null },
  };
}

function enrolled(exams: number): Ledger {
  const ledger = openLedger(open());
  ledger.enrol(IDENTITY, draft(1, 'device.enrolled', { hqId: 'HQ', deskName: 'Bench 07' }));
  for (let n = 2; n <= exams + 1; n += 1) ledger.append(draft(n));
  return ledger;
}

describe('the ledger', () => {
  it('keeps one unbroken chain over a close and a reopen', () => {
    enrolled(5).close();
    const ledger = openLedger(open());
    ledger.append(draft(7));
    const entries = ledger.after(0, 100);
    expect(entries.map((entry) => entry.seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(verifyChain(entries, IDENTITY.deviceId)).toMatchObject({ ok: true, head: ledger.head() });
    ledger.close();
  });

  it('commits with a full flush', () => {
    const ledger = enrolled(0);
    expect(ledger.db.pragma('synchronous', { simple: true })).toBe(2);
    expect(ledger.db.pragma('journal_mode', { simple: true })).toBe('wal');
    ledger.close();
  });

  it.each([
    ['a change to an entry', "UPDATE entry SET kind = 'x' WHERE seq = 2", 'never changed'],
    ['a removal of an entry', 'DELETE FROM entry WHERE seq = 2', 'never removed'],
    ['a gap', "INSERT INTO entry (seq, id, kind, recorded_utc, hash, canonical) VALUES (99, 'x', 'k', 't', 'h', '{}')", 'continues the sequence'],
    ['a second entry under one number', "INSERT INTO entry (seq, id, kind, recorded_utc, hash, canonical) VALUES (2, 'x', 'k', 't', 'h', '{}')", 'continues the sequence'],
  ])('refuses %s, also from code that forgets the rule', (_what, statement, words) => {
    const ledger = enrolled(3);
    expect(() => ledger.db.exec(statement)).toThrow(words);
    expect(ledger.after(0, 100)).toHaveLength(4);
    ledger.close();
  });

  it('writes nothing when an append fails half way', () => {
    const ledger = enrolled(2);
    // The exam's id is taken: the entry is written first and the projection then refuses.
    expect(() => ledger.append({ ...draft(50), payload: examPayload(2) })).toThrow();
    expect(ledger.head().seq).toBe(3);
    ledger.append(draft(4));
    expect(ledger.head().seq).toBe(4);
    ledger.close();
  });

  it('makes the same projection from the entries as it kept while they came', () => {
    const ledger = enrolled(30);
    ledger.append(draft(40, 'someday.invented', { of: 'a newer desk' }));
    ledger.append(draft(41, 'exam.recorded', { not: 'an exam this version understands' }));
    const live = ledger.db.prepare('SELECT * FROM exam ORDER BY seq').all();
    expect(live).toHaveLength(30);
    ledger.db.exec("DELETE FROM exam WHERE seq > 10; UPDATE exam SET outcome = 'SEIZURE' WHERE seq = 5");
    expect(ledger.rebuild()).toBe(33);
    expect(ledger.db.prepare('SELECT * FROM exam ORDER BY seq').all()).toEqual(live);
    ledger.close();
  });

  it('counts what waits from receipts alone', () => {
    const ledger = enrolled(9);
    expect(ledger.waiting()).toMatchObject({ waiting: 10, oldestAt: '2026-11-23T19:06:41.000Z' });
    const head = ledger.after(5, 1)[0]?.hash ?? '';
    ledger.receive(
      { body: { protocol: 1, hqId: 'HQ', deviceId: IDENTITY.deviceId, fromSeq: 1, toSeq: 6, head, refused: [4], receivedAt: '2026-11-23T19:10:00Z' }, signature: 'AA==' },
      [{ seq: 4, verdict: 'refused', reason: 'policy', detail: 'why' }],
    );
    expect(ledger.waiting().waiting).toBe(4);
    expect([3, 4, 7].map((seq) => ledger.deliveryOf(seq).state)).toEqual(['delivered', 'refused', 'saved']);
    expect(ledger.refusals()).toEqual([{ seq: 4, reason: 'policy', detail: 'why' }]);
    ledger.close();
  });

  it('leaves no plain text in any of its files', () => {
    const ledger = enrolled(0);
    ledger.append(draft(2, 'exam.recorded', { ...examPayload(2), finding: 'CANARY-QUARZ-7731' }));
    for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name)).includes('CANARY-QUARZ-7731'), name).toBe(false);
    ledger.close();
    for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name)).includes('CANARY-QUARZ-7731'), name).toBe(false);
  });

  it('refuses another key and leaves the file as it is', () => {
    enrolled(3).close();
    const before = readFileSync(join(folder, 'ledger.db'));
    key = randomBytes(32);
    expect(open).toThrow(StorageDamaged);
    expect(readFileSync(join(folder, 'ledger.db')).equals(before)).toBe(true);
  });

  it('refuses a file that is no database and leaves it as it is', () => {
    writeFileSync(join(folder, 'ledger.db'), 'this is not a ledger '.repeat(500));
    expect(open).toThrow(StorageDamaged);
    expect(readFileSync(join(folder, 'ledger.db'), 'utf8')).toBe('this is not a ledger '.repeat(500));
  });

  it('does not touch a ledger that a newer version wrote', () => {
    const db = open();
    migrate(db, LEDGER_MIGRATIONS);
    db.pragma('user_version = 990');
    expect(() => openLedger(db)).toThrow(NewerDatabase);
    expect(db.pragma('user_version', { simple: true })).toBe(990);
    db.close();
  });

  it('stays at the step before when a migration fails', () => {
    const db = open();
    const broken = [...LEDGER_MIGRATIONS, { number: 990, words: 'breaks', up: (inside: Database) => inside.exec('CREATE TABLE half (a); SELECT * FROM nowhere') }];
    expect(() => migrate(db, broken)).toThrow('nowhere');
    expect(db.pragma('user_version', { simple: true })).toBe(LEDGER_MIGRATIONS.at(-1)?.number);
    expect(db.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'half'").get()).toEqual({ n: 0 });
    db.close();
  });
});
