/** The first entry HQ holds of a device: it may name a former device, whose ledger this one goes on after. */
import { z } from 'zod';
import { entrySchema, type Entry } from '../../domain/ledger/entry.ts';
import { deviceEnrolledSchema } from '../../domain/ledger/kinds.ts';
import type { FormerLedger } from '../../domain/ledger/succession.ts';
import type { Reads } from './database.ts';

export interface Successor {
  readonly facilityId: string;
  readonly approvedAt: string | null;
  /** Null: its first entry names no former device, or is not here yet. */
  readonly former: FormerLedger | null;
}

/** Null when no such device is enrolled. */
export async function findSuccessor(db: Reads, deviceId: string): Promise<Successor | null> {
  const row = await withFirstEntry(db).where('device.id', '=', deviceId).executeTakeFirst();
  return row === undefined ? null : successorIn(row).successor;
}

/** Every enrolled device, by its id. */
export async function allSuccessors(db: Reads): Promise<ReadonlyMap<string, Successor>> {
  return new Map((await withFirstEntry(db).execute()).map(successorIn).map(({ id, successor }) => [id, successor]));
}

/** Whatever the verdict on it: an entry HQ refused has its place in the chain, and the chain begins with what it says. */
export function formerNamedIn({ kind, payload }: Entry): FormerLedger | null {
  const enrolled = kind === 'device.enrolled' ? deviceEnrolledSchema.safeParse(payload) : null;
  return enrolled?.data?.former ?? null;
}

function withFirstEntry(db: Reads) {
  return db.selectFrom('device').leftJoin('entry', (join) => join.onRef('entry.device_id', '=', 'device.id').on('entry.seq', '=', 1))
    .select(['device.id as id', 'device.facility_id as facilityId', 'device.approved_at as approvedAt', 'entry.text as firstEntry']);
}

const row = z.object({ id: z.string(), facilityId: z.string(), approvedAt: z.string().nullable(), firstEntry: z.string().nullable() });

function successorIn(columns: unknown): { readonly id: string; readonly successor: Successor } {
  const { id, facilityId, approvedAt, firstEntry } = row.parse(columns);
  const former = firstEntry === null ? null : formerNamedIn(entrySchema.parse(JSON.parse(firstEntry)));
  return { id, successor: { facilityId, approvedAt, former } };
}
