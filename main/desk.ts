/** The headless program: `npm run -s desk -- <command>`; each command is one file under main/headless. */
import { Command } from 'commander';
import { classifyLines } from './headless/classify.ts';
import { checkAedFile } from './headless/aedCheck.ts';
import { rebuildLedger, verifyLedger } from './headless/ledger.ts';

const program = new Command('desk').description('IMF Exam Desk without a window: the same rules, for scripts and checks.');

program
  .command('classify')
  .description('Raw scans on standard input, one a line; one JSON object a line out: raw, kind, id, valid, problems.')
  .action(() => classifyLines(process.stdin, process.stdout));

const ledger = program.command('ledger').description('Check or repair what is derived from a ledger. Entries are never changed.');

ledger
  .command('verify')
  .argument('<file>', 'a ledger.db (its key is read from store-key.json beside the store folder) or an NDJSON file of entries')
  .description('Checks sequence, links and hashes of every entry, and the receipts. Exit code 0: whole; 1: not; 2: cannot be read.')
  .action(async (file: string) => {
    process.exitCode = await verifyLedger(file, process.stdout, process.stderr);
  });

ledger
  .command('rebuild')
  .argument('<file>', 'a ledger.db')
  .description('Empties every projection and makes it again from the entries.')
  .action((file: string) => {
    process.exitCode = rebuildLedger(file, process.stdout, process.stderr);
  });

program
  .command('aed')
  .description('AED files.')
  .command('check')
  .argument('<file>', 'CSV or NDJSON')
  .option('--format <format>', 'csv or ndjson; from the file name when left out')
  .description('Reads an AED file as the desk would, imports nothing, prints one JSON report. Exit code 0: usable; 1: not.')
  .action(async (file: string, options: { format?: string }) => {
    process.exitCode = await checkAedFile(file, options.format, process.stdout);
  });

await program.parseAsync();
