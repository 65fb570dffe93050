/** Commands about desks and their devices: enrol, look, revoke. */
import type { Command } from 'commander';
import { z } from 'zod';
import { makeEnrolmentCode } from '../admin/makeEnrolmentCode.ts';
import { withStore } from './dataFolder.ts';
import { say, valueOr } from './say.ts';

export function addDeskCommands(program: Command): void {
  program.command('enrolment-code')
    .description('Print a code by which one desk enrols, once, within 24 hours.\nThe part after the hyphen names this HQ\'s key.')
    .requiredOption('--facility <id>', 'facility the desk stands in, e.g. JFK')
    .option('--desk <name>', 'name of the desk, e.g. "Bench 07"; without it the desk names itself')
    .action((_options: unknown, command: Command) => withStore(command, (store) => {
      const { facility, desk } = z.object({ facility: z.string(), desk: z.string().min(1).max(60).optional() }).parse(command.opts());
      say(valueOr(command, makeEnrolmentCode(store, { facilityId: facility, ...(desk === undefined ? {} : { deskName: desk }) })).code);
    }));
}
