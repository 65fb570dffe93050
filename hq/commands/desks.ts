/** Commands about desks and their devices: enrol, look, revoke. */
import type { Command } from 'commander';
import { z } from 'zod';
import { keyFingerprint } from '../../domain/sync/keyFingerprint.ts';
import { approveDevice } from '../admin/approveDevice.ts';
import { makeEnrolmentCode } from '../admin/makeEnrolmentCode.ts';
import { revokeDevice } from '../admin/revokeDevice.ts';
import { allDevices, type Device } from '../store/devices.ts';
import { storedEntries, type StoredEntry } from '../store/entries.ts';
import { allSuccessors } from '../store/firstEntries.ts';
import { allForks } from '../store/forks.ts';
import { withStore } from './place.ts';
import { say, valueOr } from './say.ts';

export function addDeskCommands(program: Command): void {
  program.command('enrolment-code')
    .description('Print a code by which one desk enrols, once, within 24 hours.\nThe part after the hyphen names this HQ\'s key.')
    .requiredOption('--facility <id>', 'facility the desk stands in, e.g. JFK')
    .option('--desk <name>', 'name of the desk, e.g. "Bench 07"; without it the desk names itself')
    .option('--approved', 'the desk works at once; without it somebody has to approve it when it has enrolled')
    .action((_options: unknown, command: Command) => withStore(command, async (store) => {
      const { facility, desk, approved } = codeOptionsSchema.parse(command.opts());
      const request = { facilityId: facility, isApproved: approved, ...(desk === undefined ? {} : { deskName: desk }) };
      say(valueOr(command, await makeEnrolmentCode(store, request)).code);
    }));

  program.command('devices')
    .description('List devices: id, desk, last entry received, fingerprint of its key, and whether it waits for approval, is revoked or forked.\nA desk enrolled anew after its store turned out to be a copy says whose successor it is, and HQ takes entries of that device from it:\nlook whether that is so, and revoke it if it is not.')
    .action((_options: unknown, command: Command) => withStore(command, async (store) => {
      const forked = new Set((await allForks(store.reads)).map((fork) => fork.deviceId));
      const successors = await allSuccessors(store.reads);
      for (const { id, deskName, lastSeq, publicKey, ...device } of await allDevices(store.reads)) {
        say([
          id, deskName, `entry ${lastSeq}`, stateOf(device), keyFingerprint(Buffer.from(publicKey, 'base64')), ...(forked.has(id) ? ['FORKED, see forks'] : []),
          ...formerSaid(successors.get(id)?.former?.deviceId, successors),
        ].join('\t'));
      }
    }));

  program.command('approve-device')
    .description('Let a desk that has enrolled work.\nCompare the fingerprint that `devices` shows with the one on the screen of the desk first.')
    .argument('<device>', 'device id')
    .action((device: string, _options: unknown, command: Command) => withStore(command, async (store) => {
      say(`approved ${valueOr(command, await approveDevice(store, device)).deviceId}`);
    }));

  program.command('revoke-device')
    .description('Refuse every request of a device from now on, e.g. because it was stolen.')
    .argument('<device>', 'device id')
    .action((device: string, _options: unknown, command: Command) => withStore(command, async (store) => {
      say(`revoked ${valueOr(command, await revokeDevice(store, device)).deviceId}`);
    }));

  program.command('entries')
    .description('List entries received, in the order of their chains, with the verdict on each.')
    .option('--device <id>', 'entries of one device only')
    .option('--json', 'one JSON object a line, with the whole entry')
    .action((_options: unknown, command: Command) => withStore(command, async (store) => {
      const { device, json } = z.object({ device: z.string().optional(), json: z.boolean().default(false) }).parse(command.opts());
      for await (const entry of storedEntries(store.reads, device ?? null)) say(json ? asJson(entry) : asLine(entry));
    }));

  program.command('forks')
    .description('List forked chains: two histories under one device and sequence. Each needs a person.')
    .action((_options: unknown, command: Command) => withStore(command, async (store) => {
      for (const fork of await allForks(store.reads)) {
        say([fork.deviceId, `entry ${fork.seq}`, `HQ ${fork.knownHash}`, `other ${fork.otherHash}`, `sent by ${fork.sentBy}`, fork.seenAt].join('\t'));
      }
    }));
}

const codeOptionsSchema = z.object({ facility: z.string(), desk: z.string().min(1).max(60).optional(), approved: z.boolean().default(false) });

/** What the device says of itself: a name that HQ did not give is not shown, for it may be made to look like something else. */
function formerSaid(former: string | undefined, enrolled: ReadonlyMap<string, unknown>): readonly string[] {
  if (former === undefined) return [];
  return [`says it is the successor of ${enrolled.has(former) ? former : 'a device that is not enrolled here'}`];
}

function stateOf({ approvedAt, revokedAt }: Pick<Device, 'approvedAt' | 'revokedAt'>): string {
  if (revokedAt !== null) return `revoked ${revokedAt}`;
  return approvedAt === null ? 'waits for approval' : 'enrolled';
}

function asLine({ deviceId, seq, kind, hash, receivedAt, reason }: StoredEntry): string {
  return [deviceId, seq, kind, reason === null ? 'accepted' : `refused: ${reason}`, receivedAt, hash].join('\t');
}

function asJson({ text, reason, ...row }: StoredEntry): string {
  const entry: unknown = JSON.parse(text);
  return JSON.stringify({ ...row, verdict: reason === null ? 'accepted' : 'refused', reason, entry });
}
