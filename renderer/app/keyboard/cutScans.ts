/** Stands between the keys and their meaning: keeps what may be the first part of a cut scan, and passes on everything else. */
import { isCharacter, type KeyPress } from '../../../domain/scan/burst.ts';
import { endWait, JOIN_WITHIN_MS, takeFragment, takeScan, type CutAction, type CutHead, type CutStep } from '../../../domain/scan/cutScan.ts';
import type { KeyHandlers } from './capture.ts';
import type { ReadKeys } from './scannerKeys.ts';

export interface KeyMeanings {
  readonly onScan: (text: string) => void;
  /** A scan of which a part is missing: nothing of it may be used. */
  readonly onCutScan: () => void;
  readonly onCharacter: (character: string) => void;
  /** true when the key was used up. */
  readonly onNamedKey: (key: string) => boolean;
  /** Characters go into a text field now and command nothing. */
  readonly takesText: () => boolean;
}

export function joinCutScans(meanings: KeyMeanings, read: ReadKeys): Omit<KeyHandlers, 'onPress'> {
  let head: CutHead | null = null;
  let timer: number | undefined;

  function take([next, actions]: CutStep): void {
    head = next;
    for (const action of actions) perform(action);
    wait();
  }

  function perform({ kind, text }: CutAction): void {
    if (kind === 'scan') meanings.onScan(text);
    else if (kind === 'command') meanings.onCharacter(text);
    else meanings.onCutScan();
  }

  function wait(): void {
    window.clearTimeout(timer);
    if (head === null) return;
    const due = head.lastAt + JOIN_WITHIN_MS + 1;
    timer = window.setTimeout(() => take(endWait(head, performance.now())), Math.max(0, due - performance.now()));
  }

  function handBack(press: KeyPress): void {
    if (press.modified) return;
    if (isCharacter(press)) meanings.onCharacter(press.key);
    else meanings.onNamedKey(press.key);
  }

  /** One key is an officer's, who reads what is printed on it; several are a scanner's. */
  function fragmentText(keys: readonly KeyPress[]): string {
    const characters = keys.filter(isCharacter);
    return characters.length === 1 ? (characters[0]?.key ?? '') : read(keys);
  }

  return {
    onScan: (scan) => take(takeScan(head, scan)),

    onTyped(keys, hasSuffix) {
      const [first] = keys;
      if (first === undefined) return;
      if (!meanings.takesText()) return take(takeFragment(head, { text: fragmentText(keys), firstAt: first.at, lastAt: keys.at(-1)?.at ?? first.at, hasSuffix }));
      keys.forEach(handBack);
      wait();
    },

    /** The rest of the scan is on its way: what it is, the end of its burst says. */
    onHeld({ at }) {
      if (head !== null && at - head.lastAt <= JOIN_WITHIN_MS) window.clearTimeout(timer);
    },

    onNamedKey: meanings.onNamedKey,
  };
}
