/** Both databases have the same tables, and answer what is asked for each upload and each page by index. */
import { CompiledQuery, sql, type Compilable } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aedBetweenQuery, bucketQuery } from '../../../hq/store/aedOfFeed.ts';
import { openDatabase, type Database, type Reads } from '../../../hq/store/database.ts';
import { entriesOfExamsQuery, takenIdsQuery } from '../../../hq/store/entries.ts';
import { eventsToldQuery, feedPageQuery, lastDigestsQuery, rowsWithoutAedQuery } from '../../../hq/store/feed.ts';
import { HQ_HOMES, type HqHome } from '../../support/hqHomes.ts';

const homes: HqHome[] = [];
const databases: Database[] = [];
beforeAll(async () => {
  for (const [, newHome] of HQ_HOMES) homes.push(await newHome());
  for (const { place } of homes) databases.push(await openDatabase(place));
});
afterAll(async () => {
  for (const database of databases) await database.close();
  for (const home of homes) await home.remove();
});

function on(dialect: Database['dialect']): Database {
  const database = databases.find((one) => one.dialect === dialect);
  if (database === undefined) throw new Error('both are open');
  return database;
}

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly nullable: number;
}

/** A column of a primary key is never null, whether SQLite's table says so or not. */
const SQLITE_COLUMNS = sql<Column>`
  SELECT t.name AS "table", c.name AS "column", lower(c.type) AS type, c."notnull" = 0 AND c.pk = 0 AS nullable
  FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY 1, 2`;
const POSTGRES_COLUMNS = sql<Column>`
  SELECT table_name AS "table", column_name AS "column", (is_nullable = 'YES')::int AS nullable,
    CASE data_type WHEN 'bigint' THEN 'integer' WHEN 'bytea' THEN 'blob' ELSE data_type END AS type
  FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'schema_version' ORDER BY table_name COLLATE "C", column_name COLLATE "C"`;

describe('SQLite and PostgreSQL', () => {
  it('end with the same tables and columns', async () => {
    const { rows: ofSqlite } = await SQLITE_COLUMNS.execute(on('sqlite').reads);
    const { rows: ofPostgres } = await POSTGRES_COLUMNS.execute(on('postgres').reads);
    expect(ofSqlite.length).toBeGreaterThan(60);
    expect(ofPostgres).toEqual(ofSqlite);
  });

  it('order and compare texts by their bytes, whatever the language of the server', async () => {
    const { rows } = await sql`SELECT 1 FROM information_schema.columns
      WHERE table_schema = 'public' AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'`.execute(on('postgres').reads);
    expect(rows).toEqual([]);
  });
});

const QUERIES: readonly (readonly [string, (db: Reads) => Compilable])[] = [
  ['a page of the feed', (db) => feedPageQuery(db, 'JFK', 0, 10)],
  ['entries by id', (db) => takenIdsQuery(db, ['x', 'y'])],
  ['entries of exams', (db) => entriesOfExamsQuery(db, ['x', 'y'])],
  ['events that were told', (db) => eventsToldQuery(db, 'hold', ['x', 'y'])],
  ['the last digests of exams', (db) => lastDigestsQuery(db, ['x', 'y'])],
  ['the AED of a bucket', (db) => bucketQuery(db, 7, 0, 10)],
  ['the AED that came since', (db) => aedBetweenQuery(db, 0, 10)],
  ['the rows of a snapshot that are no AED', (db) => rowsWithoutAedQuery(db, 'JFK', 0, 10)],
];

describe.each(QUERIES)('%s', (_what, query) => {
  it('is found by index in SQLite, without a scan or a sort', async () => {
    const plan = await planOf(on('sqlite').reads, 'EXPLAIN QUERY PLAN', query);
    expect(plan).toMatch(/SEARCH (entry|feed) USING (COVERING |INTEGER )?(INDEX|PRIMARY KEY)/);
    expect(plan).not.toMatch(/SCAN|TEMP B-TREE/);
  });

  // Tables without rows PostgreSQL would read whole and then sort: it is asked not to, where it can do otherwise.
  it('is found by index in PostgreSQL, without a scan or a sort', () => on('postgres').inTransaction(async (tx) => {
    for (const way of ['seqscan', 'bitmapscan']) await sql.raw(`SET LOCAL enable_${way} = off`).execute(tx);
    const plan = await planOf(tx, 'EXPLAIN', query);
    expect(plan).toMatch(/Index (Only )?Scan (using|on)/);
    expect(plan).not.toMatch(/Seq Scan/);
    expect(plan).not.toMatch(/Sort Key: seq/);
  }));
});

async function planOf(db: Reads, explain: string, query: (db: Reads) => Compilable): Promise<string> {
  const { sql: text, parameters } = query(db).compile();
  return JSON.stringify((await db.executeQuery(CompiledQuery.raw(`${explain} ${text}`, [...parameters]))).rows);
}
