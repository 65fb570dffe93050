/** The right half: how and why the item was examined, what was found, and the outcome that records it; or the part that is open. */
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { FindingsLine, LONGEST_TYPED, ReasonsLine } from '../examValues/index.ts';
import { isRecordable, mayBeRecorded } from './draftOf.ts';
import { Methods } from './Methods.tsx';
import { OpenPart } from './OpenPart.tsx';
import { OutcomeChoices } from './OutcomeChoices.tsx';
import { OutcomeButtons } from './OutcomeButtons.tsx';
import { findingsPart } from './parts.ts';
import { PhotosLine } from './Photos.tsx';
import type { Work } from './work.ts';

export function ExamPanel({ work }: { readonly work: Work }) {
  const { item, form } = work;
  const part = useApp((state) => state.part);
  const editForm = useApp((state) => state.editForm);
  const openPart = useApp((state) => state.openPart);
  if (!isRecordable(item, form.isConfirmed)) return <NothingToRecord work={work} />;
  if (form.outcomeKeys.length > 0) return <OutcomeChoices work={work} />;
  if (work.phase === 'open' && part?.part !== 'detailsOutcome' && (part !== null || form.details !== null)) return <OpenPart work={work} />;
  return (
    <section className="exam-panel" data-scrolls="true" aria-label={say.exam.outcome}>
      <Methods item={item} />
      <div className="exam-lines">
        <ReasonsLine reasons={form.reasons} onOpen={() => openPart({ part: 'reasons' })} />
        <FindingsLine findings={form.findings} onOpen={() => openPart(findingsPart(form.findings))} />
        <PhotosLine work={work} onOpen={() => openPart({ part: 'photos' })} />
      </div>
      <div className="text-field-beside">
        <TextField
          label={say.exam.finding} keyName="F" field="finding" testId="finding" hint={say.label.leaveField} value={form.finding}
          maxLength={LONGEST_TYPED} isDisabled={work.phase !== 'open'} onChange={(finding) => editForm({ finding })}
        />
      </div>
      {part?.part === 'detailsOutcome' && <p className="exam-details-next" data-testid="details-next">{say.bench.detailsNext}</p>}
      <OutcomeButtons work={work} />
    </section>
  );
}

function NothingToRecord({ work }: { readonly work: Work }) {
  const editForm = useApp((state) => state.editForm);
  return (
    <section className="exam-panel" data-scrolls="true" aria-label={say.exam.outcome}>
      <p>{say.exam.notAnItem}</p>
      {mayBeRecorded(work.item) && (
        <Button keyName="I" testId="record-all-the-same" onPress={() => editForm({ isConfirmed: true })}>{say.exam.recordAllTheSame}</Button>
      )}
    </section>
  );
}
