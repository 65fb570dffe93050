/** A desk as a process of its own: an officer passes half of a drill, says so, and goes on until somebody kills the process. */
import { writeSync } from 'node:fs';
import { z } from 'zod';
import { OFFICERS } from '../../support/facility.ts';
import { openNodeDesk, valueOf } from '../../support/nodeDesk.ts';
import { beginDrill } from './officer.ts';

const { folder, key } = z.object({ folder: z.string(), key: z.string() }).parse(JSON.parse(process.argv[2] ?? ''));
const desk = openNodeDesk({ folder, key });
valueOf(await desk.desk.handlers['session/signIn']({ badge: OFFICERS[0].badge, pin: OFFICERS[0].pin }));
const before = desk.stores.ledger.head().seq;
const drill = await beginDrill(desk);
for (const code of ['clear', 'hold', 'noAed', 'detained'] as const) await drill.pass(code);
writeSync(1, `${before} ${drill.view().progress.current ?? ''}\n`);
setInterval(() => undefined, 1_000);
