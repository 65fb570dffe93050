/** Commands about desks and their devices: enrol, look, revoke. */
import type { Command } from 'commander';
import { z } from 'zod';
import { makeEnrolmentCode } from '../admin/makeEnrolmentCode.ts';
import { revokeDevice } from '../admin/revokeDevice.ts';
import { allDevices } from '../store/devices.ts';
import { storedEntries, type StoredEntry } from '../store/entries.ts';
import { allForks } from '../store/forks.ts';
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

  program.command('devices')
    .description('List devices: id, desk, last entry received, and whether it is revoked or forked.')
    .action((_options: unknown, command: Command) => withStore(command, (store) => {
      const forked = new Set(allForks(store.db).map((fork) => fork.deviceId));
      for (const { id, deskName, lastSeq, revokedAt } of allDevices(store.db)) {
        const state = revokedAt === null ? 'enrolled' : `revoked ${revokedAt}`;
        say([id, deskName, `entry ${lastSeq}`, state, ...(forked.has(id) ? ['FORKED, see forks'] : [])].join('\t'));
      }
    }));

  program.command('revoke-device')
    .description('Refuse every request of a device from now on, e.g. because it was stolen.')
    .argument('<device>', 'device id')
    .action((device: string, _options: unknown, command: Command) => withStore(command, (store) => {
      say(`revoked ${valueOr(command, revokeDevice(store, device)).deviceId}`);
    }));

  program.command('entries')
    .description('List entries received, in the order of their chains, with the verdict on each.')
    .option('--device <id>', 'entries of one device only')
    .option('--json', 'one JSON object a line, with the whole entry')
    .action((_options: unknown, command: Command) => withStore(command, (store) => {
      const { device, json } = z.object({ device: z.string().optional(), json: z.boolean().default(false) }).parse(command.opts());
      for (const entry of storedEntries(store.db, device ?? null)) say(json ? asJson(entry) : asLine(entry));
    }));

  program.command('forks')
    .description('List forked chains: two histories under one device and sequence. Each needs a person.')
    .action((_options: unknown, command: Command) => withStore(command, (store) => {
      for (const fork of allForks(store.db)) {
        say([fork.deviceId, `entry ${fork.seq}`, `HQ ${fork.knownHash}`, `other ${fork.otherHash}`, `sent by ${fork.sentBy}`, fork.seenAt].join('\t'));
      }
    }));
}

function asLine({ deviceId, seq, kind, hash, receivedAt, reason }: StoredEntry): string {
  return [deviceId, seq, kind, reason === null ? 'accepted' : `refused: ${reason}`, receivedAt, hash].join('\t');
}

function asJson({ text, reason, ...row }: StoredEntry): string {
  const entry: unknown = JSON.parse(text);
  return JSON.stringify({ ...row, verdict: reason === null ? 'accepted' : 'refused', reason, entry });
}
