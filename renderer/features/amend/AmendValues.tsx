/** The values of the exam as they count now, to be changed by keys; a part that is open stands in their place. */
import { EXAM_METHOD_FACTS } from '../../../domain/exam/methods.ts';
import type { ExamProblem } from '../../../domain/exam/problems.ts';
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { TextField } from '../../ui/TextField.tsx';
import {
  DetailsForm, FindingsEditor, FindingsLine, LONGEST_TYPED, problemAt, problemWordsAt, ReasonChoices, ReasonsLine, ValueLine,
} from '../examValues/index.ts';
import { LabelFields } from '../noBarcode/index.ts';
import { fieldsShown, isCorrected, situationOf, type AmendForm } from './amendForm.ts';
import { DETAILS_KEY, detailsStateOf, findingsStateOf, OUTCOME_KEY, type Amending } from './amending.ts';
import { OutcomePart } from './OutcomePart.tsx';

interface AmendValuesProps {
  readonly amending: Amending;
  readonly problems: readonly ExamProblem[];
}

export function AmendValues({ amending, problems }: AmendValuesProps) {
  const editAmend = useApp((state) => state.editAmend);
  const pressAmendKey = useApp((state) => state.pressAmendKey);
  const { form, detail, part } = amending;
  const back = (): void => void pressAmendKey('Escape');
  return (
    <Panel heading={isCorrected(form, detail) ? say.amend.valuesTyped : say.amend.values}>
      {part === 'reasons' && <ReasonChoices reasons={form.reasons} onToggle={pressAmendKey} onDone={back} />}
      {part === 'findings' && (
        <FindingsEditor state={findingsStateOf(amending)} onChange={(findings) => editAmend({ findings })} onKey={pressAmendKey} />
      )}
      {part === 'outcome' && <OutcomePart keys={amending.outcomeKeys} situation={situationOf(form, detail)} outcome={form.outcome} onKey={pressAmendKey} />}
      {part === 'details' && (
        <>
          <DetailsForm
            {...detailsStateOf(amending)} situation={situationOf(form, detail)} problems={problems} onChange={(fields) => editAmend({ fields })}
          />
          <Button kind="bar" keyName="Esc" onPress={back}>{say.exam.back}</Button>
        </>
      )}
      {(part === null || part === 'withdrawal') && <Values amending={amending} problems={problems} />}
    </Panel>
  );
}

function Values({ amending: { form, detail }, problems }: AmendValuesProps) {
  const editAmend = useApp((state) => state.editAmend);
  const pressAmendKey = useApp((state) => state.pressAmendKey);
  const open = (key: string) => (): void => void pressAmendKey(key);
  const asked = fieldsShown(form, detail);
  return (
    <>
      <Methods methods={form.methods} problem={problemWordsAt(problems, 'methods')} />
      <ReasonsLine reasons={form.reasons} onOpen={open('r')} />
      <TextField
        label={say.exam.finding} keyName="F" field="finding" testId="amend-finding" hint={say.label.leaveField} maxLength={LONGEST_TYPED}
        value={form.finding} onChange={(finding) => editAmend({ finding })} {...problemAt(problems, 'finding')}
      />
      <FindingsLine findings={form.findings} onOpen={open('d')} />
      <ValueLine
        name={say.exam.outcome} words={say.exam.outcomeWords(form.outcome)} keyName={OUTCOME_KEY} testId="amend-outcome" onOpen={open(OUTCOME_KEY)}
      />
      <ValueLine
        name={say.examValues.details} words={say.examValues.detailsWords(form.outcome, asked)} keyName={DETAILS_KEY} testId="amend-details"
        onOpen={open(DETAILS_KEY)} hasProblem={problems.some(({ field }) => Object.hasOwn(asked, field))}
      />
      <LabelFields form={form.label} onChange={(change) => editAmend({ label: { ...form.label, ...change } })} />
    </>
  );
}

function Methods({ methods, problem }: { readonly methods: AmendForm['methods']; readonly problem: string | null }) {
  const pressAmendKey = useApp((state) => state.pressAmendKey);
  return (
    <div role="group" aria-label={say.exam.methods} className="amend-methods">
      <h3>{say.exam.methods}</h3>
      <div className="amend-methods-keys">
        {EXAM_METHOD_FACTS.map(({ code, key }) => (
          <Button
            key={code} testId={`amend-method-${code}`} keyName={key.toUpperCase()} isPressed={methods.includes(code)}
            onPress={() => void pressAmendKey(key)}
          >
            {say.lists.method(code)}
          </Button>
        ))}
      </div>
      {problem !== null && <p className="value-problem" data-testid="amend-methods-problem">{problem}</p>}
    </div>
  );
}
