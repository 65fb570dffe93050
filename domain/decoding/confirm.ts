/** Decides when what the camera sees counts as a scan: the same number in two frames, once for each time it is shown. */
import { classify } from '../identifier/classify.ts';
import { deskMadeId } from '../identifier/deskMade.ts';
import type { Identifier } from '../identifier/identifier.ts';
import { parseImpb } from '../identifier/impb.ts';
import { normalise } from '../identifier/normalise.ts';
import { isItemNumber, isTagNumber } from './itemRead.ts';
import type { Read } from './read.ts';

/** Two reads further apart than this are no proof of each other. */
export const CONFIRM_WITHIN_MS = 1_500;
/** A symbol that was not read for this long has left the picture; shorter gaps are frames that were shaken. */
export const LEFT_AFTER_MS = 1_000;

interface Sighting {
  readonly of: string;
  readonly at: number;
}

/** candidate: an id read once, waits for its second read. shown: what has counted and not left the picture; at is when it was last read. */
export interface ConfirmState {
  readonly candidate: Sighting | null;
  readonly shown: Sighting | null;
}

export const NOTHING_SHOWN: ConfirmState = { candidate: null, shown: null };

/**
 * nothing: no news. scan: counts now, as if a scanner had sent its text. several: different numbers are in view and none counts until one
 * is alone. unsound: the number in view is not right in itself (its check digit, most often) and never counts from a camera.
 */
export type Confirmation =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'scan'; readonly read: Read }
  | { readonly kind: 'several'; readonly ids: readonly string[] }
  | { readonly kind: 'unsound'; readonly id: string };

interface Seen {
  readonly read: Read;
  readonly identifier: Identifier;
  /** The text itself when nothing is left of it. */
  readonly id: string;
  /** One for all ways a label carries one number: USPS prints it with the ZIP code in front in one symbol and without in another. */
  readonly item: string;
}

const NO_NEWS: Confirmation = { kind: 'nothing' };

/** reads: of one frame. at: when the frame was taken, in ms of a clock that does not go back. */
export function confirm(state: ConfirmState, reads: readonly Read[], at: number): readonly [ConfirmState, Confirmation] {
  const seen = reads.map(seenOf);
  const shown = stillShown(state.shown, seen, at);
  const inQuestion = foremost(seen);
  const [one, ...others] = inQuestion;
  if (one === undefined) return [{ candidate: fresh(state.candidate, at, CONFIRM_WITHIN_MS), shown }, unsoundOf(seen)];
  if (others.length > 0) return [{ candidate: null, shown }, { kind: 'several', ids: inQuestion.map(({ id }) => id) }];
  if (one.item === shown?.of) return [{ candidate: null, shown }, NO_NEWS];
  if (isSecondRead(state.candidate, one, at)) return [{ candidate: null, shown: { of: one.item, at } }, { kind: 'scan', read: one.read }];
  return [{ candidate: { of: one.id, at }, shown }, NO_NEWS];
}

/** A photo file gives one look, so only what proves itself by its check digit counts: the number of an item, alone on it. */
export function confirmPhoto(reads: readonly Read[]): Confirmation {
  const seen = reads.map(seenOf);
  const items = eachOnce(seen.filter(({ identifier }) => isItemNumber(identifier)));
  const [one, ...others] = items;
  if (one === undefined) return unsoundOf(seen);
  return others.length > 0 ? { kind: 'several', ids: items.map(({ id }) => id) } : { kind: 'scan', read: one.read };
}

/** Whether two texts are of one item, in whichever of its ways a label carries its number. */
export function isSameNumber(one: string, other: string): boolean {
  return numbersOf(one).item === numbersOf(other).item;
}

function seenOf(read: Read): Seen {
  return { read, ...numbersOf(read.text) };
}

function numbersOf(text: string): Omit<Seen, 'read'> {
  const identifier = classify(text);
  const id = identifier.id === '' ? text : (deskMadeId(identifier.id) ?? identifier.id);
  const item = identifier.kind === 'impb' ? (parseImpb(id, normalise(text).groups)?.pic ?? id) : id;
  return { identifier, id, item };
}

/**
 * What the picture is about, each number once: items; if there is none, tags; if neither, what belongs to neither. A label is full of other
 * codes (routing, customs, the shop's own), so those never stand in the way of the item. What is meant as an item or a tag and is not right
 * is left out: a camera misreads more than a scanner, and a wrong number would be recorded as if it were on the label.
 */
function foremost(seen: readonly Seen[]): readonly Seen[] {
  const items = seen.filter(({ identifier }) => isItemNumber(identifier));
  if (items.length > 0) return eachOnce(items);
  const tags = seen.filter(({ identifier }) => isTagNumber(identifier));
  if (tags.length > 0) return eachOnce(tags);
  return seen.some(isUnsound) ? [] : eachOnce(seen);
}

function isUnsound({ identifier }: Seen): boolean {
  return identifier.kind !== 'other' && !identifier.valid;
}

function unsoundOf(seen: readonly Seen[]): Confirmation {
  const unsound = seen.find(isUnsound);
  return unsound === undefined ? NO_NEWS : { kind: 'unsound', id: unsound.id };
}

/** Of one number the fullest, and of those the first. */
function eachOnce(seen: readonly Seen[]): readonly Seen[] {
  const fullestFirst = seen.toSorted((a, b) => b.id.length - a.id.length);
  return fullestFirst.filter(({ item }, place) => fullestFirst.findIndex((other) => other.item === item) === place);
}

function stillShown(shown: Sighting | null, seen: readonly Seen[], at: number): Sighting | null {
  const kept = fresh(shown, at, LEFT_AFTER_MS);
  return kept !== null && seen.some(({ item }) => item === kept.of) ? { of: kept.of, at } : kept;
}

function fresh(sighting: Sighting | null, at: number, within: number): Sighting | null {
  return sighting !== null && at - sighting.at < within ? sighting : null;
}

/** The same frame handed in twice is one read. */
function isSecondRead(candidate: Sighting | null, { id }: Seen, at: number): boolean {
  return candidate?.of === id && at > candidate.at && at - candidate.at < CONFIRM_WITHIN_MS;
}
