/** Photos that wait for HQ: how many, and what keeps them, for none may wait unseen. */
import type { DeliveryStatus } from '../../../preload/contract/views.ts';
import { say } from '../../text/say.ts';
import { WarningIcon } from '../../ui/icons.tsx';
import { Panel } from '../../ui/Panel.tsx';
import '../../ui/notes.css';

/** Nothing at a desk where no photo waits. */
export function PhotosPanel({ photos: { waiting, refused, unreadable, isKnownToHq, failure } }: Pick<DeliveryStatus, 'photos'>) {
  if (waiting === 0) return null;
  return (
    <Panel heading={say.photos.delivery.heading}>
      <dl className="facts" data-testid="photo-facts" data-waiting={waiting}>
        <dt>{say.photos.delivery.waiting}</dt>
        <dd>{say.delivery.countOf(waiting)}</dd>
      </dl>
      <p>{isKnownToHq ? say.photos.delivery.note : say.photos.delivery.unknownToHq}</p>
      {failure !== null && <p data-testid="photos-failed" data-failure={failure}>{say.photos.delivery.failed}</p>}
      {refused > 0 && <Note testId="photos-refused" words={say.photos.delivery.refused(refused)} />}
      {unreadable > 0 && <Note testId="photos-unreadable" words={say.photos.delivery.unreadable(unreadable)} />}
    </Panel>
  );
}

function Note({ testId, words }: { readonly testId: string; readonly words: string }) {
  return <div role="status" className="note note-warning" data-testid={testId}><WarningIcon /><p>{words}</p></div>;
}
