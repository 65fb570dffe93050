/** The headless program: `npm run -s desk -- <command>`; each command is one file under main/headless. */
import { Command } from 'commander';
import { classifyLines } from './headless/classify.ts';
import { checkAedFile } from './headless/aedCheck.ts';
import { rebuildLedger, verifyLedger } from './headless/ledger.ts';
import { runRelay } from './headless/relay.ts';
import { verifyReceiptsOf } from './headless/receipts.ts';
import { backUpLedgerTo } from './headless/ledgerBackup.ts';

const program = new Command('desk').description('IMF Exam Desk without a window: the same rules, for scripts and checks.');

program
  .command('classify')
  .description('Raw scans on standard input, one a line; one JSON object a line out: raw, kind, id, valid, problems.')
  .action(() => classifyLines(process.stdin, process.stdout));

const ledger = program.command('ledger').description('Check or copy a ledger, or repair what is derived from it. Entries are never changed.');

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

ledger
  .command('backup')
  .argument('<file>', 'a ledger.db; the desk may be at work')
  .argument('<copy>', 'where the copy goes: encrypted with the same key; an older copy of that name is replaced by a whole one only')
  .description('Copies a ledger, reads the copy back and only then gives it its name. Exit code 0: copied; 1: not; 2: cannot be read.')
  .action((file: string, copy: string) => {
    process.exitCode = backUpLedgerTo(file, copy, process.stdout, process.stderr);
  });

program
  .command('receipts')
  .description('What HQ signed of a ledger.')
  .command('verify')
  .argument('<file>', 'a ledger.db (its key is found as for "ledger verify")')
  .description('Checks every receipt against the key of HQ and the chain, and says which entries have none. Exit code 0: all hold; 1: not; 2: cannot be read.')
  .action((file: string) => {
    process.exitCode = verifyReceiptsOf(file, process.stdout, process.stderr);
  });

const relay = program
  .command('relay')
  .description('Files that carry entries to HQ by way of another desk. Every command takes the ledger.db of its own desk first, which may be at work. Exit code 0: done; 1: refused; 2: cannot be read.');

relay
  .command('export')
  .argument('<ledger>', 'a ledger.db (its key is found as for "ledger verify")')
  .argument('<place>', 'a folder, or the file to write')
  .description('Writes everything that waits, sealed for HQ, into a file. It goes on waiting: only a receipt delivers.')
  .action(async (ledgerFile: string, place: string) => {
    process.exitCode = await runRelay('export', ledgerFile, place, process.stdout, process.stderr);
  });

relay
  .command('import')
  .argument('<ledger>', 'a ledger.db')
  .argument('<file>', 'a file of another desk, or receipts')
  .description("Takes in another desk's file, to be carried, or the receipts for this desk's own entries.")
  .action(async (ledgerFile: string, file: string) => {
    process.exitCode = await runRelay('import', ledgerFile, file, process.stdout, process.stderr);
  });

relay
  .command('receipts')
  .argument('<ledger>', 'a ledger.db')
  .argument('<place>', 'a folder, or the file to write')
  .description("Writes HQ's receipts for carried entries into a file, for the desks they belong to.")
  .action(async (ledgerFile: string, place: string) => {
    process.exitCode = await runRelay('receipts', ledgerFile, place, process.stdout, process.stderr);
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

program
  .command('decode')
  .argument('<image...>', 'PNG, JPEG or WebP')
  .description('Reads the barcodes on photos as the desk would; one JSON object a file: file, reads (text, symbology, reader). Exit code 0: all looked through; 1: a file could not be read, and its line says fault.')
  .action(async (images: string[]) => {
    // Opens picture files with a native module, which no other command should wait for or fall over.
    const { decodePhotos } = await import('./headless/decode.ts');
    process.exitCode = await decodePhotos(images, process.stdout, process.stderr);
  });

await program.parseAsync();
