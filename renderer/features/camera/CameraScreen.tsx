/** F7: what the camera sees, what became of it, and the photos of the item on top. */
import { useEffect, useRef } from 'react';
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import { FaultNote } from '../../ui/FaultNote.tsx';
import { Page } from '../../ui/Panel.tsx';
import { CAMERA_KEYS } from './keys.ts';
import { Photos } from './Photos.tsx';
import { photoWorkOf } from './slice.ts';
import './camera.css';

export function CameraScreen() {
  const work = useApp(photoWorkOf);
  const words = say.camera;
  return (
    <Page name="camera" heading={work === null ? words.heading : words.headingOf(work.item.display)}>
      <p>{work === null ? words.hint : words.hintOf}</p>
      <Note />
      <div className="camera">
        <Picture />
        <div className="camera-side">
          <Keys hasItem={work !== null} hasPhotos={(work?.form.photos ?? []).length > 0} />
          {work !== null && <Photos photos={work.form.photos ?? []} />}
        </div>
      </div>
    </Page>
  );
}

function Picture() {
  const state = useApp((one) => one.cameraState);
  const stream = useApp((one) => one.cameraStream);
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current === null) return;
    video.current.srcObject = stream;
    if (stream !== null) void video.current.play().catch(() => undefined);
  }, [stream]);
  return (
    <div className="camera-picture" data-testid="camera-picture" data-state={state}>
      {state === 'on' ? <video ref={video} muted playsInline aria-label={say.camera.picture} /> : <p role="status">{say.camera.state[state]}</p>}
    </div>
  );
}

/** Always there, so that what comes into it is read out. */
function Note() {
  const note = useApp((state) => state.cameraNote);
  if (note?.kind === 'fault') return <FaultNote kind={note.fault.kind} sentence={say.fault(note.fault)} />;
  return <p role="status" className="camera-note" data-testid="camera-note" data-kind={note?.kind ?? 'none'}>{note === null ? '' : say.camera.note(note)}</p>;
}

function Keys({ hasItem, hasPhotos }: { readonly hasItem: boolean; readonly hasPhotos: boolean }) {
  const isOn = useApp((state) => state.cameraState === 'on');
  const shows = useApp((state) => state.photoShows);
  const takePhoto = useApp((state) => state.takePhoto);
  const turnShows = useApp((state) => state.turnShows);
  const nextCamera = useApp((state) => state.nextCamera);
  const openPhotoFile = useApp((state) => state.openPhotoFile);
  const dropLastPhoto = useApp((state) => state.dropLastPhoto);
  const words = say.camera;
  return (
    <div className="camera-keys">
      <Button kind="primary" keyName={CAMERA_KEYS.photo} testId="take-photo" isDisabled={!isOn} onPress={() => void takePhoto()}>
        {hasItem ? words.take(words.shows[shows]) : words.read}
      </Button>
      {hasItem && <Button keyName={CAMERA_KEYS.shows} testId="photo-shows" onPress={turnShows}>{words.turn(words.shows[shows === 'label' ? 'contents' : 'label'])}</Button>}
      <Button keyName={CAMERA_KEYS.file} testId="open-photo" onPress={() => void openPhotoFile()}>{hasItem ? words.fileOf : words.file}</Button>
      <Button keyName={CAMERA_KEYS.next} testId="next-camera" onPress={nextCamera}>{words.next}</Button>
      {hasPhotos && <Button keyName={CAMERA_KEYS.drop} testId="drop-photo" onPress={dropLastPhoto}>{words.drop}</Button>}
    </div>
  );
}
