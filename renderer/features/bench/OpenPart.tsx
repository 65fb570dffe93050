/** The part of the exam form that stands in place of the outcomes. */
import { checkExam } from '../../../domain/exam/check.ts';
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import { DetailsForm, FindingsEditor, ReasonChoices } from '../examValues/index.ts';
import { draftOf, situationOf } from './draftOf.ts';
import { actOnPart, detailsState, findingsState } from './parts.ts';
import { PhotoChoices } from './Photos.tsx';
import type { Work } from './work.ts';

export function OpenPart({ work }: { readonly work: Work }) {
  const part = useApp((state) => state.part);
  const state = useApp((one) => one);
  const onKey = (key: string): void => void actOnPart(state, work, key);
  return (
    <div className="exam-panel" data-scrolls="true">
      {part?.part === 'reasons' && <ReasonChoices reasons={work.form.reasons} onToggle={onKey} onDone={() => onKey('Escape')} />}
      {part?.part === 'findings' && (
        <FindingsEditor
          state={findingsState(work.form, part)} onKey={onKey}
          onChange={(findings) => state.editForm({ findings: [...findings] })}
        />
      )}
      {part?.part === 'photos' && <PhotoChoices photos={work.form.photos ?? []} onKey={onKey} />}
      {part?.part !== 'reasons' && part?.part !== 'findings' && part?.part !== 'photos' && <Details work={work} />}
    </div>
  );
}

function Details({ work }: { readonly work: Work }) {
  const methods = useApp((state) => state.methods);
  const part = useApp((state) => state.part);
  const editForm = useApp((state) => state.editForm);
  const recordDetails = useApp((state) => state.recordDetails);
  const backOut = useApp((state) => state.backOut);
  const { details } = work.form;
  const opened = detailsState(work, methods, part);
  if (details === null || opened === null) return null;
  const problems = checkExam(draftOf(work, methods, { code: details.outcome, fields: details.fields }), { mailClass: work.item.mailClass });
  return (
    <>
      <DetailsForm
        {...opened} situation={situationOf(work, methods)} problems={problems}
        onChange={(fields) => editForm({ details: { outcome: details.outcome, fields: { ...fields } } })}
      />
      <div className="button-row">
        <Button kind="primary" keyName="F8" testId="details-record" onPress={recordDetails}>{say.bench.recordDetails}</Button>
        <Button kind="bar" keyName="Esc" onPress={backOut}>{say.exam.back}</Button>
      </div>
    </>
  );
}
