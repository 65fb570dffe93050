/** Manifests of the snapshots that desks may load: of each facility the newest, and the ones before it that loads under way still need. */
import { z } from 'zod';
import { canonicalText } from '../../domain/ledger/entry.ts';
import { snapshotBodySchema, type SnapshotBody } from '../../domain/snapshot/manifest.ts';
import type { Reads, Tx } from './database.ts';

export interface StoredSnapshot {
  readonly body: SnapshotBody;
  /** The canonical text that HQ signs, with every member it has. */
  readonly text: string;
}

export async function newestSnapshot(db: Reads, facilityId: string): Promise<StoredSnapshot | null> {
  const row = await db.selectFrom('snapshot').select('body').where('facility_id', '=', facilityId).orderBy('number', 'desc').limit(1).executeTakeFirst();
  return row === undefined ? null : { body: bodyOf(row.body), text: row.body };
}

/** Makes it the newest of its facility, keeps so many of the facility's, and answers the chunks of those it dropped. */
export async function putSnapshot(tx: Tx, facilityId: string, body: SnapshotBody, keep: number): Promise<readonly string[]> {
  const { number } = await tx.selectFrom('snapshot').select((eb) => eb.fn.max('number').as('number')).executeTakeFirstOrThrow();
  await tx.insertInto('snapshot').values({ number: (z.int().nullable().parse(number) ?? 0) + 1, facility_id: facilityId, body: canonicalText(body) }).execute();
  const old = await tx.selectFrom('snapshot').select(['number', 'body']).where('facility_id', '=', facilityId).orderBy('number', 'desc').execute();
  const dropped = old.slice(keep);
  if (dropped.length > 0) await tx.deleteFrom('snapshot').where('number', 'in', dropped.map((one) => one.number)).execute();
  return dropped.flatMap((one) => namesIn(one.body));
}

/** Of every kept snapshot of every facility. */
export async function namedChunks(db: Reads): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('snapshot').select('body').execute();
  return new Set(rows.flatMap((row) => namesIn(row.body)));
}

function namesIn(text: string): readonly string[] {
  return bodyOf(text).chunks.map(({ sha256 }) => sha256);
}

function bodyOf(text: string): SnapshotBody {
  return snapshotBodySchema.parse(JSON.parse(text));
}
