/** Takes photos in, chunk by chunk, and puts HQ's name to each that is whole. */
import { canonicalText } from '../../domain/ledger/entry.ts';
import type { PhotoQuery, PhotoReceipt, PhotoRefusal, PhotoReply } from '../../domain/photo/messages.ts';
import { MAX_PHOTO_BYTES } from '../../domain/photo/photo.ts';
import { PROTOCOL_VERSION } from '../../domain/sync/messages.ts';
import { signText } from '../keys.ts';
import type { Device } from '../store/devices.ts';
import { findPhoto, putPhoto, type StoredPhoto } from '../store/photos.ts';
import type { HqStore } from '../store/store.ts';
import { isNamed } from './naming.ts';
import { completePart, dropPart, isIntact, isThere, partLength, writePart, type PartPlace } from './photoFolder.ts';

export interface PhotoRequest {
  readonly sender: Device;
  readonly photoId: string;
  readonly query: PhotoQuery;
  /** Null: the desk only asks. */
  readonly chunk: { readonly offset: number; readonly bytes: Uint8Array } | null;
}

/** One request of a device at a time. A chunk is taken at HQ's own offset only; one that begins elsewhere is told where that is. */
export async function photoReply(store: HqStore, folder: string, request: PhotoRequest, now: Date): Promise<PhotoReply> {
  const { sender, photoId, query, chunk } = request;
  if (query.bytes > MAX_PHOTO_BYTES) return refused('too-large');
  if (!(await isNamed(store.reads, sender, photoId, query))) return refused('not-named');
  const place = { folder, photoId, deviceId: sender.id };
  const known = await held(store, request, folder, now);
  if (known !== null) {
    await dropPart(place);
    return { receipt: receiptOf(store, known) };
  }
  const offset = await offsetOf(place, query.bytes);
  if (chunk !== null && chunk.offset === offset && offset + chunk.bytes.length <= query.bytes) await writePart(place, offset, chunk.bytes);
  const length = await partLength(place);
  if (length < query.bytes) return { held: length };
  if (!(await completePart(place))) return refused('hash-mismatch');
  return { receipt: receiptOf(store, await recorded(store, request, now)) };
}

/** Null: not whole yet, or its file is gone, which a restored folder can cause: then it is taken once more. */
async function held(store: HqStore, request: PhotoRequest, folder: string, now: Date): Promise<StoredPhoto | null> {
  const { photoId, query: { bytes } } = request;
  const known = await findPhoto(store.reads, photoId);
  if (!(await isThere(folder, photoId, known?.bytes ?? bytes))) return null;
  if (known !== null) return known;
  // HQ ended between giving the file its name and writing the row.
  return await isIntact(folder, photoId) ? recorded(store, request, now) : null;
}

async function offsetOf(place: PartPlace, bytes: number): Promise<number> {
  const length = await partLength(place);
  if (length <= bytes) return length;
  // Begun under another length: nothing of it can be believed.
  await dropPart(place);
  return 0;
}

/** The row comes after the file, and the signature after both (sync rule 1). */
async function recorded(store: HqStore, { sender, photoId, query }: PhotoRequest, now: Date): Promise<StoredPhoto> {
  const photo = { photoId, bytes: query.bytes, deviceId: sender.id, namedBy: query.device, namedSeq: query.seq, receivedAt: now.toISOString() };
  return store.inTransaction(async (tx) => {
    await putPhoto(tx, photo);
    return await findPhoto(tx, photoId) ?? photo;
  });
}

/** Whoever asks again gets the very same: nothing in it depends on who asks and when. */
function receiptOf({ hqId, signingKey }: HqStore, { photoId, bytes, receivedAt }: StoredPhoto): PhotoReceipt {
  const body = { statement: 'photo' as const, protocol: PROTOCOL_VERSION, hqId, photoId, bytes, receivedAt } satisfies PhotoReceipt['body'];
  return { body, signature: signText(signingKey, canonicalText(body)) };
}

function refused(reason: PhotoRefusal): PhotoReply {
  return { refused: { reason } };
}
