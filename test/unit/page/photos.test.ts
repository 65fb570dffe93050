/** A photo on the bench: it gets into the exam it was taken for, whatever is scanned or pressed meanwhile, and a key takes it out again. */
import { beforeEach, describe, expect, it } from 'vitest';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ItemView } from '../../../preload/contract/views.ts';
import type { AppState, Deps } from '../../../renderer/app/state.ts';
import { draftOf } from '../../../renderer/features/bench/draftOf.ts';
import { actOnKey } from '../../../renderer/features/bench/keys.ts';
import { withoutPhotoOf, withPhoto, type FormPhotos } from '../../../renderer/features/bench/photos.ts';
import { makeBenchSlice } from '../../../renderer/features/bench/slice.ts';
import { isTouched, newWork } from '../../../renderer/features/bench/work.ts';
import { say } from '../../../renderer/text/say.ts';

const BYTES = new Uint8Array([0xff, 0xd8, 0xff, 1]);
const ID = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);

function item(n: number): ItemView {
  return {
    scanId: `01900000-0000-7000-8000-00000000000${n}`, identifier: { id: `RB00000000${n}GB`, raw: `RB00000000${n}GB` }, band: 'CLEAR', advice: { id: 'clear' },
    postings: [], origin: { code: 'GB' }, mailClass: 'letter', bag: null, nearMisses: [], chips: [], holds: [], history: [], linkProposals: [],
    offer: { reasons: ['random'], outcomes: [{ key: '0' }], isConfirmedFirst: false },
  } as unknown as ItemView;
}

interface Call {
  readonly method: string;
  readonly args: unknown;
  readonly answer: (answer: unknown) => void;
}

describe('a photo on the bench', () => {
  let calls: Call[];
  let app: StoreApi<AppState>;
  const called = (method: string) => calls.filter((one) => one.method === method);
  const press = (key: string) => actOnKey(app.getState(), key, 0);
  const photosOf = (n: number) => {
    const { top, drafts } = app.getState();
    return [top, ...drafts].find((work) => work?.item.scanId === item(n).scanId)?.form.photos ?? [];
  };
  /** The disk has taken the photo, or has not. */
  const answer = async (what: object = { ok: true, value: { photoId: ID, bytes: 4, takenAt: 'x' } }) => {
    called('photo/keep').at(-1)?.answer(what);
    await settle();
  };

  beforeEach(() => {
    calls = [];
    const service = new Proxy({}, {
      get: (_, method: string) => (args: unknown) => new Promise((resolve) => calls.push({ method, args, answer: resolve })),
    });
    const deps = { desk: { service }, play: () => undefined } as unknown as Deps;
    // Of the page's state only what the bench itself needs.
    app = createStore<AppState>((set, get) => ({
      ...makeBenchSlice(set, get, deps), screen: 'bench', bags: null, deskState: { officer: { officerId: 'o-1' } }, loadBag: async () => undefined,
    }) as unknown as AppState);
    app.setState({ top: newWork(item(1), 'o-1') });
  });

  it('is named by the exam when it is on the disk, and the half-filled exam is kept at once', async () => {
    const added = app.getState().addPhoto(BYTES, 'label');
    expect([photosOf(1), called('photo/keep')[0]?.args]).toEqual([[], { bytes: BYTES }]);
    await answer();
    expect([await added, photosOf(1)]).toEqual([true, [{ photoId: ID, shows: 'label' }]]);
    expect(called('draft/put').map(({ args }) => args)).toEqual([{ scanId: item(1).scanId, form: app.getState().top?.form }]);
  });

  it('goes to the exam it was taken for when another item was scanned before the disk had it', async () => {
    const added = app.getState().addPhoto(BYTES, 'contents');
    app.getState().takeScan('RB000000002GB');
    called('item/scan')[0]?.answer({ ok: true, value: item(2) });
    await settle();
    expect(app.getState().top?.item.scanId).toBe(item(2).scanId);
    await answer();
    expect([await added, photosOf(1), photosOf(2)]).toEqual([true, [{ photoId: ID, shows: 'contents' }], []]);
  });

  it('misses no exam whose item is scanned once more meanwhile: the scan keeps its id', async () => {
    void app.getState().addPhoto(BYTES, 'label');
    app.getState().takeScan('RB000000001GB');
    called('item/scan')[0]?.answer({ ok: true, value: { ...item(1), scanId: item(9).scanId } });
    await settle();
    expect(app.getState().top?.item.scanId).toBe(item(1).scanId);
    await answer();
    expect(photosOf(1)).toHaveLength(1);
  });

  it('keeps the outcome key back until it is on the disk; pressed again it records the photo too', async () => {
    void app.getState().addPhoto(BYTES, 'label');
    press('0');
    expect([app.getState().notice, called('exam/record')]).toEqual(['photoUnderWay', []]);
    await answer();
    expect(app.getState().notice).toBeNull();
    press('0');
    expect(called('exam/record').map(({ args }) => (args as { photos: unknown }).photos)).toEqual([[{ photoId: ID, shows: 'label' }]]);
  });

  it('keeps an outcome with its details back as well', () => {
    app.getState().editForm({ details: { outcome: 'RELEASED_TO_USPS', fields: {} } });
    void app.getState().addPhoto(BYTES, 'label');
    app.getState().recordDetails();
    expect([app.getState().notice, called('exam/record')]).toEqual(['photoUnderWay', []]);
  });

  it('that cannot be kept is not named, and the exam says why until one is', async () => {
    const added = app.getState().addPhoto(BYTES, 'label');
    await answer({ ok: false, fault: { kind: 'storage-full', detail: {} } });
    expect([await added, photosOf(1), app.getState().top?.fault?.kind]).toEqual([false, [], 'storage-full']);
    const again = app.getState().addPhoto(BYTES, 'label');
    expect(app.getState().top?.fault).toBeNull();
    await answer();
    expect([await again, photosOf(1).length]).toEqual([true, 1]);
  });

  it('is not asked of the desk where no exam can have it', async () => {
    app.setState({ scansWaiting: 1 });
    expect(await app.getState().addPhoto(BYTES, 'label')).toBeNull();
    app.setState({ scansWaiting: 0, top: null });
    expect(await app.getState().addPhoto(BYTES, 'label')).toBeNull();
    const work = newWork(item(1), 'o-1');
    const fifty = Array.from({ length: 50 }, (_, n) => ({ photoId: n.toString(16).padStart(64, '0'), shows: 'label' }));
    app.setState({ top: { ...work, form: { ...work.form, photos: fifty } } });
    expect(await app.getState().addPhoto(BYTES, 'label')).toBe(false);
    expect([app.getState().top?.fault?.detail, called('photo/keep')]).toEqual([{ field: 'photos', problem: 'TOO_MANY' }, []]);
  });

  it('of an item that was put away meanwhile is not said to be in an exam', async () => {
    const added = app.getState().addPhoto(BYTES, 'label');
    app.getState().dropTop();
    await answer();
    expect(await added).toBe(false);
  });

  it('is taken out by its digit; the list closes with the last one', () => {
    app.getState().editForm({ photos: [{ photoId: ID, shows: 'label' }, { photoId: OTHER, shows: 'contents' }] });
    press('h');
    expect(app.getState().part).toEqual({ part: 'photos' });
    press('7');
    press('1');
    expect([photosOf(1), app.getState().part]).toEqual([[{ photoId: OTHER, shows: 'contents' }], { part: 'photos' }]);
    press('1');
    expect([photosOf(1), app.getState().part]).toEqual([[], null]);
    press('h');
    expect(app.getState().part, 'there is nothing to take out').toBeNull();
  });

  it('makes an exam that nothing else was entered for worth keeping, and goes into the exam that is recorded', () => {
    const work = newWork(item(1), 'o-1');
    const withOne = { ...work, form: { ...work.form, photos: [{ photoId: ID, shows: 'label' }] } };
    expect([work, withOne, { ...work, photosUnderWay: 1 }, { ...work, form: { ...work.form, photos: [] } }].map(isTouched)).toEqual([false, true, true, false]);
    expect(draftOf(withOne, ['xray'], { code: 'RELEASED_TO_USPS', fields: {} }).photos).toEqual(withOne.form.photos);
  });
});

describe('the photos of a form', () => {
  const two: FormPhotos = [{ photoId: ID, shows: 'label' }, { photoId: OTHER, shows: 'contents' }];

  it('name the same photo once, as what was said of it last', () => {
    expect(withPhoto(two, ID, 'contents')).toEqual([{ photoId: ID, shows: 'contents' }, { photoId: OTHER, shows: 'contents' }]);
    expect(withPhoto([], OTHER, 'label')).toEqual([{ photoId: OTHER, shows: 'label' }]);
  });

  it('lose the one whose digit is pressed and no other', () => {
    expect([withoutPhotoOf(two, '2'), withoutPhotoOf(two, '3'), withoutPhotoOf(two, '0'), withoutPhotoOf(two, 'x')]).toEqual([[two[0]], two, two, two]);
  });

  it.each([
    [two, 0, '2: label, contents'],
    [two.slice(0, 1), 1, '1: label; one is being kept …'],
    [[], 1, 'one is being kept …'],
    [[{ photoId: ID, shows: 'seal' }], 0, '1: something else'],
  ] as const)('are said on one line (%#)', (photos, underWay, words) => {
    expect(say.photos.lineWords(photos, underWay)).toBe(words);
  });

  it.each([
    [['x', true], ['x', true], '2 photos: label, label; delivered to HQ'],
    [[null, true], ['x', true], '2 photos: label, label; 1 of them not delivered to HQ yet'],
    [[null, false], [null, true], '2 photos: label, label; 2 of them not delivered to HQ yet; 1 of them not on this desk any more'],
  ] as const)('say of a recorded exam where they are (%#)', (first, second, words) => {
    const view = ([deliveredAt, isHere]: readonly [string | null, boolean]) => ({ photoId: ID, shows: 'label' as const, bytes: 4, takenAt: 'x', deliveredAt, isHere });
    expect(say.photos.ofExam([view(first), view(second)])).toBe(words);
  });
});

/** What is under way in the page has come to its next question. */
function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
