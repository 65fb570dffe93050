/** Why a desk that works must be enrolled anew, above the form that does it. */
import type { CopiedView } from '../../../preload/contract/views.ts';
import { say } from '../../text/say.ts';
import { WarningIcon } from '../../ui/icons.tsx';
import '../../ui/notes.css';

export function CopiedNote({ copied }: { readonly copied: CopiedView }) {
  const { by, hqSeq, noticedAt, toCarry } = copied;
  return (
    <div role="alert" className="note note-fault" data-testid="copied" data-sign={by}>
      <WarningIcon />
      <div>
        <p>{say.copied.happened(by, hqSeq, noticedAt)}</p>
        <p>{say.copied.safe}</p>
        <p data-testid="copied-next">{say.copied.next(toCarry)}</p>
      </div>
    </div>
  );
}
