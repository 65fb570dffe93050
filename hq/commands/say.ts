/** How admin commands answer: results on stdout, refusals on stderr with exit code 1. */
import type { Command } from 'commander';
import type { AdminResult } from '../admin/result.ts';

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** The value of a result; a fault ends the command with its message. */
export function valueOr<T>(command: Command, result: AdminResult<T>): T {
  if (!result.ok) command.error(result.fault.message, { exitCode: 1, code: result.fault.kind });
  return result.value;
}
