/** Databases of the run's PostgreSQL: each test gets one of its own, made by copying. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';

export const TEMPLATE = 'hq_template';

/** Returns its address. from: an address or nothing for an empty one; whoever is connected there is cut off. */
export async function makePostgresDatabase(from: string | null = null): Promise<string> {
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  const source = from === null ? TEMPLATE : nameIn(from);
  await asAdmin(async (client) => {
    if (from !== null) await cutOff(client, source);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${source}`);
  });
  return `${serverUrl()}/${name}`;
}

export async function removePostgresDatabase(url: string): Promise<void> {
  await asAdmin(async (client) => { await client.query(`DROP DATABASE IF EXISTS ${nameIn(url)} WITH (FORCE)`); });
}

/** Ends every connection to a database, as a restart of PostgreSQL does. */
export async function cutOffPostgres(url: string): Promise<void> {
  await asAdmin((client) => cutOff(client, nameIn(url)));
}

/** Resolves when a statement in this database waits for a lock that another one holds. */
export async function untilOneWaits(url: string): Promise<void> {
  await asAdmin(async (client) => {
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = $1 AND wait_event_type = 'Lock'`;
    while ((await client.query(waiting, [nameIn(url)])).rowCount === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  });
}

async function cutOff(client: pg.Client, name: string): Promise<void> {
  await client.query('SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1', [name]);
}

async function asAdmin(work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: `${serverUrl()}/postgres` });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function serverUrl(): string {
  const url = process.env['HQ_TEST_POSTGRES'];
  if (url === undefined) throw new Error('no PostgreSQL was started: run this test by vitest');
  return url;
}

function nameIn(url: string): string {
  return new URL(url).pathname.slice(1);
}
