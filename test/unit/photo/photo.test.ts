/** Photos as entries name them: what is a photo, which ones an entry names, and that no correction takes one away. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { examAmendedSchema } from '../../../domain/exam/amended.ts';
import { foldExams } from '../../../domain/exam/history.ts';
import { examRecordedSchema } from '../../../domain/exam/recorded.ts';
import { canonicalText, seal, type Entry } from '../../../domain/ledger/entry.ts';
import { parsePayload } from '../../../domain/ledger/kinds.ts';
import { photosNamedIn } from '../../../domain/photo/names.ts';
import { examPhotosSchema, MAX_EXAM_PHOTOS, MAX_PHOTO_BYTES, photoTypeOf, type ExamPhoto } from '../../../domain/photo/photo.ts';
import { corrected, entryOf, examOf, recorded, uuid, valuesOf, withdrawn } from '../domain/examEntries.ts';

const photoId = (n: number): string => n.toString(16).padStart(64, 'a');
const photo = (n: number, change: Partial<ExamPhoto> = {}): ExamPhoto =>
  ({ photoId: photoId(n), shows: 'label', bytes: 1_000 + n, takenAt: '2026-11-23T14:06:41.000-05:00', ...change });
const finding = (...photoIds: string[]) =>
  ({ commodityClass: 'narcotics' as const, quantity: null, unit: null, weightGrams: null, fieldTest: null, note: null, photoIds });

/** A correction that adds photos. */
function adding(seq: number, n: number, photos: readonly ExamPhoto[]): Entry {
  const payload = { amendmentId: uuid(2_000 + seq), examId: uuid(n), why: 'seen later', kind: 'corrected', values: valuesOf(), photos };
  return entryOf(seq, 'exam.amended', examAmendedSchema.parse(payload));
}

describe('bytes', () => {
  it.each([
    ['JPEG', [0xff, 0xd8, 0xff, 0xe0, 0, 16], 'image/jpeg'],
    ['WebP', [...Buffer.from('RIFF....WEBPVP8 ')], 'image/webp'],
    ['other RIFF, such as sound', [...Buffer.from('RIFF....WAVEfmt ')], null],
    ['PNG', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], null],
    ['a page of somebody else', [...Buffer.from('<html>')], null],
    ['a JPEG cut after two bytes', [0xff, 0xd8], null],
    ['nothing', [], null],
  ])('of %s are told by how they begin', (_what, bytes, type) => {
    expect(photoTypeOf(Uint8Array.from(bytes))).toBe(type);
  });
});

describe('an exam with photos', () => {
  it('is read with none where an older desk sealed it, and keeps its hash', () => {
    const entry = entryOf(1, 'exam.recorded', { ...examOf(), photos: undefined } as unknown as Entry['payload']);
    const older = JSON.parse(JSON.stringify(entry)) as Entry;
    expect(older.payload).not.toHaveProperty('photos');
    expect(foldExams([older]).exams[0]?.effective.photos).toEqual([]);
  });

  it('cannot be changed in its photos without its hash telling it', () => {
    const entry = recorded(1, 1, { photos: [photo(1)] });
    const { hash, ...body } = entry;
    const other = seal({ ...body, payload: { ...body.payload, photos: [photo(2)] } });
    expect(other.hash).not.toBe(hash);
  });

  it.each<[string, unknown]>([
    ['a name that is no hash', [{ ...photo(1), photoId: 'p-1' }]],
    ['a name in capitals', [{ ...photo(1), photoId: photoId(1).toUpperCase() }]],
    ['something else than label or contents', [{ ...photo(1), shows: 'officer' }]],
    ['no bytes', [photo(1, { bytes: 0 })]],
    ['too many bytes', [photo(1, { bytes: MAX_PHOTO_BYTES + 1 })]],
    ['a time without a zone', [photo(1, { takenAt: '2026-11-23T14:06:41' })]],
    ['too many of them', Array.from({ length: MAX_EXAM_PHOTOS + 1 }, (_, n) => photo(n))],
  ])('is not read with %s', (_what, photos) => {
    expect(examPhotosSchema.safeParse([photo(1)]).success).toBe(true);
    expect(examRecordedSchema.safeParse({ ...examOf(), photos }).success).toBe(false);
  });

  it('keeps them through a correction by a desk that knows nothing of photos', () => {
    const [exam] = foldExams([recorded(1, 1, { photos: [photo(1)] }), corrected(2, 1, { outcome: 'DETAINED', outcomeFields: { reason: 'ADMISSIBILITY' } })]).exams;
    expect(exam?.effective).toMatchObject({ outcome: 'DETAINED', photos: [photo(1)] });
  });

  it('keeps them when it is withdrawn, so that they can be shown', () => {
    const [exam] = foldExams([recorded(1, 1, { photos: [photo(1)] }), withdrawn(2, 1)]).exams;
    expect([exam?.isWithdrawn, exam?.effective.photos]).toEqual([true, [photo(1)]]);
  });

  it('gets those that corrections add, each once, as it was first said', () => {
    const again = photo(1, { shows: 'contents' });
    const [exam] = foldExams([recorded(1, 1, { photos: [photo(1)] }), adding(2, 1, [photo(2), again]), adding(3, 1, [photo(3)])]).exams;
    expect(exam?.effective.photos).toEqual([photo(1), photo(2), photo(3)]);
  });

  it('never has fewer photos by one more correction, whatever it says', () => {
    const some = fc.array(fc.nat(5), { maxLength: 3 });
    fc.assert(fc.property(some, fc.array(some, { maxLength: 4 }), (first, later) => {
      const entries = [recorded(1, 1, { photos: first.map((n) => photo(n)) }), ...later.map((ids, at) => adding(at + 2, 1, ids.map((n) => photo(n))))];
      const counts = entries.map((_, at) => foldExams(entries.slice(0, at + 1)).exams[0]?.effective.photos.length ?? 0);
      expect(counts).toEqual([...counts].sort((a, b) => a - b));
      expect(counts.at(-1)).toBe(new Set([...first, ...later.flat()]).size);
    }));
  });
});

describe('the photos an entry names', () => {
  const idsIn = (entry: Entry) => photosNamedIn(entry).map((one) => one.photoId);

  it('are those of the exam with their size, and those of its findings without', () => {
    const entry = recorded(1, 1, { photos: [photo(1)], findings: [finding(photoId(2), photoId(1)), finding(photoId(2))] });
    expect(photosNamedIn(entry)).toEqual([{ photoId: photoId(1), bytes: 1_001 }, { photoId: photoId(2), bytes: null }]);
  });

  it('are those that a correction adds and finds', () => {
    expect(idsIn(adding(2, 1, [photo(4)]))).toEqual([photoId(4)]);
    expect(idsIn(corrected(2, 1, { findings: [finding(photoId(5))] }))).toEqual([photoId(5)]);
    expect(idsIn(withdrawn(2, 1))).toEqual([]);
  });

  it('are those of the original that it carries', () => {
    const { hash, ...body } = recorded(7, 1, { photos: [photo(1)] }, { deviceId: 'JFK-01-OLD' });
    const carried = { deviceId: body.deviceId, seq: 7, hash, text: canonicalText(body), why: 'copied' };
    expect(idsIn(entryOf(2, 'entry.carried', carried))).toEqual([photoId(1)]);
    expect(idsIn(entryOf(2, 'entry.carried', { ...carried, text: carried.text.replace('label', 'contents') }))).toEqual([]);
  });

  it('are none in entries of other kinds, of unknown kinds and in ones that do not fit', () => {
    expect(idsIn(entryOf(1, 'session.locked', { reason: 'idle' }))).toEqual([]);
    expect(idsIn(entryOf(1, 'exam.dreamt', { photos: [photo(1)] }))).toEqual([]);
    expect(idsIn(entryOf(1, 'exam.recorded', { photos: [{ ...photo(1) }] }))).toEqual([]);
    expect(idsIn(recorded(1, 1, { findings: [finding('p-1')] }))).toEqual([]);
  });

  it('are read from what the schema reads, so that HQ and desk name the same', () => {
    const entry = recorded(1, 1, { photos: [photo(1)] });
    expect(parsePayload(entry.kind, entry.payload)).toMatchObject({ ok: true, payload: { photos: [photo(1)] } });
  });
});
