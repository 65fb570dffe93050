/** Marks the selection as not presented: first the reason by one key, then a note for who wants one, then the confirmation. */
import { MAX_NOT_PRESENTED_NOTE, NOT_PRESENTED_REASONS, type NotPresentedCode } from '../../../domain/hold/entries.ts';
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { HOLDS_KEYS, NOTE_FIELD } from './keys.ts';

export function MarkPanel() {
  const mark = useApp((state) => state.holdMark);
  const count = useApp((state) => state.selectedHolds.length);
  const edit = useApp((state) => state.editHoldMark);
  if (mark === null) return null;
  return (
    <section className="panel holds-mark" aria-label={say.holds.mark} data-testid="holds-mark-panel">
      <h2>{say.holds.marking(count)}</h2>
      <div className="button-row">
        {NOT_PRESENTED_REASONS.map(({ key, code }) => (
          <Button key={code} keyName={key} testId={`holds-reason-${code}`} isPressed={mark.reason === code} onPress={() => edit({ reason: code })}>
            {say.lists.notPresented(code)}
          </Button>
        ))}
      </div>
      {mark.reason !== null && <Confirmation reason={mark.reason} count={count} />}
    </section>
  );
}

function Confirmation({ reason, count }: { readonly reason: NotPresentedCode; readonly count: number }) {
  const note = useApp((state) => state.holdMark?.note ?? '');
  const isRecording = useApp((state) => state.holdMark?.isRecording === true);
  const edit = useApp((state) => state.editHoldMark);
  const confirm = useApp((state) => state.confirmHoldMark);
  return (
    <>
      <TextField
        label={say.holds.note} keyName={HOLDS_KEYS.note} field={NOTE_FIELD} testId="holds-note" hint={say.holds.noteHint}
        maxLength={MAX_NOT_PRESENTED_NOTE} value={note} isDisabled={isRecording} onChange={(words) => edit({ note: words })}
      />
      <div className="button-row holds-actions">
        <p role="status">{say.holds.chosen(count, reason)}</p>
        <Button kind="primary" keyName={HOLDS_KEYS.confirm} testId="holds-confirm" isDisabled={isRecording} onPress={() => void confirm()}>
          {isRecording ? say.holds.confirming : say.holds.confirm(count)}
        </Button>
      </div>
    </>
  );
}
