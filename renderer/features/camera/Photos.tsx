/** The photos that the exam on top will name, small. */
import { useEffect, useState } from 'react';
import type { ExamForm } from '../../../preload/contract/examForm.ts';
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';

type FormPhotos = NonNullable<ExamForm['photos']>;

/** Each is unpacked whole; the list under H on the bench has all of them. */
const SHOWN = 8;

export function Photos({ photos }: { readonly photos: FormPhotos }) {
  const newestFirst = photos.map(({ photoId, shows }, at) => ({ photoId, words: say.camera.photoOf(at + 1, shows) })).toReversed().slice(0, SHOWN);
  return (
    <section>
      <h2>{say.camera.photos(photos.length)}</h2>
      <ul className="camera-photos">
        {newestFirst.map(({ photoId, words }) => <li key={photoId}><Thumbnail photoId={photoId} words={words} /></li>)}
      </ul>
    </section>
  );
}

/** Read from the desk's encrypted store, and in memory for as long as it is shown. */
function Thumbnail({ photoId, words }: { readonly photoId: string; readonly words: string }) {
  const readPhoto = useApp((state) => state.readPhoto);
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    let made: string | null = null;
    let isGone = false;
    void readPhoto(photoId).then((blob) => {
      if (isGone) return;
      made = blob === null ? null : URL.createObjectURL(blob);
      setAddress(made ?? 'none');
    });
    return () => {
      isGone = true;
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [photoId, readPhoto]);
  if (address === null || address === 'none') return <span className="camera-thumbnail">{address === null ? '' : `${words} ${say.camera.notShown}`}</span>;
  return (
    <figure>
      <img className="camera-thumbnail" src={address} alt="" data-testid="thumbnail" />
      <figcaption>{words}</figcaption>
    </figure>
  );
}
