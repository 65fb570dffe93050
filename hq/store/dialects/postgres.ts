/** Kysely on PostgreSQL: connections that write and connections that read are apart, so that no page of the feed waits behind a write. */
import pg from 'pg';
import { CompiledQuery, Kysely, PostgresDialect, PostgresDriver, type DatabaseConnection, type PostgresDialectConfig } from 'kysely';
import type { Tables } from '../tables.ts';

/** Of each kind, in one process: ten processes fit into PostgreSQL's own default of 100. */
const MOST_CONNECTIONS = 5;
const CONNECT_TIMEOUT_MS = 5_000;

export interface PostgresConnections {
  readonly reads: Kysely<Tables>;
  readonly writes: Kysely<Tables>;
  close(): Promise<void>;
}

export function connectPostgres(url: string, lockTimeoutMs: number): PostgresConnections {
  const reads = new Kysely<Tables>({ dialect: new HqPostgres(poolOf(url), lockTimeoutMs) });
  const writes = new Kysely<Tables>({ dialect: new HqPostgres(poolOf(url), lockTimeoutMs) });
  return {
    reads, writes,
    close: async () => { await Promise.all([reads.destroy(), writes.destroy()]); },
  };
}

function poolOf(url: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url, max: MOST_CONNECTIONS, connectionTimeoutMillis: CONNECT_TIMEOUT_MS, keepAlive: true, application_name: 'hq',
    types: WHOLE_NUMBERS,
  });
  // A connection that ends fails the query that is under way, and the next one gets a new connection; unheard, its event would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => { client.on('error', () => undefined); });
  return pool;
}

/** pg would give a bigint, as which it sends seqs and counts, as text. For this pool only: pg's own list of parsers is everybody's. */
const WHOLE_NUMBERS = new pg.TypeOverrides();
WHOLE_NUMBERS.setTypeParser(pg.types.builtins.INT8, wholeNumber);

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new RangeError('a number of the database is too large');
  return number;
}

class HqPostgres extends PostgresDialect {
  readonly #config: PostgresDialectConfig;
  readonly #lockTimeoutMs: number;

  constructor(pool: pg.Pool, lockTimeoutMs: number) {
    super({ pool });
    this.#config = { pool };
    this.#lockTimeoutMs = lockTimeoutMs;
  }

  override createDriver(): PostgresDriver {
    return new HqPostgresDriver(this.#config, this.#lockTimeoutMs);
  }
}

class HqPostgresDriver extends PostgresDriver {
  readonly #begin: CompiledQuery;
  readonly #withTextsMadeFit = new WeakSet<DatabaseConnection>();

  /**
   * READ COMMITTED: what is read after a lock was waited for is what the others left. synchronous_commit: a receipt is a promise (sync
   * rule 1), whatever the server's default is. One message, whatever pooler stands between.
   */
  constructor(config: PostgresDialectConfig, lockTimeoutMs: number) {
    super(config);
    this.#begin = CompiledQuery.raw('begin isolation level read committed read write; '
      + `set local lock_timeout = ${Math.max(1, Math.round(lockTimeoutMs))}; set local synchronous_commit = on`);
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection();
    if (!this.#withTextsMadeFit.has(connection)) {
      this.#withTextsMadeFit.add(connection);
      makeTextsFit(connection);
    }
    return connection;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(this.#begin);
  }
}

/**
 * PostgreSQL's texts cannot hold U+0000. Canonical texts never do, they escape it; but a kind or the id of an officer may come with one, and
 * must not hold up the upload it comes in (sync rule 3). Only what repeats the canonical text is changed by this.
 */
function makeTextsFit(connection: DatabaseConnection): void {
  const execute = connection.executeQuery.bind(connection);
  connection.executeQuery = (query, options) => execute({ ...query, parameters: query.parameters.map(fitText) }, options);
}

function fitText(value: unknown): unknown {
  return typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value;
}

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';
const UNIQUE_VIOLATION = '23505';

/** Two transactions met, and this one was undone: made again, it sees what the other did. */
export function isConflict(error: unknown): boolean {
  return [SERIALIZATION_FAILURE, DEADLOCK, UNIQUE_VIOLATION].includes(codeOf(error));
}

/** Errors that say that PostgreSQL is away, ends, starts, is full of connections, is a replica now, or that a lock did not come in time. */
const PASSING = /^(08...|40001|40P01|55P03|57014|57P01|57P02|57P03|53300|25006|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/;
/** The driver has no codes for these. */
const PASSING_WORDS = /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

export function isPostgresBusy(error: unknown): boolean {
  return error instanceof Error && (PASSING.test(codeOf(error)) || PASSING_WORDS.test(error.message));
}

/** The database is there, but not for this user or under this name. */
export function isPostgresRefusal(error: unknown): error is Error {
  return error instanceof Error && /^(28...|3D000|42501)$/.test(codeOf(error));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
