/** Kysely on one SQLite file: a connection that writes, one transaction at a time, and a connection that reads beside it. */
import {
  CompiledQuery, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler,
  type DatabaseConnection, type Dialect, type Driver, type QueryResult, type SelectModifierNode,
} from 'kysely';
import type { Tables } from '../tables.ts';
import { ConnectionQueue } from './connectionQueue.ts';
import { openSqliteFile, openSqliteReader, type SqliteFile } from './sqliteFile.ts';

/** This waiting keeps nobody else waiting, other than SQLite's own for another program's lock. */
const LONGEST_WAIT_MS = 10_000;

export interface SqliteConnections {
  readonly reads: Kysely<Tables>;
  readonly writes: Kysely<Tables>;
  close(): Promise<void>;
}

export function connectSqlite(file: string, busyTimeoutMs: number): SqliteConnections {
  const writes = kyselyOn(openSqliteFile(file, busyTimeoutMs));
  const reads = kyselyOn(openSqliteReader(file, busyTimeoutMs));
  return {
    reads, writes,
    close: async () => {
      await reads.destroy();
      // Last, so that SQLite folds the write-ahead log into the file.
      await writes.destroy();
    },
  };
}

function kyselyOn(file: SqliteFile): Kysely<Tables> {
  const driver = new OneFileDriver(file);
  const dialect: Dialect = {
    createDriver: () => driver,
    createQueryCompiler: () => new RowLocksLeftOut(),
    createAdapter: () => new OwnQueue(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
  return new Kysely<Tables>({ dialect });
}

class OneFileDriver implements Driver {
  readonly #file: SqliteFile;
  readonly #connection: DatabaseConnection;
  readonly #queue = new ConnectionQueue(LONGEST_WAIT_MS);

  constructor(file: SqliteFile) {
    this.#file = file;
    this.#connection = connectionTo(file);
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    await this.#queue.enter();
    return this.#connection;
  }

  /** Takes the write lock at once, so that what a transaction reads stays true until it commits. */
  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  /** Some errors, e.g. a full disk, have rolled back already. */
  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#file.inTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async releaseConnection(): Promise<void> {
    this.#queue.leave();
  }

  async destroy(): Promise<void> {
    this.#file.close();
  }
}

/** Statements of one shape come again and again; each is prepared once. */
const MAX_STATEMENTS = 200;

function connectionTo(file: SqliteFile): DatabaseConnection {
  const statements = new Map<string, ReturnType<SqliteFile['prepare']>>();
  const prepared = (sql: string) => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    if (statements.size >= MAX_STATEMENTS) statements.clear();
    const statement = file.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  return {
    executeQuery: async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
      const statement = prepared(sql);
      // Kysely says what the rows are; stores parse them.
      if (statement.reader) return { rows: statement.all(parameters) as R[] };
      return { rows: [], numAffectedRows: BigInt(statement.run(parameters).changes) };
    },
    // A result that is walked keeps the connection from everything else: stores read page by page instead.
    streamQuery: () => { throw new Error('rows are read in pages'); },
  };
}

/** A write transaction holds the whole file: locks on rows say nothing new, and SQLite has no words for them. */
class RowLocksLeftOut extends SqliteQueryCompiler {
  protected override visitSelectModifier(node: SelectModifierNode): void {
    if (node.modifier?.startsWith('For') !== true) super.visitSelectModifier(node);
  }
}

/** The driver lets one in at a time itself, with an end to waiting. */
class OwnQueue extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}
