/** How a photo lies on the desk's disk: AES-256-GCM under a key of its own, bound to its name; the file's name tells nothing of it either. */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

export interface PhotoKeys {
  readonly seal: Buffer;
  readonly name: Buffer;
}

/** From the store's own key (RFC 5869), so that the store has one secret and no two uses share a key. */
export function photoKeysOf(storeKey: Buffer): PhotoKeys {
  const derived = (info: string) => Buffer.from(hkdfSync('sha256', storeKey, Buffer.alloc(0), info, 32));
  return { seal: derived('imf-exam-desk photo seal 1'), name: derived('imf-exam-desk photo name 1') };
}

/** First bytes of every file: another way to seal will begin otherwise. */
const MARK = Buffer.from('imf-photo-1\n', 'latin1');
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A sealed photo has so many bytes more than the photo. */
export const SEAL_BYTES = MARK.length + NONCE_BYTES + TAG_BYTES;

/** The photo's id is the hash of what it shows: whoever has the photo could find it by that name on a copied disk. */
export function fileNameOf(keys: PhotoKeys, photoId: string): string {
  return createHmac('sha256', keys.name).update(photoId).digest('hex').slice(0, 40);
}

/** A random nonce for each seal: the same photo sealed twice is another file. */
export function sealPhoto(keys: PhotoKeys, photoId: string, bytes: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keys.seal, nonce);
  cipher.setAAD(boundTo(photoId));
  return Buffer.concat([MARK, nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

/** Null: not what was sealed under this name with this key. */
export function openPhoto(keys: PhotoKeys, photoId: string, sealed: Buffer): Buffer | null {
  if (sealed.length <= SEAL_BYTES || !sealed.subarray(0, MARK.length).equals(MARK)) return null;
  const decipher = createDecipheriv('aes-256-gcm', keys.seal, sealed.subarray(MARK.length, MARK.length + NONCE_BYTES));
  decipher.setAAD(boundTo(photoId));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(MARK.length + NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    return null;
  }
}

function boundTo(photoId: string): Buffer {
  return Buffer.concat([MARK, Buffer.from(photoId, 'latin1')]);
}
