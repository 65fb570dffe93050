/** HQ's program: serves desks, and administers the same store while it serves. */
import { Command, Option } from 'commander';
import { addDeskCommands } from './commands/desks.ts';
import { DEFAULT_DATA_FOLDER } from './commands/place.ts';
import { addPhotosCommand } from './commands/photos.ts';
import { addPublishCommands } from './commands/publish.ts';
import { addServe } from './commands/serve.ts';
import { addSnapshotCommand } from './commands/snapshot.ts';
import { isBusy, isRefused } from './store/database.ts';
import { NewerDatabase } from './store/migrate.ts';

const program = new Command('hq')
  .description('Reference headquarters (HQ) server of IMF Exam Desk, and its admin commands.\nWith DATABASE_URL=postgres://... in the environment everything is kept in that PostgreSQL database.')
  .addOption(new Option('--data <folder>', 'data folder, where there is no DATABASE_URL; made when it is not there').default(DEFAULT_DATA_FOLDER, 'out/hq'))
  .showHelpAfterError('(--help explains)');

addServe(program);
addDeskCommands(program);
addPublishCommands(program);
addPhotosCommand(program);
addSnapshotCommand(program);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof NewerDatabase) program.error(error.message, { exitCode: 2 });
  if (isRefused(error)) program.error(`the database lets HQ not in: ${error.message}; nothing was done`, { exitCode: 3 });
  if (isBusy(error)) program.error('the database is busy or cannot be reached; please look whether anything was done, and try again', { exitCode: 4 });
  throw error;
}
