/** The first screen of a new desk, and of one whose files are an older copy. A scan fills the code. */
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import { FaultNote } from '../../ui/FaultNote.tsx';
import { Page, Panel } from '../../ui/Panel.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { CopiedNote } from './CopiedNote.tsx';

export function EnrolmentScreen() {
  const copied = useApp((state) => state.deskState?.copied ?? null);
  if (copied === null) return <FirstEnrolment />;
  return (
    <Page name="copied" heading={say.copied.heading}>
      <CopiedNote copied={copied} />
      {copied.isEnrolledAnew ? <p role="status" data-testid="enrolled-anew">{say.copied.left}</p> : <EnrolmentForm startsAtCode />}
    </Page>
  );
}

function FirstEnrolment() {
  const isDemo = useApp((state) => (state.deskState?.demoOfficers.length ?? 0) > 0);
  return (
    <Page name="enrolment" heading={say.enrolment.heading}>
      <p>{isDemo ? say.enrolment.demo : say.enrolment.intro}</p>
      <EnrolmentForm />
    </Page>
  );
}

function EnrolmentForm({ startsAtCode = false }: { readonly startsAtCode?: boolean }) {
  const { url, code, name } = useApp((state) => state.enrolment);
  const fault = useApp((state) => state.enrolmentFault);
  const isBusy = useApp((state) => state.isEnrolling);
  const setEnrolment = useApp((state) => state.setEnrolment);
  const enrol = useApp((state) => state.enrol);
  return (
    <>
      {fault !== null && <FaultNote kind={fault.kind} sentence={say.fault(fault)} />}
      <Panel heading={say.enrolment.go}>
        <TextField
          label={say.enrolment.url} field="url" testId="enrol-url" maxLength={300} value={url} hasFocusFirst={!startsAtCode}
          onChange={(value) => setEnrolment({ url: value })}
        />
        <TextField
          label={say.enrolment.code} field="code" testId="enrol-code" maxLength={64} value={code} takesTyping hasFocusFirst={startsAtCode}
          onChange={(value) => setEnrolment({ code: value })}
        />
        <TextField
          label={say.enrolment.name} field="name" testId="enrol-name" maxLength={60} value={name}
          onChange={(value) => setEnrolment({ name: value })}
        />
        <div className="button-row">
          <Button kind="primary" keyName="F2" testId="enrol-go" isDisabled={isBusy} onPress={() => void enrol()}>
            {isBusy ? say.enrolment.busy : say.enrolment.go}
          </Button>
        </div>
      </Panel>
    </>
  );
}
