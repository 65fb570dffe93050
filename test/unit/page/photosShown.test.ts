/** What stands on the screens of photos: on the form of an exam, and beside the entries that wait for HQ. */
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { PhotoDeliveryView } from '../../../preload/contract/photoViews.ts';
import type { ItemView } from '../../../preload/contract/views.ts';
import { PhotoChoices, PhotosLine } from '../../../renderer/features/bench/Photos.tsx';
import { newWork } from '../../../renderer/features/bench/work.ts';
import { PhotosPanel } from '../../../renderer/features/delivery/PhotosPanel.tsx';

const ITEM = { scanId: '01900000-0000-7000-8000-000000000001', origin: null, mailClass: 'letter', offer: { reasons: [] } } as unknown as ItemView;
const PHOTOS = Array.from({ length: 11 }, (_, n) => ({ photoId: n.toString(16).padStart(64, '0'), shows: n === 0 ? 'label' : 'contents' }));

describe('the line of photos on the form', () => {
  const work = newWork(ITEM, 'o-1');
  const line = (photos: typeof PHOTOS, photosUnderWay: number) =>
    renderToStaticMarkup(createElement(PhotosLine, { work: { ...work, form: { ...work.form, photos }, photosUnderWay }, onOpen: () => undefined }));

  it('is not there where no photo was taken', () => {
    expect(line([], 0)).toBe('');
  });

  it('says how many there are, what they show and that one is being kept, with the key that opens them', () => {
    expect(line(PHOTOS.slice(0, 2), 1)).toContain('2: label, contents; one is being kept …');
    expect(line(PHOTOS.slice(0, 2), 0)).toContain('<kbd>H</kbd>');
    expect(line([], 1)).toContain('role="status"');
  });

  it('opens to a button for each of the first nine', () => {
    const list = renderToStaticMarkup(createElement(PhotoChoices, { photos: PHOTOS, onKey: () => undefined }));
    expect([...list.matchAll(/take out photo (\d+): (\w+)/g)].map(([, place, shows]) => `${place} ${shows}`))
      .toEqual(['1 label', ...Array.from({ length: 8 }, (_, n) => `${n + 2} contents`)]);
  });
});

describe('the photos on the delivery screen', () => {
  const panel = (change: Partial<PhotoDeliveryView>) =>
    renderToStaticMarkup(createElement(PhotosPanel, { photos: { waiting: 3, refused: 0, unreadable: 0, isKnownToHq: true, failure: null, ...change } }));

  it('are not mentioned where none waits', () => {
    expect(panel({ waiting: 0 })).toBe('');
  });

  it.each([
    ['wait for their turn', {}, ['data-waiting="3"', 'after the exam that names it'], ['photos-refused', 'photos-unreadable', 'photos-failed', 'HQ takes no photos yet']],
    ['could not be sent just now', { failure: 'hq-error' }, ['photos-failed', 'tries again by itself'], ['photos-refused']],
    ['wait for an HQ that knows photos', { isKnownToHq: false }, ['HQ takes no photos yet'], ['after the exam that names it']],
    ['are refused', { refused: 1 }, ['photos-refused', 'HQ does not take 1 photo of exams', 'say: photo refused'], ['photos-unreadable']],
    ['cannot be read', { unreadable: 2 }, ['photos-unreadable', '2 photos of exams cannot be read', 'leave the disk as it is'], ['photos-refused']],
  ] as const)('%s, and the screen says so', (_what, change, said, notSaid) => {
    const shown = panel(change);
    expect([said.filter((words) => !shown.includes(words)), notSaid.filter((words) => shown.includes(words))]).toEqual([[], []]);
  });
});
