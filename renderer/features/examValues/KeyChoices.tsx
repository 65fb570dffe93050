/** A closed list to choose from: one large button for each value, with the key that does the same. */
import type { ReactNode } from 'react';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import './examValues.css';

interface KeyChoice {
  readonly code: string;
  readonly words: ReactNode;
  readonly key: string;
}

interface KeyChoicesProps {
  readonly heading: string;
  readonly testId: string;
  readonly choices: readonly KeyChoice[];
  /** Given where several may be chosen, or where one is chosen already. */
  readonly chosen?: readonly string[];
  /** Every press tells its key, as the keyboard would. */
  readonly onKey: (key: string) => void;
  readonly canBeNone?: boolean;
}

export function KeyChoices({ heading, testId, choices, chosen, onKey, canBeNone = false }: KeyChoicesProps) {
  return (
    <section className="value-part" aria-label={heading} data-testid={testId}>
      <h2>{heading}</h2>
      <div className="value-choices">
        {choices.map(({ code, words, key }) => (
          <Button
            key={code} testId={`${testId}-${code}`} keyName={key.toUpperCase()} onPress={() => onKey(key)}
            {...(chosen === undefined ? {} : { isPressed: chosen.includes(code) })}
          >
            {words}
          </Button>
        ))}
        {canBeNone && <Button keyName="Delete" onPress={() => onKey('Delete')}>{say.examValues.none}</Button>}
        <Button kind="bar" keyName="Esc" onPress={() => onKey('Escape')}>{say.exam.back}</Button>
      </div>
    </section>
  );
}
