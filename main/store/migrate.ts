/** Brings a database to the newest schema: numbered steps, each one transaction that also sets user_version. */
import type { Database } from './driver.ts';

export interface Migration {
  /** Numbered in tens; never edited once landed. */
  readonly number: number;
  readonly words: string;
  readonly up: (db: Database) => void;
}

export function migration(number: number, words: string, up: (db: Database) => void): Migration {
  return { number, words, up };
}

/** The database was written by a newer version of this program: it is not touched. */
export class NewerDatabase extends Error {
  override readonly name = 'NewerDatabase';
  readonly found: number;
  readonly known: number;

  constructor(found: number, known: number) {
    super(`database schema ${found} is newer than this program's ${known}`);
    this.found = found;
    this.known = known;
  }
}

/** Returns the numbers of the steps that ran. A step that throws leaves the database at the step before and stops the start. */
export function migrate(db: Database, migrations: readonly Migration[], upTo = Number.POSITIVE_INFINITY): readonly number[] {
  const found = db.pragma('user_version', { simple: true }) as number;
  const known = migrations.at(-1)?.number ?? 0;
  if (found > known) throw new NewerDatabase(found, known);
  const pending = migrations.filter((step) => step.number > found && step.number <= upTo);
  for (const step of pending) {
    db.transaction(() => {
      step.up(db);
      db.pragma(`user_version = ${step.number}`);
    }).immediate();
  }
  return pending.map((step) => step.number);
}
