/** Decides what a scan or a key means on the screen that is in front. */
import { partLeadingKey } from '../../../domain/scan/leadingKey.ts';
import { amendKey } from '../../features/amend/index.ts';
import { bagKey } from '../../features/bag/index.ts';
import { benchKey } from '../../features/bench/index.ts';
import { benchSettingsKey } from '../../features/benchSettings/index.ts';
import { cameraKey } from '../../features/camera/index.ts';
import { aedImportKey } from '../../features/aedImport/index.ts';
import { deliveryKey } from '../../features/delivery/index.ts';
import { drillHelpKey } from '../../features/drill/index.ts';
import { holdsKey } from '../../features/holds/index.ts';
import { shiftKey } from '../../features/shift/index.ts';
import { SCREEN_OF_KEY } from '../actions.ts';
import { paletteDigit, paletteNamedKey } from '../palette/paletteKeys.ts';
import type { DeskState } from '../../../preload/contract/views.ts';
import type { AppState, AppStore } from '../state.ts';
import type { Screen } from '../screenSlice.ts';
import { pressChord } from './chords.ts';
import type { KeyMeanings } from './cutScans.ts';
import { defaultField, focusField, leaveField, pressButtonInFocus, scrollFront, textFieldInFocus, typeInto } from './focus.ts';

/** true when the key had a meaning. */
type ScreenKey = (state: AppState, key: string) => boolean;

/** A scan of a device that is no keyboard: no key can have run into it. */
export interface InputMeanings extends KeyMeanings {
  readonly onDeviceScan: (text: string) => void;
}

const SCREEN_KEYS: Readonly<Record<Screen, ScreenKey>> = {
  bench: benchKey,
  holds: holdsKey,
  bag: bagKey,
  camera: cameraKey,
  amend: amendKey,
  shift: shiftKey,
  delivery: deliveryKey,
  aedImport: aedImportKey,
  benchSettings: benchSettingsKey,
  help: drillHelpKey,
};

/** A step back inside of a screen; false when there is none. */
const BACK_OUT: Readonly<Partial<Record<Screen, (state: AppState) => boolean>>> = {
  bench: (state) => (state.backOut(), true),
  holds: (state) => state.backOutHolds(),
  amend: (state) => state.backOutAmend(),
  shift: (state) => state.backOutShift(),
  delivery: (state) => state.backOutRefusals(),
};

export function routeKeys(store: AppStore): InputMeanings {
  const now = store.getState;

  function onCharacter(character: string): void {
    if (paletteDigit(now(), character, (key) => pressKey(now(), key))) return;
    const field = textFieldInFocus();
    if (field !== null) return typeInto(field, character);
    if (character === ' ' && pressButtonInFocus()) return;
    if (now().deskState?.phase !== 'signedIn' || now().palette !== null) return typeIntoDefault(character);
    SCREEN_KEYS[now().screen](now(), character.toLowerCase());
  }

  /** Before anybody works here a scan is a code or a badge. */
  function onScanBefore(phase: DeskState['phase'] | undefined, text: string): void {
    if (phase === 'enrolment' || phase === 'copied') now().setEnrolment({ code: text.trim() });
    if (phase === 'signedOut') scanBadge(now(), text);
  }

  /** Every scan comes by here, whatever made it. take: what is done with it where items are taken. */
  function onScanned(text: string, take: (text: string) => void): void {
    const phase = now().deskState?.phase;
    if (phase !== 'signedIn') return onScanBefore(phase, text);
    now().closePalette();
    if (now().screen === 'benchSettings') return now().takeTestScan(text);
    take(text);
  }

  function takeTyped(text: string): void {
    const { command, scan } = partLeadingKey(text);
    if (command !== null) onCharacter(command);
    takeItem(scan);
  }

  function takeItem(text: string): void {
    leaveField();
    now().go('bench');
    now().takeScan(text);
  }

  return {
    onScan: (text) => onScanned(text, takeTyped),
    onDeviceScan: (text) => onScanned(text, takeItem),

    onCutScan() {
      now().closePalette();
      // On the self-test the keys themselves are on the screen.
      if (now().deskState?.phase !== 'signedIn' || now().screen === 'benchSettings') return;
      leaveField();
      now().go('bench');
      now().takeCutScan();
    },

    onCharacter,
    takesText: () => textFieldInFocus() !== null || now().deskState?.phase !== 'signedIn',
    onNamedKey: (key) => onNamedKey(now(), key),
  };
}

function onNamedKey(state: AppState, key: string): boolean {
  if (key === 'F12' && state.serviceState === 'givenUp') return done(state.restartService());
  const phase = state.deskState?.phase;
  if (phase === 'enrolment' || phase === 'copied') return key === 'F2' ? done(state.enrol()) : isFunctionKey(key);
  if (phase !== 'signedIn') return key === 'F2' ? done(state.signIn()) : isFunctionKey(key);
  if (paletteNamedKey(state, key, (chosen) => pressKey(state, chosen))) return true;
  if (state.palette !== null && !isFunctionKey(key)) return false;
  if (key === 'PageDown') return scrollFront(1);
  if (key === 'PageUp') return scrollFront(-1);
  if (key === 'F9') return done(state.lock());
  if (key === 'Escape') return escape(state);
  const screen = Object.entries(SCREEN_OF_KEY).find(([name]) => name === key)?.[1];
  if (screen !== undefined) return openScreen(state, screen);
  if (key === 'F4') return openWithoutBarcode(state);
  // In a text field the caret keys and Delete belong to the text.
  if (textFieldInFocus() !== null && !isFunctionKey(key)) return false;
  return SCREEN_KEYS[state.screen](state, key) || isFunctionKey(key);
}

/** Does what the key does with nothing in focus and the palette closed: how the palette performs an action. */
export function pressKey(before: AppState, key: string): void {
  leaveField();
  const state = { ...before, palette: null };
  if (pressChord(state, key)) return;
  if (key.length === 1) SCREEN_KEYS[state.screen](state, key);
  else onNamedKey(state, key);
}

function scanBadge(state: AppState, text: string): void {
  state.setBadge(text.trim());
  focusField('pin');
}

function typeIntoDefault(character: string): void {
  const field = defaultField();
  if (field === null) return;
  field.focus();
  typeInto(field, character);
}

function openScreen(state: AppState, screen: Screen): true {
  leaveField();
  state.closePalette();
  state.go(screen);
  return true;
}

function openWithoutBarcode(state: AppState): true {
  openScreen(state, 'bench');
  state.openWithoutBarcode();
  return true;
}

/** One step back: out of a field, out of a choice, back to the bench. */
function escape(state: AppState): true {
  if (!leaveField() && BACK_OUT[state.screen]?.(state) !== true) state.go('bench');
  return true;
}

/** Function keys never fall through to the browser: F5 would load the page anew and F10 would open a menu. */
function isFunctionKey(key: string): boolean {
  return /^F\d{1,2}$/.test(key);
}

function done(work: Promise<void>): true {
  void work;
  return true;
}
