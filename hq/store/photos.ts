/** Photos that HQ holds whole: one row each, put there when the file has its name. */
import { z } from 'zod';
import type { Reads, Tx } from './database.ts';

const photoRow = z.object({
  photoId: z.string(),
  bytes: z.int(),
  deviceId: z.string(),
  namedBy: z.string(),
  namedSeq: z.int(),
  receivedAt: z.string(),
});

export type StoredPhoto = Readonly<z.infer<typeof photoRow>>;

const COLUMNS = ['id as photoId', 'bytes', 'device_id as deviceId', 'named_by as namedBy', 'named_seq as namedSeq', 'received_at as receivedAt'] as const;

export async function findPhoto(db: Reads, photoId: string): Promise<StoredPhoto | null> {
  const row = await db.selectFrom('photo').select(COLUMNS).where('id', '=', photoId).executeTakeFirst();
  return row === undefined ? null : photoRow.parse(row);
}

/** What was first said of a photo stays: whoever sends it again hears the same. */
export async function putPhoto(tx: Tx, { photoId, bytes, deviceId, namedBy, namedSeq, receivedAt }: StoredPhoto): Promise<void> {
  await tx.insertInto('photo')
    .values({ id: photoId, bytes, device_id: deviceId, named_by: namedBy, named_seq: namedSeq, received_at: receivedAt })
    .onConflict((conflict) => conflict.doNothing()).execute();
}

const PHOTOS_AT_ONCE = 500;

/** By id, in pages. */
export async function* storedPhotos(db: Reads): AsyncGenerator<StoredPhoto> {
  for (let after = '', isLast = false; !isLast;) {
    const rows = await db.selectFrom('photo').select(COLUMNS).where('id', '>', after).orderBy('id').limit(PHOTOS_AT_ONCE).execute();
    yield* z.array(photoRow).parse(rows);
    after = rows.at(-1)?.photoId ?? after;
    isLast = rows.length < PHOTOS_AT_ONCE;
  }
}
