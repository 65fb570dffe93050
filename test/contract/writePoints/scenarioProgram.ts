/** A process whose disk can fail: runs scenarios as it is told, a line each, and says at once and whole what was answered as saved. */
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { DiskControl, FAULT_MODES } from '../../support/faultyDisk/faultyDisk.ts';
import { lastFailure } from './deskAtWork.ts';
import { RUN, SCENARIOS } from './scenarios.ts';

/** mode null: only counts. */
const orderSchema = z.object({
  scenario: z.enum(SCENARIOS),
  folder: z.string(),
  key: z.string(),
  mode: z.enum(FAULT_MODES as [(typeof FAULT_MODES)[number]]).nullable(),
  at: z.int(),
});

const disk = new DiskControl(process.env['FAULTY_DISK_CONTROL'] ?? '');

// The service ends on it, too: an answer that nobody gives is a desk that stands still.
process.on('unhandledRejection', (reason) => {
  disk.disarm();
  say('broken', `unhandled rejection: ${reason instanceof Error ? (reason.stack ?? '') : String(reason)}`);
  process.exit(70);
});

for await (const line of createInterface({ input: process.stdin })) {
  const { scenario, folder, key, mode, at } = orderSchema.parse(JSON.parse(line));
  const arm = (): void => (mode === null ? disk.count() : disk.arm(mode, at));
  try {
    await RUN[scenario]({ folder, key, disk: { arm, disarm: () => disk.disarm(), staysFull: mode === 'stayFull' }, say });
    disk.disarm();
    say('end', '');
  } catch (error) {
    disk.disarm();
    say('broken', `${error instanceof Error ? (error.stack ?? error.message) : String(error)} (last thrown: ${lastFailure})`);
    // What it left open is not to disturb the next one.
    process.exit(1);
  }
}

function say(what: string, words: string): void {
  writeSync(1, `${JSON.stringify([what, words])}\n`);
}
