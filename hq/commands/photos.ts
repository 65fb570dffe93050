/** The command that shows which photos HQ holds, and whether their files are still what was received. */
import type { Command } from 'commander';
import { z } from 'zod';
import { isIntact } from '../photos/photoFolder.ts';
import { storedPhotos } from '../store/photos.ts';
import { photoFolderOf, withStore } from './place.ts';
import { say } from './say.ts';

const options = z.object({ from: z.string().optional(), check: z.boolean().default(false) });

export function addPhotosCommand(program: Command): void {
  program.command('photos')
    .description('List the photos that are here: SHA-256 (also the name of the file), bytes, entry that names it, when it came.')
    .option('--from <folder>', 'folder of the photos; `serve --photos` names the same. Default: "photos" in the data folder')
    .option('--check', 'read every file and list only those that are missing or damaged; exit code 1 when there are any')
    .action((_options: unknown, command: Command) => withStore(command, async (store) => {
      const { from, check } = options.parse(command.opts());
      const folder = from ?? photoFolderOf(command);
      for await (const { photoId, bytes, namedBy, namedSeq, receivedAt } of storedPhotos(store.reads)) {
        if (check && await isIntact(folder, photoId)) continue;
        say([photoId, `${bytes} bytes`, `${namedBy} entry ${namedSeq}`, receivedAt, ...(check ? ['MISSING OR DAMAGED'] : [])].join('\t'));
        if (check) process.exitCode = 1;
      }
    }));
}
