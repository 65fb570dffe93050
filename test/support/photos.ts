/** Photos for tests: bytes that begin as a photo does, and entries that name them. All of it is invented. */
import { createHash } from 'node:crypto';
import type { EntryBody } from '../../domain/ledger/entry.ts';
import { photoReplySchema, type PhotoReply } from '../../domain/photo/messages.ts';
import type { ExamPhoto } from '../../domain/photo/photo.ts';
import { examPayload } from './entries.ts';
import type { RawReply, TestDesk } from './deskClient.ts';

/** The same seed gives the same photo; what follows the first bytes looks like noise, as in a JPEG. */
export function photoBytes(bytes: number, seed = 1): Buffer<ArrayBuffer> {
  const all = Buffer.alloc(bytes);
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  for (let at = 0; at < bytes; at += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    all[at] = state & 0xff;
  }
  all.set([0xff, 0xd8, 0xff, 0xe0], 0);
  return all;
}

export function photoIdOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function examPhoto(bytes: Uint8Array, change: Partial<ExamPhoto> = {}): ExamPhoto {
  return { photoId: photoIdOf(bytes), shows: 'label', bytes: bytes.length, takenAt: '2026-03-02T09:00:00-05:00', ...change };
}

/** For `TestDesk.seal`: an exam that names these photos. */
export function examWith(n: number, ...photos: readonly ExamPhoto[]): (body: EntryBody) => EntryBody {
  return (body) => ({ ...body, kind: 'exam.recorded', payload: { ...examPayload(n), photos: photos.map((photo) => ({ ...photo })) } });
}

/** A desk's requests about one photo. */
export function photoAt(desk: TestDesk, photo: Buffer<ArrayBuffer>, seq: number, change: { photoId?: string; device?: string; bytes?: number } = {}) {
  const photoId = change.photoId ?? photoIdOf(photo);
  const query = (more: Record<string, string> = {}) =>
    new URLSearchParams({ device: change.device ?? desk.enrolled?.deviceId ?? '', seq: String(seq), bytes: String(change.bytes ?? photo.length), ...more }).toString();
  return {
    photoId,
    ask: () => desk.request('GET', `/v1/photos/${photoId}?${query()}`, null),
    path: (offset: number) => `/v1/photos/${photoId}?${query({ offset: String(offset) })}`,
    send: (offset: number, to = photo.length) => desk.request('POST', `/v1/photos/${photoId}?${query({ offset: String(offset) })}`, photo.subarray(offset, to)),
    /** In chunks of so many bytes, from where HQ is; the last answer. */
    async sendAll(chunk = 100_000): Promise<PhotoReply> {
      let answer = replyIn(await this.ask());
      while ('held' in answer) answer = replyIn(await this.send(answer.held, Math.min(photo.length, answer.held + chunk)));
      return answer;
    },
  };
}

export function replyIn(reply: RawReply): PhotoReply {
  if (reply.status !== 200) throw new Error(`HQ answered ${reply.status}: ${reply.text}`);
  return photoReplySchema.parse(JSON.parse(reply.text));
}
