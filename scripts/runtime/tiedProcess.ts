// Starts helper programs that end with us, whatever ends us.
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';

const setpriv = '/usr/bin/setpriv';
const graceMs = 3_000;

/** On Linux the kernel itself ends the child when this process is gone, also after a `kill -9` that no handler of ours can see. */
export function spawnTied(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  if (process.platform !== 'linux' || !fs.existsSync(setpriv)) return spawn(command, args, options);
  return spawn(setpriv, ['--pdeathsig', 'TERM', '--', command, ...args], options);
}

/** Asks a process to end, and ends it when it does not. Resolves when it is gone. */
export async function stop(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
  await gone;
  clearTimeout(timer);
}

export function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
}
