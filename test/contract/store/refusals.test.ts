/** What HQ said of an entry, on a real encrypted file: a refusal that is renewed, that ends, and that stays known for ever. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Receipt, REFUSAL_REASONS, Verdict } from '../../../domain/sync/messages.ts';
import { openDatabase, type Database } from '../../../main/store/driver.ts';
import { openLedger, type EntryDraft, type Identity, type Ledger } from '../../../main/store/ledger/ledger.ts';
import { LEDGER_MIGRATIONS } from '../../../main/store/ledger/migrations.ts';
import { migrate } from '../../../main/store/migrate.ts';
import { examPayload, uuidOf } from '../../support/entries.ts';

const IDENTITY: Identity = {
  deviceId: 'JFK-07-TEST', facilityId: 'JFK', facilityName: 'New York JFK', deskName: 'Bench 07', hqUrl: 'http://127.0.0.1:1', hqId: 'HQ', hqPublicKey: 'AA==', privateKey: 'AA==',
};

let folder: string;
let key: Buffer;
let ledger: Ledger;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'refusals-'));
  key = randomBytes(32);
  ledger = openLedger(open());
  ledger.enrol(IDENTITY, draft(1, 'device.enrolled', { hqId: 'HQ', deskName: 'Bench 07' }));
  for (let n = 2; n <= 8; n += 1) ledger.append(draft(n));
});

afterEach(() => {
  ledger.close();
  rmSync(folder, { recursive: true });
});

function open(readonly = false): Database {
  return openDatabase(join(folder, 'ledger.db'), { key, binding: null, synchronous: 'FULL', readonly });
}

function draft(n: number, kind = 'exam.recorded', payload: EntryDraft['payload'] = examPayload(n)): EntryDraft {
  return { id: uuidOf(n), kind, payload, officerId: 'o', sessionId: 's', stamp: { recordedAt: '2026-11-23T14:06:41.000-05:00', monotonicMs: n, hqHeardAt: null } };
}

type Refused = Readonly<Record<number, (typeof REFUSAL_REASONS)[number]>>;

/** HQ's answer to entries fromSeq..toSeq; minute: when HQ signed it. */
function answer(fromSeq: number, toSeq: number, minute: number, refused: Refused = {}, detail = 'why'): [Receipt, Verdict[]] {
  const head = ledger.after(toSeq - 1, 1)[0]?.hash ?? '';
  const receivedAt = `2026-11-23T19:${String(minute).padStart(2, '0')}:00Z`;
  const verdicts = Array.from({ length: toSeq - fromSeq + 1 }, (_, place): Verdict => {
    const seq = fromSeq + place;
    const reason = refused[seq];
    return reason === undefined ? { seq, verdict: 'accepted' } : { seq, verdict: 'refused', reason, detail };
  });
  const body = { protocol: 1 as const, hqId: 'HQ', deviceId: IDENTITY.deviceId, fromSeq, toSeq, head, refused: Object.keys(refused).map(Number), receivedAt };
  return [{ body, signature: 'AA==' }, verdicts];
}

const history = (): unknown[] => ledger.db.prepare('SELECT seq, reason, judged_at FROM verdict ORDER BY place').all();
const minuteOf = (minute: number): string => `2026-11-23T19:${String(minute).padStart(2, '0')}:00Z`;

describe('a refused entry', () => {
  beforeEach(() => ledger.receive(...answer(1, 6, 10, { 4: 'unknown-officer', 6: 'policy' })));

  it('stands in the tray with its reason, whole', () => {
    expect(ledger.refusedCount()).toBe(2);
    expect(ledger.refusedEntries(10)).toMatchObject([
      { entry: { seq: 4, kind: 'exam.recorded' }, reason: 'unknown-officer', detail: 'why', refusedAt: minuteOf(10), times: 1, againAt: null },
      { entry: { seq: 6 }, reason: 'policy' },
    ]);
    expect(ledger.refusedEntry(4)?.entry).toEqual(ledger.after(3, 1)[0]);
    expect(ledger.refusedEntry(5)).toBeNull();
    expect(ledger.refusedEntries(1).map(({ entry }) => entry.seq)).toEqual([4]);
  });

  it('is delivered once a new receipt does not name it any more, and what was said before stays known', () => {
    ledger.receive(...answer(4, 4, 20), true);
    expect(ledger.refusals().map(({ seq }) => seq)).toEqual([6]);
    expect(ledger.deliveryOf(4)).toEqual({ state: 'delivered', at: minuteOf(20) });
    expect(ledger.deliveryOf(3)).toEqual({ state: 'delivered', at: minuteOf(10) });
    expect(ledger.delivered()).toEqual({ throughSeq: 6, lastAt: minuteOf(10) });
    expect(ledger.receipts()).toHaveLength(2);
    expect(history()).toEqual([
      { seq: 4, reason: 'unknown-officer', judged_at: minuteOf(10) },
      { seq: 6, reason: 'policy', judged_at: minuteOf(10) },
      { seq: 4, reason: null, judged_at: minuteOf(20) },
    ]);
  });

  it('is renewed when it is refused once more, for whatever reason now', () => {
    ledger.receive(...answer(4, 4, 20, { 4: 'invalid-entry' }, 'another word'), true);
    expect(ledger.refusedEntry(4)).toMatchObject({ reason: 'invalid-entry', detail: 'another word', refusedAt: minuteOf(20), times: 2 });
    expect(ledger.deliveryOf(4)).toEqual({ state: 'refused', at: minuteOf(20) });
    ledger.receive(...answer(4, 4, 30), true);
    expect(ledger.deliveryOf(4).state).toBe('delivered');
  });

  it('counts an HQ that does not know the word as a refusal, also when it sends the very receipt of before', () => {
    ledger.askAgain([4, 6], minuteOf(15));
    ledger.receive(...answer(1, 6, 10, { 4: 'unknown-officer', 6: 'policy' }), true);
    expect(ledger.refusedEntries(10)).toMatchObject([{ times: 2, againAt: null }, { times: 2, againAt: null }]);
    expect(ledger.receipts()).toHaveLength(1);
  });

  it('is no second refusal when the same reply only comes twice', () => {
    ledger.receive(...answer(1, 6, 10, { 4: 'unknown-officer', 6: 'policy' }));
    expect(history()).toHaveLength(2);
    expect(ledger.receipts()).toHaveLength(1);
  });

  it('may be refused again after it was taken, by an HQ that was restored from an older copy', () => {
    ledger.receive(...answer(4, 4, 20), true);
    ledger.receive(...answer(1, 6, 10, { 4: 'unknown-officer', 6: 'policy' }));
    expect(ledger.deliveryOf(4).state).toBe('refused');
    expect(ledger.refusals().map(({ seq }) => seq)).toEqual([4, 6]);
  });

  it('ends also when its open place is filled by a plain upload', () => {
    ledger.receive(...answer(4, 8, 20, { 6: 'policy' }));
    expect(ledger.refusals().map(({ seq }) => seq)).toEqual([6]);
    expect(ledger.waiting().waiting).toBe(0);
  });

  it('is offered again until HQ has answered, over a close and a reopen', () => {
    ledger.askAgain([3, 4, 6], minuteOf(15));
    expect(ledger.toOfferAgain()).toEqual([4, 6]);
    ledger.close();
    ledger = openLedger(open());
    expect(ledger.toOfferAgain()).toEqual([4, 6]);
    // A plain upload over the same entries, because HQ had lost them, is no answer to the wish.
    ledger.receive(...answer(1, 8, 17, { 4: 'unknown-officer', 6: 'policy' }));
    expect(ledger.toOfferAgain()).toEqual([4, 6]);
    ledger.receive(...answer(4, 4, 20, { 4: 'unknown-officer' }), true);
    expect(ledger.toOfferAgain()).toEqual([6]);
    ledger.receive(...answer(6, 6, 21), true);
    expect(ledger.toOfferAgain()).toEqual([]);
  });

  it.each([
    ['a change to a receipt', "UPDATE receipt SET received_at = 'x'", 'never changed'],
    ['a removal of a receipt', 'DELETE FROM receipt', 'never removed'],
    ['a change to a verdict', 'UPDATE verdict SET reason = NULL', 'never changed'],
    ['a removal of a verdict', 'DELETE FROM verdict', 'never removed'],
  ])('keeps %s out, also from code that forgets the rule', (_what, statement, words) => {
    expect(() => ledger.db.exec(statement)).toThrow(words);
  });
});

describe('a ledger of the version before', () => {
  const old = (): Database => openDatabase(join(folder, 'old.db'), { key, binding: null, synchronous: 'FULL' });

  beforeEach(() => {
    const db = old();
    migrate(db, LEDGER_MIGRATIONS, 50);
    const insert = db.prepare('INSERT INTO entry (seq, id, kind, recorded_utc, officer_id, hash, canonical) VALUES (?, ?, ?, ?, ?, ?, ?)');
    for (const { hash, ...body } of ledger.after(0, 100)) insert.run(body.seq, body.id, body.kind, body.recordedAt, body.officerId, hash, JSON.stringify(body));
    db.exec(`
      INSERT INTO receipt VALUES (3, 1, '${minuteOf(10)}', '{"of":1}', 'A='), (8, 4, '${minuteOf(11)}', '{"of":2}', 'B=');
      INSERT INTO refusal VALUES (2, 'policy', 'one'), (5, 'invalid-entry', 'two');
    `);
    db.close();
  });

  it('keeps its receipts and refusals, and when they were', () => {
    const brought = openLedger(old());
    expect(brought.receipts()).toEqual([{ body: '{"of":1}', signature: 'A=' }, { body: '{"of":2}', signature: 'B=' }]);
    expect(brought.delivered()).toEqual({ throughSeq: 8, lastAt: minuteOf(11) });
    expect(brought.refusedEntries(10)).toMatchObject([
      { entry: { seq: 2 }, reason: 'policy', detail: 'one', refusedAt: minuteOf(10), times: 1 },
      { entry: { seq: 5 }, reason: 'invalid-entry', detail: 'two', refusedAt: minuteOf(11), times: 1 },
    ]);
    brought.close();
  });

  it('is read as it is by a check that may write nothing', () => {
    const read = openLedger(openDatabase(join(folder, 'old.db'), { key, binding: null, synchronous: 'FULL', readonly: true }));
    expect(read.receipts()).toHaveLength(2);
    expect(read.refusals().map(({ seq }) => seq)).toEqual([2, 5]);
    expect(read.delivered().throughSeq).toBe(8);
    expect(read.db.pragma('user_version', { simple: true })).toBe(50);
    read.close();
  });
});
