/** Says on the sign-in screen that HQ has not approved this desk, with what the person at HQ must compare: no roster comes before that. */
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { WarningIcon } from '../../ui/icons.tsx';
import '../../ui/notes.css';

export function ApprovalNote() {
  const isPending = useApp(({ delivery }) => [delivery?.upload.failure?.kind, delivery?.download.failure?.kind].includes('awaiting-approval'));
  const fingerprint = useApp((state) => state.deskState?.device?.keyFingerprint ?? '');
  if (!isPending) return null;
  return (
    <div role="status" className="note note-warning" data-testid="awaiting-approval">
      <WarningIcon />
      <p>{say.signIn.awaitingApproval(fingerprint)}</p>
    </div>
  );
}
