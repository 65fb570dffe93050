/** What a supervisor looks at before signing, the signature, and those before it. */
import type { ShiftLog } from '../../../preload/contract/views.ts';
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { TextField } from '../../ui/TextField.tsx';

export function Signing({ log }: { readonly log: ShiftLog }) {
  const note = useApp((state) => state.shiftNote);
  const isSigning = useApp((state) => state.isSigning);
  const setShiftNote = useApp((state) => state.setShiftNote);
  const signShift = useApp((state) => state.signShift);
  return (
    <Panel heading={say.shift.signatures}>
      <div className="shift-facts">
        <p data-testid="shift-pin-failures">{say.shift.pinFailures(log.pinFailures)}</p>
        <p data-testid="shift-unsigned">{say.shift.unsigned(log.unsigned)}</p>
        {log.signatures.length === 0 && <p>{say.shift.noSignature}</p>}
      </div>
      {log.signatures.map(({ seq, by, at, note: words, exams }) => (
        <p key={seq} data-testid="shift-signature">{say.shift.signature(by, at, exams, words)}</p>
      ))}
      <div className="shift-sign">
        <TextField
          label={say.shift.note} keyName="N" field="shiftNote" testId="shift-note" hint={say.label.leaveField} maxLength={2_000} value={note}
          onChange={setShiftNote}
        />
        <Button kind="primary" keyName="F8" testId="shift-sign" isDisabled={isSigning} onPress={() => void signShift()}>
          {isSigning ? say.shift.signing : say.shift.sign}
        </Button>
      </div>
    </Panel>
  );
}
