/** Looks up what judging carried entries needs: the former devices of the chain that carries them, and whom HQ knows at their facilities. */
import { z } from 'zod';
import { parsedJson } from '../../domain/json.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import { entryCarriedSchema, type EntryCarried, type FormerLedger } from '../../domain/ledger/succession.ts';
import type { Reads, Tx } from '../store/database.ts';
import type { Device } from '../store/devices.ts';
import { findSuccessor, formerNamedIn } from '../store/firstEntries.ts';
import { unknownOfficers } from '../store/rosters.ts';
import { isAsSealed } from './chainCheck.ts';
import type { FormerDevice } from './judge.ts';

/** By device. For all entries at once; an upload that carries nothing costs no statement. */
export async function formersFor(tx: Tx, carrier: Device, entries: readonly Entry[]): Promise<ReadonlyMap<string, FormerDevice>> {
  const carried = entries.flatMap(carriedIn);
  if (carried.length === 0) return new Map();
  const line = await lineOf(tx, carrier.id, entries, new Set(carried.map(({ deviceId }) => deviceId)));
  const unknown = await unknownOfficersAt(tx, line, carried);
  return new Map([...line].map(([deviceId, former]) =>
    [deviceId, { ...former, isOfficerKnown: (officerId: string) => unknown.get(former.facilityId)?.has(officerId) !== true }]));
}

function carriedIn({ kind, payload }: Entry): readonly EntryCarried[] {
  if (kind !== 'entry.carried') return [];
  const carried = entryCarriedSchema.safeParse(payload);
  return carried.success ? [carried.data] : [];
}

interface InLine extends FormerLedger {
  readonly facilityId: string;
}

/** Far more than a desk is ever enrolled anew with entries still waiting; each costs a statement, and a line of names must end. */
const MAX_FORMERS = 16;

/**
 * The devices that one after the other name each other as the former, as far back as what is carried asks for. A device that nobody at HQ
 * approved ends the line. One that was revoked does not: whoever looks at a copied ledger revokes its device, and what only the copy had
 * comes after that. It is the carrier's word, and the carrier is not revoked. Nor need the facility be the carrier's: a desk may have moved.
 */
async function lineOf(tx: Tx, carrierId: string, entries: readonly Entry[], asked: Set<string>): Promise<ReadonlyMap<string, InLine>> {
  const line = new Map<string, InLine>();
  let former = await namedByCarrier(tx, carrierId, entries);
  while (former !== null && asked.size > 0 && line.size < MAX_FORMERS && former.deviceId !== carrierId && !line.has(former.deviceId)) {
    const device = await findSuccessor(tx, former.deviceId);
    if (device === null || device.approvedAt === null) break;
    line.set(former.deviceId, { ...former, facilityId: device.facilityId });
    asked.delete(former.deviceId);
    former = device.former;
  }
  return line;
}

/** The former ledger of that device, when it is among those that the desk's ledger goes on after; null when it is not. */
export async function formerOf(db: Reads, deskId: string, deviceId: string): Promise<FormerLedger | null> {
  let former = (await findSuccessor(db, deskId))?.former ?? null;
  for (let steps = 0; former !== null && steps < MAX_FORMERS; steps += 1) {
    const device = await findSuccessor(db, former.deviceId);
    if (device === null || device.approvedAt === null) return null;
    if (former.deviceId === deviceId) return former;
    former = device.former;
  }
  return null;
}

/** The first entry of the chain stands in this upload, or HQ holds it. Two that differ are a fork, and nothing of the upload is taken. */
async function namedByCarrier(tx: Tx, carrierId: string, [first]: readonly Entry[]): Promise<FormerLedger | null> {
  if (first?.seq === 1 && isAsSealed(first)) return formerNamedIn(first);
  return (await findSuccessor(tx, carrierId))?.former ?? null;
}

const withOfficer = z.object({ officerId: z.string() });

/** By facility: of those whose entries are carried from it, who never stood on its roster. */
async function unknownOfficersAt(tx: Tx, line: ReadonlyMap<string, InLine>, carried: readonly EntryCarried[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const officers = new Map<string, Set<string>>();
  for (const { deviceId, text } of carried) {
    const facilityId = line.get(deviceId)?.facilityId;
    const read = withOfficer.safeParse(parsedJson(text));
    if (facilityId !== undefined && read.success) officers.set(facilityId, (officers.get(facilityId) ?? new Set()).add(read.data.officerId));
  }
  const unknown = new Map<string, ReadonlySet<string>>();
  for (const [facilityId, ids] of officers) unknown.set(facilityId, await unknownOfficers(tx, facilityId, ids));
  return unknown;
}
