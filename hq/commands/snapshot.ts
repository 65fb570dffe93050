/** The command that makes the snapshot by which new desks of a facility load the reference data. */
import { InvalidArgumentError, type Command } from 'commander';
import { z } from 'zod';
import { makeSnapshot, SNAPSHOTS_KEPT } from '../snapshot/makeSnapshot.ts';
import { chunkFolderOf, withStore } from './place.ts';
import { say, valueOr } from './say.ts';

const snapshotOptions = z.object({ facility: z.string(), to: z.string().optional(), baseUrl: z.string().optional(), keep: z.int() });

export function addSnapshotCommand(program: Command): void {
  program.command('snapshot')
    .description('Make a snapshot of everything that the desks of a facility get, for desks that have nothing yet.\n'
      + 'Its chunks are encrypted; the key goes to enrolled desks only. Chunks that no kept snapshot needs are removed.')
    .requiredOption('--facility <id>', 'facility, e.g. JFK')
    .option('--to <folder>', 'folder for the chunks; `serve --chunks` names the same. Default: "chunks" in the data folder')
    .option('--base-url <url>', 'where that folder is served too, e.g. by a cache at the site: desks ask there first, and HQ when it has not the chunk', urlOf)
    .option('--keep <number>', 'snapshots of the facility to keep; loads that began with an older one begin anew', keepOf, SNAPSHOTS_KEPT)
    .action((_options: unknown, command: Command) => withStore(command, async (store) => {
      const { facility, to, baseUrl, keep } = snapshotOptions.parse(command.opts());
      const made = valueOr(command, await makeSnapshot(store, { facilityId: facility, folder: to ?? chunkFolderOf(command), baseUrl: baseUrl ?? null, keep }));
      say(`snapshot ${made.snapshotId}: ${made.rows} AED rows, ${made.chunks} chunks, ${made.bytes} bytes`);
    }));
}

function urlOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isLoopback = url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  // Desks refuse others.
  if (url === null || url.username !== '' || url.password !== '' || !(url.protocol === 'https:' || isLoopback)) throw new InvalidArgumentError('it is an https address');
  return url.href;
}

function keepOf(text: string): number {
  const keep = Number(text);
  if (!/^\d{1,3}$/.test(text) || keep < 1) throw new InvalidArgumentError('at least 1 is kept');
  return keep;
}
