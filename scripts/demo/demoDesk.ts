/** Everything a demo desk needs: a seeded HQ running beside it, a profile folder, and the file that enrols it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { startHq, type HqProcess } from '../window/hqProcess.ts';
import { writeDemoFile } from '../window/deskWindow.ts';
import { demoOfficers } from './officers.ts';
import { seedDemoHq } from './seed.ts';

export interface DemoDesk {
  readonly hq: () => HqProcess;
  readonly profile: string;
  readonly demoFile: string;
  /** Ends HQ's process with a signal and starts it again at the same address on the same data. */
  readonly restartHq: (signal: NodeJS.Signals) => Promise<void>;
  /** Gives HQ one more row of AED, as a feed from USPS would. */
  readonly loadAedRow: (row: { readonly itemId: string; readonly postedOn: string; readonly fields: Readonly<Record<string, string>> }) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** A desk knows its HQ by the address it enrolled at: a demo that is started again keeps it. 0 takes a free port. */
function portBefore(folder: string): number {
  const file = join(folder, 'demo.json');
  if (!existsSync(file)) return 0;
  const { hqUrl } = z.object({ hqUrl: z.url() }).parse(JSON.parse(readFileSync(file, 'utf8')));
  return Number(new URL(hqUrl).port);
}

/** folder: keeps HQ's data and the desk's profile; rows: AED rows of the facility. */
export async function demoDesk(folder: string, say: (words: string) => void, rows?: number): Promise<DemoDesk> {
  const hqData = join(folder, 'hq');
  say('Seeding the demo HQ: IMF New York JFK, synthetic AED, holds, lists and officers ...');
  const enrolmentCode = await seedDemoHq(hqData, rows);
  let hq = await startHq({ data: hqData, port: portBefore(folder) });
  say(`HQ runs beside the desk on ${hq.url}.`);
  const demoFile = writeDemoFile(folder, { hqUrl: hq.url, enrolmentCode, deskName: 'Bench 07', officers: demoOfficers() });
  return {
    hq: () => hq,
    profile: join(folder, 'profile'),
    demoFile,
    async restartHq(signal) {
      const port = Number(new URL(hq.url).port);
      await hq.kill(signal);
      hq = await startHq({ data: hqData, port });
    },
    async loadAedRow({ itemId, postedOn, fields }) {
      const file = join(folder, 'one-row.ndjson');
      writeFileSync(file, `${JSON.stringify({ itemId, postedOn, ...fields })}\n`);
      await hq.admin('load-aed', file);
    },
    stop: () => hq.stop(),
  };
}
