/** Commands that send something down to the desks: AED, holds, USPS events, lists, rosters. */
import { readFileSync } from 'node:fs';
import { Argument, type Command } from 'commander';
import { z } from 'zod';
import { parsedJson } from '../../domain/json.ts';
import { closeHold, placeHold, type HoldClosing } from '../admin/holds.ts';
import { loadAedFile } from '../admin/loadAedFile.ts';
import { publishDetentionPolicy } from '../admin/publishDetentionPolicy.ts';
import { publishList } from '../admin/publishList.ts';
import { publishRoster, rosterFileSchema } from '../admin/publishRoster.ts';
import { publishUspsLines } from '../admin/publishUsps.ts';
import { didNot, did, type AdminResult } from '../admin/result.ts';
import { openHolds } from '../store/holds.ts';
import { withStore } from './place.ts';
import { say, valueOr } from './say.ts';

export function addPublishCommands(program: Command): void {
  addAedCommand(program);
  addHoldCommands(program);
  addUspsCommand(program);
  addListCommand(program);
  addDetentionPolicyCommand(program);
  addRosterCommand(program);
}

function addAedCommand(program: Command): void {
  program.command('load-aed')
    .description('Load an AED file and send what is new or changed to the desks.\nA file with a fault changes nothing; a refused row is left out and named on stderr.')
    .argument('<file>', '.csv with a header, or .ndjson')
    .action((file: string, _options: unknown, command: Command) => withStore(command, async (store) => {
      const loaded = valueOr(command, await loadAedFile(store, file));
      for (const row of loaded.refused) process.stderr.write(`line ${row.line} refused: ${row.reason}${row.column === '' ? '' : ` in ${row.column}`}\n`);
      say(`${loaded.rows} rows: ${loaded.added} new, ${loaded.changed} changed, ${loaded.unchanged} unchanged; ${loaded.refused.length} refused`);
    }));
}

function addHoldCommands(program: Command): void {
  program.command('place-hold')
    .description('Place a hold on an item; prints the id of the hold.')
    .argument('<item>', 'item id, e.g. "RR 473 124 829 CN"')
    .requiredOption('--facility <id>', 'IMF the hold belongs to')
    .option('--by <who>', 'who places it', 'NTC')
    .option('--reason <text>', 'what the officer should look for')
    .action((itemId: string, _options: unknown, command: Command) => withStore(command, async (store) => {
      const { facility, by, reason } = z.object({ facility: z.string(), by: z.string(), reason: z.string().optional() }).parse(command.opts());
      say(valueOr(command, await placeHold(store, { itemId, facilityId: facility, by, reason: reason ?? null })).holdId);
    }));
  addClosing(program, 'release-hold', 'released', 'Release a hold: the item may go.');
  addClosing(program, 'cancel-hold', 'cancelled', 'Cancel a hold that should not have been placed.');
  program.command('holds')
    .description('List open holds: id, item, facility, since when.')
    .action((_options: unknown, command: Command) => withStore(command, async (store) => {
      for (const hold of await openHolds(store.reads)) say([hold.id, hold.itemId, hold.facilityId, hold.placedAt].join('\t'));
    }));
}

function addClosing(program: Command, name: string, as: HoldClosing['as'], description: string): void {
  program.command(name)
    .description(description)
    .argument('<hold>', 'id that place-hold printed')
    .option('--by <who>', 'who does it', 'NTC')
    .option('--reason <text>', 'why')
    .action((holdId: string, _options: unknown, command: Command) => withStore(command, async (store) => {
      const { by, reason } = z.object({ by: z.string(), reason: z.string().optional() }).parse(command.opts());
      say(`${as} ${valueOr(command, await closeHold(store, { holdId, as, by, reason: reason ?? null })).holdId}`);
    }));
}

function addUspsCommand(program: Command): void {
  program.command('usps')
    .description('Publish USPS tracking events of items; an event that was published before is passed over.\nA file with a line that is no event changes nothing.\n'
      + 'A line: {"eventId", "itemId", "code": "EMD" or another, "at": RFC 3339 in UTC, "office": IMPC code or null}')
    .argument('<file>', '.ndjson, one event a line')
    .action((file: string, _options: unknown, command: Command) => withStore(command, async (store) => {
      const { events, known } = valueOr(command, await publishUspsLines(store, valueOr(command, readText(file))));
      say(`${events} USPS events: ${events - known} new, ${known} known already`);
    }));
}

function addListCommand(program: Command): void {
  program.command('publish-list')
    .description('Publish a new version of a country list; the whole list each time.')
    .addArgument(new Argument('<list>', 'which list').choices(['waiver', 'interest']))
    .requiredOption('--as-of <date>', 'date the list is of, YYYY-MM-DD')
    .requiredOption('--countries <codes>', 'ISO 3166-1 alpha-2 codes, with commas between; "" for none')
    .action((list: string, _options: unknown, command: Command) => withStore(command, async (store) => {
      const { asOf, countries } = z.object({ asOf: z.string(), countries: z.string() }).parse(command.opts());
      const codes = countries.split(',').map((code) => code.trim().toUpperCase()).filter((code) => code !== '');
      const published = valueOr(command, await publishList(store, { listId: z.enum(['waiver', 'interest']).parse(list), asOf, countries: codes }));
      say(`${published.listId} list, version ${published.version}: ${published.countries.length} countries`);
    }));
}

function addDetentionPolicyCommand(program: Command): void {
  program.command('publish-detention-policy')
    .description('Set the clocks of detentions for the desks of a facility; the whole policy each time.')
    .requiredOption('--facility <id>', 'IMF whose desks it is for')
    .option('--decide-days <n>', 'business days after presentation to release or detain', '5')
    .option('--notice-days <n>', 'business days after that to give notice', '5')
    .option('--determine-days <n>', 'calendar days after presentation until the item is deemed excluded', '30')
    .option('--closed-days <dates>', 'days that are no business days beside the legal holidays, YYYY-MM-DD, with commas between', '')
    .action((_options: unknown, command: Command) => withStore(command, async (store) => {
      const given = z.object({ facility: z.string(), decideDays: z.coerce.number(), noticeDays: z.coerce.number(), determineDays: z.coerce.number(), closedDays: z.string() }).parse(command.opts());
      const closedDays = given.closedDays.split(',').map((day) => day.trim()).filter((day) => day !== '');
      const { decideDays, noticeDays, determineDays } = valueOr(command, await publishDetentionPolicy(store, given.facility, { ...given, closedDays }));
      say(`detentions at ${given.facility}: decide in ${decideDays}, notice in ${noticeDays} business days, determine in ${determineDays} days`);
    }));
}

function addRosterCommand(program: Command): void {
  program.command('publish-roster')
    .description('Publish the roster of a facility; the whole roster each time. PINs are hashed at once; delete the file afterwards.\n'
      + 'FILE: [{"officerId", "badge", "name", "role": "officer" or "supervisor", "pin"}, ...];\nwithout "pin" an officer keeps the one of the roster before.')
    .argument('<file>', 'JSON file')
    .requiredOption('--facility <id>', 'facility, e.g. JFK')
    .action((file: string, _options: unknown, command: Command) => withStore(command, async (store) => {
      const { facility } = z.object({ facility: z.string() }).parse(command.opts());
      const officers = valueOr(command, readRoster(file));
      const published = valueOr(command, await publishRoster(store, { facilityId: facility, officers }));
      say(`${facility} roster, version ${published.version}: ${published.officers} officers`);
    }));
}

function readRoster(file: string): AdminResult<z.infer<typeof rosterFileSchema>> {
  const text = readText(file);
  if (!text.ok) return text;
  const parsed = rosterFileSchema.safeParse(parsedJson(text.value));
  return parsed.success ? did(parsed.data) : didNot('file-unreadable', `the roster cannot be used: ${z.prettifyError(parsed.error)}`);
}

function readText(file: string): AdminResult<string> {
  try {
    return did(readFileSync(file, 'utf8'));
  } catch {
    return didNot('file-unreadable', 'the file cannot be read');
  }
}
