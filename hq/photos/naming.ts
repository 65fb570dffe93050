/** Whose photo it is: HQ takes none that no entry of the desk names. */
import { photosNamedIn } from '../../domain/photo/names.ts';
import type { PhotoQuery } from '../../domain/photo/messages.ts';
import { formerOf } from '../ingest/formers.ts';
import type { Reads } from '../store/database.ts';
import type { Device } from '../store/devices.ts';
import { entryAt } from '../store/entries.ts';

/**
 * The desk says which entry names the photo, and HQ looks there: so photos that entries named before this HQ knew of photos are taken as
 * well. Whatever the verdict on the entry: HQ holds a refused one too, and what it speaks of is evidence.
 */
export async function isNamed(db: Reads, sender: Device, photoId: string, { device, seq, bytes }: PhotoQuery): Promise<boolean> {
  if (!(await isOwn(db, sender, device, seq))) return false;
  const entry = await entryAt(db, device, seq);
  const named = entry === null ? undefined : photosNamedIn(entry).find((one) => one.photoId === photoId);
  return named !== undefined && (named.bytes === null || named.bytes === bytes);
}

/** Entries that were receipted before a desk was enrolled anew are not carried; their photos may still lie on it. */
async function isOwn(db: Reads, sender: Device, deviceId: string, seq: number): Promise<boolean> {
  if (deviceId === sender.id) return true;
  const former = await formerOf(db, sender.id, deviceId);
  return former !== null && seq <= former.seq;
}
