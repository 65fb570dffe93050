/** The findings while they are filled in: all of them as a list, the one in front with its fields, or the list that one key chooses from. */
import type { FindingForm } from '../../../preload/contract/examForm.ts';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import { WarningIcon } from '../../ui/icons.tsx';
import { findingProblems } from './findingForm.ts';
import { FindingFields } from './FindingFields.tsx';
import { FINDING_LISTS, type FindingAsk, type FindingsState } from './findingsStep.ts';
import { KeyChoices } from './KeyChoices.tsx';
import { problemWordsAt } from './problemWords.ts';
import './examValues.css';

interface FindingsEditorProps {
  readonly state: FindingsState;
  /** Something was typed into a field. */
  readonly onChange: (findings: readonly FindingForm[]) => void;
  /** A button was pressed: it does what its key does (`findingsStep`). */
  readonly onKey: (key: string) => void;
}

export function FindingsEditor({ state, onChange, onKey }: FindingsEditorProps) {
  const { findings, at, ask } = state;
  const finding = findings[at];
  const problems = findingProblems(findings);
  const tooMany = problemWordsAt(problems, 'findings');
  if (ask !== null) return <Ask ask={ask} finding={finding} onKey={onKey} />;
  return (
    <section className="value-part" aria-label={say.examValues.findings} data-testid="findings">
      <h2>{say.examValues.findings}</h2>
      {tooMany !== null && <p role="alert" className="value-problem">{tooMany}</p>}
      {findings.length === 0 && <p>{say.examValues.noFinding}</p>}
      <ol className="finding-list">
        {findings.map((one, index) => (
          // Findings have no name of their own: their place is what tells them apart.
          <li key={index} data-testid="finding-row" aria-current={index === at}>
            {problems.some(({ field }) => field.startsWith(`findings.${index}.`)) && <WarningIcon />}
            {say.examValues.findingWords(one)}
          </li>
        ))}
      </ol>
      {finding !== undefined && (
        <FindingFields
          finding={finding} at={at} problems={problems} onKey={onKey}
          onChange={(change) => onChange(findings.with(at, { ...finding, ...change }))}
        />
      )}
      <div className="button-row">
        <Button keyName="A" testId="finding-add" onPress={() => onKey('a')}>{say.examValues.addFinding}</Button>
        {finding !== undefined && <Button keyName="Delete" testId="finding-remove" onPress={() => onKey('Delete')}>{say.examValues.removeFinding}</Button>}
        {findings.length > 1 && (
          <>
            <Button kind="bar" keyName="↑" onPress={() => onKey('ArrowUp')}>{say.examValues.previousFinding}</Button>
            <Button kind="bar" keyName="↓" onPress={() => onKey('ArrowDown')}>{say.examValues.nextFinding}</Button>
          </>
        )}
        <Button kind="bar" keyName="Esc" onPress={() => onKey('Escape')}>{say.exam.back}</Button>
      </div>
    </section>
  );
}

function Ask({ ask, finding, onKey }: { readonly ask: FindingAsk; readonly finding: FindingForm | undefined; readonly onKey: (key: string) => void }) {
  const chosen: Readonly<Record<FindingAsk, string | null | undefined>> = {
    newClass: null, class: finding?.commodityClass, unit: finding?.unit, testKind: finding?.testKind, testResult: finding?.testResult,
  };
  const code = chosen[ask];
  return (
    <KeyChoices
      heading={say.examValues.ask[ask]} testId="finding-ask" chosen={code == null ? [] : [code]} onKey={onKey}
      choices={FINDING_LISTS[ask].map((one) => ({ ...one, words: say.lists.finding[ask](one.code) }))}
      canBeNone={ask !== 'newClass' && ask !== 'class'}
    />
  );
}
