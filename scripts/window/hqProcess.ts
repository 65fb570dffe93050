/** Runs the real HQ program for a test: own process, free port, own data folder. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface HqProcess {
  /** e.g. http://127.0.0.1:40123 */
  readonly url: string;
  readonly pid: number;
  readonly data: string;
  /** Ends the process with this signal and waits for its end; the data folder stays. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Ends it cleanly, and removes the data folder if startHq made it. */
  stop(): Promise<void>;
  /** Runs an admin command on the same data folder and returns what it printed, e.g. admin('enrolment-code', '--facility', 'JFK'). */
  admin(...args: readonly string[]): Promise<string>;
}

export interface StartHqOptions {
  /** Default: a new temporary folder. */
  readonly data?: string;
  /** Default: a free port. */
  readonly port?: number;
  /** A PostgreSQL database; without one HQ keeps everything in the data folder. */
  readonly databaseUrl?: string;
}

const CLI = fileURLToPath(new URL('../../hq/cli.ts', import.meta.url));
const START_TIMEOUT_MS = 60_000;

export async function startHq({ data, port = 0, databaseUrl }: StartHqOptions = {}): Promise<HqProcess> {
  const folder = data ?? mkdtempSync(join(tmpdir(), 'hq-'));
  const child = spawn(process.execPath, [CLI, 'serve', '--quiet', '--data', folder, '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'pipe'], env: environmentWith(databaseUrl),
  });
  const url = await listeningUrl(child);
  const kill = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  return {
    url,
    pid: child.pid ?? 0,
    data: folder,
    kill,
    stop: async () => {
      await kill('SIGTERM');
      if (data === undefined) rmSync(folder, { recursive: true, force: true });
    },
    admin: (...args) => runHqAdmin(folder, args, databaseUrl),
  };
}

/** Runs one admin command on a data folder; rejects with what it said when it fails. */
export async function runHqAdmin(data: string, args: readonly string[], databaseUrl?: string): Promise<string> {
  const child = spawn(process.execPath, [CLI, '--data', data, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: environmentWith(databaseUrl) });
  const [out, err] = [collect(child.stdout), collect(child.stderr)];
  await once(child, 'close');
  if (child.exitCode !== 0) throw new Error(`hq ${args[0] ?? ''} ended with ${String(child.exitCode)}: ${err.text}`);
  return out.text.trimEnd();
}

/** The DATABASE_URL of whoever runs this is for another HQ, or for no HQ at all. */
function environmentWith(databaseUrl: string | undefined): NodeJS.ProcessEnv {
  const { DATABASE_URL: _others, ...environment } = process.env;
  return databaseUrl === undefined ? environment : { ...environment, DATABASE_URL: databaseUrl };
}

function listeningUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const [out, err] = [collect(child.stdout), collect(child.stderr)];
    const timer = setTimeout(() => { child.kill('SIGKILL'); reject(new Error(`HQ did not start: ${err.text}`)); }, START_TIMEOUT_MS);
    child.once('exit', (code) => { clearTimeout(timer); reject(new Error(`HQ ended with ${String(code)}: ${err.text}`)); });
    child.stdout?.on('data', () => {
      const url = /HQ listening on (\S+)\n/.exec(out.text)?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    });
  });
}

function collect(stream: NodeJS.ReadableStream | null): { text: string } {
  const collected = { text: '' };
  stream?.on('data', (chunk: Buffer) => { collected.text += chunk.toString('utf8'); });
  return collected;
}
