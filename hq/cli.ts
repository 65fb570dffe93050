/** HQ's program: serves desks, and administers the same data folder while it serves. */
import { Command, Option } from 'commander';
import { DEFAULT_DATA_FOLDER } from './commands/dataFolder.ts';
import { addDeskCommands } from './commands/desks.ts';
import { addPublishCommands } from './commands/publish.ts';
import { addServe } from './commands/serve.ts';
import { NewerDatabase } from './store/migrate.ts';

const program = new Command('hq')
  .description('Reference headquarters (HQ) server of IMF Exam Desk, and its admin commands.')
  .addOption(new Option('--data <folder>', 'data folder; made when it is not there').default(DEFAULT_DATA_FOLDER, 'out/hq'))
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
