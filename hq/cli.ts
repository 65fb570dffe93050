/** HQ's program: serves desks, and administers the same data folder while it serves. */
import { Command } from 'commander';
import { DEFAULT_DATA_FOLDER } from './commands/dataFolder.ts';
import { addDeskCommands } from './commands/desks.ts';
import { addPublishCommands } from './commands/publish.ts';
import { addServe } from './commands/serve.ts';
import { NewerDatabase } from './store/migrate.ts';

const program = new Command('hq')
  .description('Reference headquarters (HQ) server of IMF Exam Desk, and its admin commands.')
  .option('--data <folder>', 'data folder; made when it is not there', DEFAULT_DATA_FOLDER)
  .showHelpAfterError('(--help explains)');

addServe(program);
addDeskCommands(program);
addPublishCommands(program);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof NewerDatabase)) throw error;
  program.error(error.message, { exitCode: 2 });
}
