/** A labelled text field; `field` is the name by which a key moves the focus into it. */
import { useId } from 'react';
import './textField.css';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly field: string;
  readonly testId: string;
  readonly maxLength: number;
  readonly keyName?: string;
  readonly hint?: string;
  readonly problem?: string;
  readonly isSecret?: boolean;
  /** Short codes are shown in capitals as on a label; what is typed stays as it is. */
  readonly isCode?: boolean;
  readonly isNumber?: boolean;
  /** Takes what is typed while nothing has the focus. */
  readonly takesTyping?: boolean;
  readonly isDisabled?: boolean;
  readonly hasFocusFirst?: boolean;
}

export function TextField(props: TextFieldProps) {
  const id = useId();
  const { label, value, onChange, field, testId, keyName, hint, problem, isDisabled = false } = props;
  return (
    <div className="text-field">
      <label htmlFor={id}>
        {label} {keyName !== undefined && <kbd>{keyName}</kbd>}
      </label>
      <input
        id={id} type={props.isSecret === true ? 'password' : 'text'} value={value} maxLength={props.maxLength} disabled={isDisabled}
        onChange={(event) => onChange(event.target.value)}
        data-testid={testId} data-field={field} data-takes-typing={props.takesTyping === true} data-code={props.isCode === true}
        autoComplete="off" autoCapitalize="off" spellCheck={false} autoFocus={props.hasFocusFirst === true}
        inputMode={props.isNumber === true ? 'numeric' : 'text'}
        aria-invalid={problem !== undefined} aria-describedby={problem !== undefined || hint !== undefined ? `${id}-words` : undefined}
      />
      {(problem ?? hint) !== undefined && (
        <p id={`${id}-words`} className="text-field-words" data-problem={problem !== undefined}>{problem ?? hint}</p>
      )}
    </div>
  );
}
