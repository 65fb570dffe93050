/** One PostgreSQL for a whole run of tests, with a database that is migrated and empty: the tests copy that one. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { z } from 'zod';
import { openDatabase } from '../../../hq/store/database.ts';
import { TEMPLATE } from './databases.ts';

/** Vitest calls it before the first test; the returned function after the last. */
export default async function startPostgres(): Promise<() => Promise<void>> {
  // Detached: what ends this run in the middle leaves the keeper alive to tidy up, which it does when its standard input ends.
  const keeper = spawn(process.execPath, [join(import.meta.dirname, 'keeper.ts')], { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
  const url = await addressOf(keeper.stdout);
  process.env['HQ_TEST_POSTGRES'] = url;
  await makeTemplate(url);
  return async () => {
    const ended = once(keeper, 'exit');
    keeper.stdin.end();
    await ended;
  };
}

async function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(output)) return z.object({ url: z.string() }).parse(JSON.parse(line)).url;
  throw new Error('PostgreSQL did not start; what it said stands above');
}

async function makeTemplate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${url}/postgres` });
  await client.connect();
  await client.query(`CREATE DATABASE ${TEMPLATE}`);
  await client.end();
  await (await openDatabase({ url: `${url}/${TEMPLATE}` })).close();
}
