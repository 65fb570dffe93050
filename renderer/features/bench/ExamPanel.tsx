/** The right half: how the item was examined, what was found, and the outcome that records it. */
import { EXAM_METHOD_FACTS } from '../../../domain/exam/methods.ts';
import { useApp } from '../../app/storeContext.tsx';
import { en } from '../../text/en.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { isRecordable, mayBeRecorded } from './draftOf.ts';
import { OutcomeChoices } from './OutcomeChoices.tsx';
import { OutcomeButtons } from './OutcomeButtons.tsx';
import type { Work } from './work.ts';

export function ExamPanel({ work }: { readonly work: Work }) {
  const { item, form } = work;
  const editForm = useApp((state) => state.editForm);
  if (!isRecordable(item, form.isConfirmed)) return <NothingToRecord work={work} />;
  if (form.outcomeKeys.length > 0) return <OutcomeChoices work={work} />;
  return (
    <section className="exam-panel" aria-label={en.exam.outcome}>
      <Methods />
      <TextField
        label={en.exam.finding} keyName="F" field="finding" testId="finding" hint={en.label.leaveField} value={form.finding} maxLength={10_000}
        isDisabled={work.phase !== 'open'} onChange={(finding) => editForm({ finding })}
      />
      <OutcomeButtons work={work} />
    </section>
  );
}

function Methods() {
  const methods = useApp((state) => state.methods);
  const missing = useApp((state) => state.missing);
  const toggleMethod = useApp((state) => state.toggleMethod);
  return (
    <div role="group" aria-label={en.exam.methods} className="exam-methods">
      <h3>{en.exam.methods}</h3>
      <div className="exam-methods-keys">
        {EXAM_METHOD_FACTS.map(({ code, words, key }) => (
          <Button key={code} testId={`method-${code}`} keyName={key.toUpperCase()} isPressed={methods.includes(code)} onPress={() => toggleMethod(code)}>
            {words}
          </Button>
        ))}
      </div>
      {missing === 'method' && <p role="alert" className="exam-missing" data-testid="method-missing">{en.exam.noMethod}</p>}
      {missing === 'origin' && <p role="alert" className="exam-missing" data-testid="origin-missing">{en.label.originUnknown}</p>}
    </div>
  );
}

function NothingToRecord({ work }: { readonly work: Work }) {
  const editForm = useApp((state) => state.editForm);
  return (
    <section className="exam-panel" aria-label={en.exam.outcome}>
      <p>{en.exam.notAnItem}</p>
      {mayBeRecorded(work.item) && (
        <Button keyName="I" testId="record-all-the-same" onPress={() => editForm({ isConfirmed: true })}>{en.exam.recordAllTheSame}</Button>
      )}
    </section>
  );
}
