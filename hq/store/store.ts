/** HQ's open data folder: the database, migrated, with HQ's keys and facilities in it. */
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { FACILITIES } from '../../domain/identifier/facilities.ts';
import { newSigningSecret, signingKeyOf, type SigningKey } from '../keys.ts';
import { inTransaction, openDatabase, type Db } from './driver.ts';
import { findFacility, putFacility } from './facilities.ts';
import { migrate } from './migrate.ts';

export interface HqStore {
  readonly db: Db;
  readonly hqId: string;
  readonly signingKey: SigningKey;
  /** Closes nonces and cursors; kept in the database so that they outlive a restart. */
  readonly tokenSecret: Buffer;
  close(): void;
}

export interface OpenHqOptions {
  /** How long a write waits for another program's write. Default 30 s; the server waits less and answers `busy`. */
  readonly busyTimeoutMs?: number;
}

const DATABASE_FILE = 'hq.db';
const DEFAULT_BUSY_TIMEOUT_MS = 30_000;

/** Opens the folder, or makes it with new keys. Throws NewerDatabase when a newer program has written it. */
export function openHqStore(folder: string, options: OpenHqOptions = {}): HqStore {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const db = openDatabase(join(folder, DATABASE_FILE), options.busyTimeoutMs ?? DEFAULT_BUSY_TIMEOUT_MS);
  try {
    migrate(db);
    addFacilities(db);
    const [signing, token] = [secretOf(db, 'signing', newSigningSecret), secretOf(db, 'token', () => randomBytes(32))];
    const signingKey = signingKeyOf(signing);
    return { db, hqId: `HQ-${signingKey.fingerprint}`, signingKey, tokenSecret: token, close: () => db.close() };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Writes only what is new: an admin command that only looks must not wait for one that writes. */
function addFacilities(db: Db): void {
  const isNew = (facility: { code: string; name: string }) => findFacility(db, facility.code)?.name !== facility.name;
  if (!FACILITIES.some(isNew)) return;
  inTransaction(db, () => FACILITIES.forEach(({ code, name }) => putFacility(db, { id: code, name })));
}

const keyRow = z.object({ secret: z.instanceof(Buffer) });

function secretOf(db: Db, name: 'signing' | 'token', make: () => Buffer): Buffer {
  const find = () => {
    const row = db.prepare('SELECT secret FROM key WHERE name = ?').get(name);
    return row === undefined ? null : keyRow.parse(row).secret;
  };
  return find() ?? inTransaction(db, () => {
    // Asked again inside: another program may have made it a moment ago.
    const found = find();
    if (found !== null) return found;
    const secret = make();
    db.prepare('INSERT INTO key (name, secret, created_at) VALUES (?, ?, ?)').run(name, secret, new Date().toISOString());
    return secret;
  });
}
