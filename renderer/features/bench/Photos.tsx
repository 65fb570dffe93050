/** The photos of the exam in hand: one line on the form, and the list in which a digit takes one out. */
import { say } from '../../text/say.ts';
import { KeyChoices, ValueLine } from '../examValues/index.ts';
import { PHOTOS_KEY, TAKE_OUT_KEYS, type FormPhotos } from './photos.ts';
import type { Work } from './work.ts';

/** Nothing where none was taken: there is nothing to take out. */
export function PhotosLine({ work: { form, photosUnderWay }, onOpen }: { readonly work: Work; readonly onOpen: () => void }) {
  const photos = form.photos ?? [];
  if (photos.length === 0 && photosUnderWay === 0) return null;
  return (
    <div role="status">
      <ValueLine name={say.photos.line} words={say.photos.lineWords(photos, photosUnderWay)} keyName={PHOTOS_KEY} testId="photos-line" onOpen={onOpen} />
    </div>
  );
}

export function PhotoChoices({ photos, onKey }: { readonly photos: FormPhotos; readonly onKey: (key: string) => void }) {
  const choices = photos.flatMap(({ photoId, shows }, at) => {
    const key = TAKE_OUT_KEYS[at];
    return key === undefined ? [] : [{ code: photoId, words: say.photos.takeOut(at + 1, shows), key }];
  });
  return <KeyChoices heading={say.photos.heading} testId="photo" choices={choices} onKey={onKey} />;
}
