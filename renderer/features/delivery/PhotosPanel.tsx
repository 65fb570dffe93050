/** Photos that wait for HQ: how many, and what keeps them, for none may wait unseen. */
import type { DeliveryStatus } from '../../../preload/contract/views.ts';
import { en } from '../../text/en.ts';
import { WarningIcon } from '../../ui/icons.tsx';
import { Panel } from '../../ui/Panel.tsx';
import '../../ui/notes.css';

/** Nothing at a desk where no photo waits. */
export function PhotosPanel({ photos: { waiting, refused, unreadable, isKnownToHq, failure } }: Pick<DeliveryStatus, 'photos'>) {
  if (waiting === 0) return null;
  return (
    <Panel heading={en.photos.delivery.heading}>
      <dl className="facts" data-testid="photo-facts" data-waiting={waiting}>
        <dt>{en.photos.delivery.waiting}</dt>
        <dd>{en.delivery.countOf(waiting)}</dd>
      </dl>
      <p>{isKnownToHq ? en.photos.delivery.note : en.photos.delivery.unknownToHq}</p>
      {failure !== null && <p data-testid="photos-failed" data-failure={failure}>{en.photos.delivery.failed}</p>}
      {refused > 0 && <Note testId="photos-refused" words={en.photos.delivery.refused(refused)} />}
      {unreadable > 0 && <Note testId="photos-unreadable" words={en.photos.delivery.unreadable(unreadable)} />}
    </Panel>
  );
}

function Note({ testId, words }: { readonly testId: string; readonly words: string }) {
  return <div role="status" className="note note-warning" data-testid={testId}><WarningIcon /><p>{words}</p></div>;
}
