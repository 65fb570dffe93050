/** A button that shows the key that does the same. */
import type { ReactNode } from 'react';
import './button.css';

interface ButtonProps {
  readonly onPress: () => void;
  readonly children: ReactNode;
  readonly keyName?: string;
  readonly testId?: string;
  /** Given for buttons that stay down: methods, mail classes. */
  readonly isPressed?: boolean;
  readonly isDisabled?: boolean;
  readonly kind?: 'plain' | 'primary' | 'bar';
}

export function Button({ onPress, children, keyName, testId, isPressed, isDisabled = false, kind = 'plain' }: ButtonProps) {
  return (
    <button
      type="button" className={`button button-${kind}`} data-testid={testId} disabled={isDisabled} onClick={onPress}
      {...(isPressed === undefined ? {} : { 'aria-pressed': isPressed })}
      {...(keyName === undefined ? {} : { 'aria-keyshortcuts': shortcutOf(keyName) })}
    >
      {keyName !== undefined && <kbd>{keyName}</kbd>}
      <span className="button-words">{children}</span>
    </button>
  );
}

const SHORTCUTS: Readonly<Record<string, string>> = { Esc: 'Escape', '↑': 'ArrowUp', '↓': 'ArrowDown' };

/** The key by the names that assistive technology knows (WAI-ARIA 1.2, aria-keyshortcuts). */
function shortcutOf(keyName: string): string {
  return SHORTCUTS[keyName] ?? keyName.replace(/^Ctrl /, 'Control+');
}
