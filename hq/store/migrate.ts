/** Brings HQ's database to the newest schema: numbered steps, each one transaction that also sets user_version. */
import { z } from 'zod';
import { inTransaction, type Db } from './driver.ts';
import { firstTables } from './migrations/0010-first-tables.ts';
import { openPlaces } from './migrations/0020-open-places.ts';
import { newsOfDesks } from './migrations/0030-news-of-desks.ts';

export interface Migration {
  /** Numbered in tens; never edited once it has run anywhere. */
  readonly number: number;
  readonly up: (db: Db) => void;
}

const MIGRATIONS: readonly Migration[] = [firstTables, openPlaces, newsOfDesks];

/** The database was written by a newer program: it is not touched. */
export class NewerDatabase extends Error {
  override readonly name = 'NewerDatabase';

  constructor(found: number, known: number) {
    super(`The data folder was written by a newer HQ (schema ${found}, this program knows ${known}). Please update this program.`);
  }
}

export function migrate(db: Db): void {
  refuseNewer(db);
  for (const step of MIGRATIONS) runOnce(db, step);
}

function refuseNewer(db: Db): void {
  const known = MIGRATIONS.at(-1)?.number ?? 0;
  const found = versionOf(db);
  if (found > known) throw new NewerDatabase(found, known);
}

function runOnce(db: Db, step: Migration): void {
  if (versionOf(db) >= step.number) return;
  inTransaction(db, () => {
    // Asked again inside: the server and an admin command may open a new folder at the same moment.
    if (versionOf(db) >= step.number) return;
    step.up(db);
    db.pragma(`user_version = ${step.number}`);
  });
}

function versionOf(db: Db): number {
  return z.int().parse(db.pragma('user_version', { simple: true }));
}
