/** A desk as a process of its own: records exams as fast as told and prints each id once the desk has called it saved. */
import { writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { OFFICERS } from '../../support/facility.ts';
import { openNodeDesk, valueOf } from '../../support/nodeDesk.ts';

/** work: records until it is killed. drain: records nothing, and ends when HQ has receipted everything. */
const argsSchema = z.object({ folder: z.string(), key: z.string(), mode: z.enum(['work', 'drain']) });

const { folder, key, mode } = argsSchema.parse(JSON.parse(process.argv[2] ?? ''));
const desk = openNodeDesk({ folder, key });

if (mode === 'drain') {
  await desk.desk.handlers['delivery/now'](undefined);
  await desk.until((status) => status.waiting === 0, 120_000);
  say('drained');
  await desk.desk.close();
} else {
  const { badge, pin } = OFFICERS[0];
  valueOf(await desk.desk.handlers['session/signIn']({ badge, pin }));
  for (let n = 0; ; n += 1) {
    const { examId } = await desk.record(`RB12345${String(n % 10)}785GB`);
    say(`saved ${examId}`);
    await pause(n % 7);
  }
}

/** At once and whole: what is not written when the kill comes was never said. */
function say(line: string): void {
  writeSync(1, `${line}\n`);
}
