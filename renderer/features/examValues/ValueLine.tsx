/** A part of the form on one line, with the key that opens it. */
import { Button } from '../../ui/Button.tsx';
import { WarningIcon } from '../../ui/icons.tsx';
import './examValues.css';

interface ValueLineProps {
  readonly name: string;
  readonly words: string;
  readonly keyName: string;
  readonly testId: string;
  readonly onOpen: () => void;
  readonly hasProblem?: boolean;
}

export function ValueLine({ name, words, keyName, testId, onOpen, hasProblem = false }: ValueLineProps) {
  return (
    <div className="value-line" data-problem={hasProblem}>
      <Button kind="bar" keyName={keyName.toUpperCase()} testId={testId} onPress={onOpen}>
        {hasProblem && <WarningIcon />}
        {name}: <span className="value-line-words">{words}</span>
      </Button>
    </div>
  );
}
