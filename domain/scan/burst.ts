/** Tells a keyboard-wedge scan from typing by the rhythm of key presses. */
import { characterOfCode } from './keyCode.ts';

/**
 * One keydown. key, code: as KeyboardEvent has them. at: the event's own timestamp in ms, not the time of handling. repeat: auto-repeat of
 * a key held down. shift: Shift is down. modified: Ctrl, Alt or Meta is down; text typed with AltGr is not modified.
 */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly shift: boolean;
  readonly at: number;
  readonly repeat: boolean;
  readonly modified: boolean;
}

/** held: keys swallowed so far, because they may become a scan; lastAt: time of the newest of them, ms. */
export interface BurstState {
  readonly held: readonly KeyPress[];
  readonly lastAt: number;
}

/**
 * scan: a whole scan; keys: all the presses it was made of, suffix included (`reading.ts` says what they mean).
 * typed: presses to be handed on in order, as text for the field in focus or as commands. hold: the press was swallowed for now.
 */
export type BurstAction =
  | { readonly kind: 'scan'; readonly keys: readonly KeyPress[] }
  | { readonly kind: 'typed'; readonly keys: readonly KeyPress[] }
  | { readonly kind: 'hold' };

export type BurstStep = readonly [state: BurstState, actions: readonly BurstAction[]];

/** Keys at most this far apart, in ms, belong together; also how long a single digit waits before it is a command (bench rule 4). */
export const BURST_GAP_MS = 35;
/** Fewest characters of a scan that ends in Enter or Tab. */
export const MIN_SCAN_WITH_SUFFIX = 4;
/** Fewest characters, and slowest mean gap in ms, of a scan that just ends. */
export const MIN_SCAN_WITHOUT_SUFFIX = 8;
export const MAX_MEAN_GAP_MS = 20;

export const NO_BURST: BurstState = { held: [], lastAt: 0 };

const GROUP_SEPARATOR = '\u001d';
/** Scanners press these around a capital letter; they are neither text nor the end of a burst. */
const MODIFIER_KEYS = new Set(['Shift', 'AltGraph', 'Control', 'Alt', 'Meta', 'CapsLock']);

/**
 * Takes one key press. Rules (bench, rules of the floor 2-4; domain facts §3.4, §3.5):
 * - Characters at most 35 ms apart form a burst and are held back.
 * - Enter or Tab after 4 characters or more makes a scan; one that follows later, or fewer characters, is typing.
 * - A pause after 8 characters or more with a mean gap of at most 20 ms makes a scan without suffix.
 * - Everything else is typing and comes out in order: every press fed in comes out exactly once, in a scan or typed.
 * - Auto-repeat, presses with Ctrl, Alt or Meta, and named keys such as F2 never belong to a burst; they end it as typing. Exceptions,
 *   inside a burst only: Ctrl+] and F8 are how wedges send GS, the field end of GS1 codes; and a place that makes a character on a US
 *   keyboard belongs to it also where this desk's layout has a dead key there, or an input method or the lock of the number pad takes it.
 */
export function step(state: BurstState, key: KeyPress): BurstStep {
  const [rested, ended] = key.at - state.lastAt > BURST_GAP_MS ? endByWait(state) : [state, []];
  const [next, actions] = takeKey(rested, key);
  return [next, [...ended, ...actions]];
}

/**
 * To be called when the wait may be over; at: now, on the clock of KeyPress.at. Before 35 ms have passed since the last held key nothing
 * happens, so a timer that fires early or late does no harm; see `dueAt`.
 */
export function timeout(state: BurstState, at: number): BurstStep {
  return at - state.lastAt < BURST_GAP_MS ? [state, []] : endByWait(state);
}

/** When `timeout` has something to do, on the clock of KeyPress.at; null when nothing is held. */
export function dueAt(state: BurstState): number | null {
  return state.held.length === 0 ? null : state.lastAt + BURST_GAP_MS;
}

function endByWait(state: BurstState): BurstStep {
  if (state.held.length === 0) return [state, []];
  return [NO_BURST, [{ kind: isScanWithoutSuffix(state.held) ? 'scan' : 'typed', keys: state.held }]];
}

function takeKey(state: BurstState, key: KeyPress): BurstStep {
  const isRunning = state.held.length > 0;
  if (belongsToBurst(key, isRunning)) return [{ held: [...state.held, key], lastAt: key.at }, [{ kind: 'hold' }]];
  const keys = [...state.held, key];
  const isScan = isSuffix(key) && state.held.filter(makesCharacter).length >= MIN_SCAN_WITH_SUFFIX;
  return [NO_BURST, [{ kind: isScan ? 'scan' : 'typed', keys }]];
}

function belongsToBurst(key: KeyPress, isRunning: boolean): boolean {
  if (key.repeat) return false;
  if (isRunning && (MODIFIER_KEYS.has(key.key) || makesCharacter(key))) return true;
  return isCharacter(key);
}

function isScanWithoutSuffix(held: readonly KeyPress[]): boolean {
  const times = held.filter(makesCharacter).map(({ at }) => at);
  const [first = 0] = times;
  const meanGap = ((times.at(-1) ?? 0) - first) / (times.length - 1);
  return times.length >= MIN_SCAN_WITHOUT_SUFFIX && meanGap <= MAX_MEAN_GAP_MS;
}

/** The characters a run of presses makes on this desk's own layout; modifiers and the suffix make none. */
export function textByKey(keys: readonly KeyPress[]): string {
  return keys.map((key) => (isGroupSeparator(key) ? GROUP_SEPARATOR : isCharacter(key) ? key.key : '')).join('');
}

/** The characters the same presses make on a US keyboard; a press without a known place counts as its key does. */
export function textByCode(keys: readonly KeyPress[]): string {
  return keys.map((key) => (isGroupSeparator(key) ? GROUP_SEPARATOR : usCharacter(key) || (isCharacter(key) ? key.key : ''))).join('');
}

/** KeyboardEvent.key is one character for text, a name of several for everything else. */
export function isCharacter({ key, modified }: KeyPress): boolean {
  return !modified && Array.from(key).length === 1;
}

function makesCharacter(key: KeyPress): boolean {
  return isGroupSeparator(key) || isCharacter(key) || usCharacter(key) !== '';
}

function usCharacter({ code, shift, modified }: KeyPress): string {
  return modified ? '' : characterOfCode(code, shift);
}

function isGroupSeparator({ key, code, modified }: KeyPress): boolean {
  return modified ? key === ']' || code === 'BracketRight' : key === 'F8';
}

export function isSuffix({ key, repeat, modified }: KeyPress): boolean {
  return !repeat && !modified && (key === 'Enter' || key === 'Tab');
}
