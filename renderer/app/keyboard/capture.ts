/** Listens to every key of the window before anything else does, and parts scans from typing. */
import {
  BURST_GAP_MS, dueAt, isCharacter, isSuffix, NO_BURST, step, timeout, type BurstAction, type BurstState, type KeyPress,
} from '../../../domain/scan/burst.ts';
import type { Piece } from '../../../domain/scan/cutScan.ts';
import type { ReadKeys } from './scannerKeys.ts';

export interface KeyHandlers {
  readonly onScan: (scan: Piece) => void;
  /** Keys that were held back and are no scan, in order. hasSuffix: Enter or Tab came right behind them. */
  readonly onTyped: (keys: readonly KeyPress[], hasSuffix: boolean) => void;
  /** A key is held back: what becomes of it, onScan or onTyped says. */
  readonly onHeld: (press: KeyPress) => void;
  /** A key with a name (F1, Escape, ...); true when it was used up. */
  readonly onNamedKey: (key: string) => boolean;
  /** Every key as it came, before anything is made of it. */
  readonly onPress: (press: KeyPress) => void;
}

/** The key that is being handled. */
interface CurrentKey {
  readonly event: KeyboardEvent;
  readonly press: KeyPress;
}

export function captureKeys(target: Window, handlers: KeyHandlers, read: ReadKeys): void {
  let burst: BurstState = NO_BURST;
  let timer: number | undefined;
  /** Time of the last key of the last scan: scanners may send two suffix keys. */
  let scanEndedAt = Number.NEGATIVE_INFINITY;

  target.addEventListener('keydown', onKeyDown, { capture: true });

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const press = pressOf(event);
    handlers.onPress(press);
    if (isSecondSuffix(press)) return swallow(event);
    const [next, actions] = step(burst, press);
    burst = next;
    for (const action of actions) perform(action, { event, press });
    wait();
  }

  function perform(action: BurstAction, current: CurrentKey | null): void {
    if (action.kind === 'hold') return current === null ? undefined : hold(current);
    const isInIt = current !== null && action.keys.includes(current.press);
    if (action.kind === 'scan') {
      if (isInIt) swallow(current.event);
      scanEndedAt = action.keys.at(-1)?.at ?? scanEndedAt;
      return handlers.onScan({ text: read(action.keys), firstAt: action.keys[0]?.at ?? scanEndedAt, lastAt: scanEndedAt });
    }
    handlers.onTyped(action.keys.filter((key) => key !== current?.press), isInIt && isSuffix(current.press));
    if (isInIt) passOn(current.event, current.press);
  }

  function hold({ event, press }: CurrentKey): void {
    swallow(event);
    handlers.onHeld(press);
  }

  /** A key that nobody held back: the browser does with it what it always does, except where this program has a use for it. */
  function passOn(event: KeyboardEvent, press: KeyPress): void {
    if (press.key === 'Enter') return swallow(event);
    if (press.modified || press.key === 'Tab' || isCharacter(press)) return;
    if (press.repeat && press.key.startsWith('F')) return swallow(event);
    if (handlers.onNamedKey(press.key)) swallow(event);
  }

  /**
   * Waits the full gap from now, not from the key's own time: a key that came late says that the next one may be as late. Keys pressed
   * while this thread was busy stand in line behind the timer: one more turn lets them in, so that a busy moment never cuts a scan in two.
   */
  function wait(): void {
    target.clearTimeout(timer);
    if (dueAt(burst) !== null) timer = target.setTimeout(() => (timer = target.setTimeout(endWait, 0)), BURST_GAP_MS);
  }

  function endWait(): void {
    const [next, actions] = timeout(burst, performance.now());
    burst = next;
    for (const action of actions) perform(action, null);
    wait();
  }

  function isSecondSuffix({ key, at }: KeyPress): boolean {
    return (key === 'Enter' || key === 'Tab') && burst.held.length === 0 && at - scanEndedAt <= BURST_GAP_MS;
  }
}

function pressOf(event: KeyboardEvent): KeyPress {
  const isAltGr = event.getModifierState('AltGraph');
  const modified = !isAltGr && (event.ctrlKey || event.altKey || event.metaKey);
  return { key: event.key, code: event.code, shift: event.shiftKey, at: event.timeStamp, repeat: event.repeat, modified };
}

function swallow(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}
