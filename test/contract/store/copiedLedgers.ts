/** Ledgers of a desk that turns out to be a copy, on real encrypted files, and a look at whatever lies in their folder afterwards. */
import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { verifyChain } from '../../../domain/ledger/chain.ts';
import { canonicalText } from '../../../domain/ledger/entry.ts';
import { openDatabase } from '../../../main/store/driver.ts';
import { openLedger, type Identity, type Ledger } from '../../../main/store/ledger/ledger.ts';
import type { Heir } from '../../../main/store/ledger/successor.ts';
import { examPayload, uuidOf } from '../../support/entries.ts';

export interface Place {
  readonly folder: string;
  readonly open: { readonly key: Buffer; readonly binding: null };
}

export function newPlace(): Place {
  return { folder: mkdtempSync(join(tmpdir(), 'copied-')), open: { key: randomBytes(32), binding: null } };
}

export function identityOf(deviceId: string): Identity {
  return { deviceId, facilityId: 'JFK', facilityName: 'New York JFK', deskName: 'Bench 07', hqUrl: 'http://127.0.0.1:1', hqId: 'HQ', hqPublicKey: 'AA==', privateKey: 'AA==' };
}

export const STAMP = { recordedAt: '2026-11-24T09:00:00.000-05:00', monotonicMs: 1, hqHeardAt: null };

export function heirOf(deviceId = 'JFK-08-NEXT'): Heir {
  return { identity: identityOf(deviceId), stamp: STAMP, newId: () => uuidv7() };
}

export function openAt({ folder, open }: Place, name = 'ledger.db', readonly = false): Ledger {
  return openLedger(openDatabase(join(folder, name), { ...open, synchronous: 'FULL', readonly }));
}

export function sealInto(ledger: Ledger, kind: string, payload: Readonly<Record<string, unknown>>): number {
  return ledger.append({ id: uuidv7(), kind, payload, officerId: 'o-1', sessionId: null, stamp: STAMP }).seq;
}

/** An enrolled desk with so many exams, all but the last `waiting` of them receipted. */
export function deskWith(place: Place, exams: number, waiting: number): Ledger {
  const ledger = openAt(place);
  ledger.enrol(identityOf('JFK/07:OLD'), { id: uuidv7(), kind: 'device.enrolled', payload: { hqId: 'HQ', deskName: 'Bench 07' }, officerId: null, sessionId: null, stamp: STAMP });
  for (let n = 1; n <= exams; n += 1) sealInto(ledger, 'exam.recorded', { ...examPayload(n) });
  receiptTo(ledger, ledger.head().seq - waiting);
  return ledger;
}

export function receiptTo(ledger: Ledger, toSeq: number): void {
  const head = ledger.after(toSeq - 1, 1).at(0)?.hash ?? '';
  const deviceId = ledger.identity()?.deviceId ?? '';
  ledger.receive({ body: { protocol: 1, hqId: 'HQ', deviceId, fromSeq: 1, toSeq, head, refused: [], receivedAt: '2026-11-24T14:00:00.000Z' }, signature: 'AA==' }, []);
}

export function marked(ledger: Ledger, hqLostSome = false): Ledger {
  ledger.markCopied({ by: 'feed', hqSeq: 99, hqLostSome }, '2026-11-24T14:00:01.000Z');
  return ledger;
}

/** Files of a process that was killed: the log is not folded in. The ledger is open. */
export function asAfterAKill(from: Place, to: Place): void {
  for (const end of ['', '-wal', '-shm']) {
    const file = join(from.folder, `ledger.db${end}`);
    if (existsSync(file)) copyFileSync(file, join(to.folder, `ledger.db${end}`));
  }
}

export interface Found {
  readonly deviceId: string | undefined;
  readonly texts: readonly string[];
  readonly isWhole: boolean;
}

export function look(place: Place, name: string): Found {
  const ledger = openAt(place, name, true);
  try {
    const entries = ledger.after(0, 10_000);
    const deviceId = ledger.identity()?.deviceId;
    return { deviceId, texts: entries.map((entry) => canonicalText(entry)), isWhole: verifyChain(entries, deviceId ?? '').ok };
  } finally {
    ledger.close();
  }
}

/** Databases only: what SQLite keeps beside them comes and goes. */
export function databasesIn({ folder }: Place): readonly string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.db')).sort();
}

export { examPayload, uuidOf };
