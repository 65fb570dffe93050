/** Joins a scan that a pause cut in two, or says that it was cut; no part of it ever acts as a command. */
import { isProven } from './proven.ts';

/** Characters that came close together. firstAt, lastAt: times of the first and the last key, on the clock of KeyPress.at. */
export interface Piece {
  readonly text: string;
  readonly firstAt: number;
  readonly lastAt: number;
}

/** A piece that is no whole scan. hasSuffix: Enter or Tab came right behind it, as no officer presses them. */
export interface Fragment extends Piece {
  readonly hasSuffix: boolean;
}

/** The first part of what may be a cut scan, and when its last key came. */
export interface CutHead {
  readonly text: string;
  readonly lastAt: number;
}

/** scan: a whole scan, joined or as it came. command: one character pressed by an officer. cut: not taken, and must be told. */
export interface CutAction {
  readonly kind: 'scan' | 'command' | 'cut';
  readonly text: string;
}

export type CutStep = readonly [head: CutHead | null, actions: readonly CutAction[]];

/** The rest of a cut scan begins at most this many ms after the first part's last key. */
export const JOIN_WITHIN_MS = 300;

/**
 * Takes a piece that the rhythm says is typing, while no text field would take it. One character alone is a command, unless a first part
 * waits: then it belongs to the same cut scan, for a command pressed that soon would act on an item the officer has not seen.
 */
export function takeFragment(head: CutHead | null, fragment: Fragment): CutStep {
  return afterWait(head, fragment.firstAt, (waiting) => {
    if (waiting === null && isCommand(fragment)) return [null, [{ kind: 'command', text: fragment.text }]];
    const text = (waiting?.text ?? '') + fragment.text;
    if (waiting !== null && fragment.hasSuffix && isProven(text)) return [null, [{ kind: 'scan', text }]];
    return [{ text, lastAt: fragment.lastAt }, []];
  });
}

/** Takes a scan. Behind a first part it counts only together with it: alone it would be half a label, or the wrong one. */
export function takeScan(head: CutHead | null, scan: Piece): CutStep {
  return afterWait(head, scan.firstAt, (waiting) => {
    const text = (waiting?.text ?? '') + scan.text;
    return [null, [{ kind: waiting === null || isProven(text) ? 'scan' : 'cut', text }]];
  });
}

/** To be called when the wait may be over; at: now, on the clock of KeyPress.at. Too early it does nothing. */
export function endWait(head: CutHead | null, at: number): CutStep {
  return afterWait(head, at, (waiting) => [waiting, []]);
}

/** A first part that waited too long is told before anything else happens. */
function afterWait(head: CutHead | null, at: number, go: (waiting: CutHead | null) => CutStep): CutStep {
  if (head === null || at - head.lastAt <= JOIN_WITHIN_MS) return go(head);
  const [next, actions] = go(null);
  return [next, [{ kind: 'cut', text: head.text }, ...actions]];
}

function isCommand({ text, hasSuffix }: Fragment): boolean {
  return Array.from(text).length === 1 && !hasSuffix;
}
