/** Turns a desk's own ledger entries into hold events, so that a hold answers to what was done here before HQ says so. */
import { foldExams, type ExamHistory } from '../exam/history.ts';
import { itemKeyOf } from '../item/key.ts';
import type { Entry } from '../ledger/entry.ts';
import { parsePayload, type PayloadOf } from '../ledger/kinds.ts';
import { inLedgerOrder } from '../ledger/order.ts';
import { outcomeOf, type OutcomeCode } from '../outcome/outcomes.ts';
import { notPresentedWords } from './entries.ts';
import { derivedEventId } from './eventId.ts';
import type { HoldEvent, HoldEventKind } from './events.ts';
import { retractionOf } from './retraction.ts';

/** Bounds of the hold event schema; a longer number is no held item, and a longer reason is cut, not lost: it stays in the entry. */
const MAX_ID = 64;
const MAX_REASON = 500;

/**
 * The hold events of exams, presentations and "not presented" marks. Order of the entries and entries given twice do not matter. Event
 * ids depend on the entry only, so when HQ derives the same events and sends them in its feed, folding both changes nothing. An exam that
 * is withdrawn or corrected retracts what it had said: the retraction is an event too, for the feed may have brought the old ones back.
 */
export function holdEventsOfEntries(entries: Iterable<Entry>): readonly HoldEvent[] {
  const ordered = inLedgerOrder(entries);
  return [...ordered.flatMap(eventsOfNews), ...foldExams(ordered).exams.flatMap(eventsOfExam)].filter(isBounded);
}

/**
 * Only the events of one item: a "not presented" entry names many items, and a look-up of one must not show the holds of the others.
 * itemKey: as in `itemKeyOf`.
 */
export function holdEventsOfItem(entries: Iterable<Entry>, itemKey: string): readonly HoldEvent[] {
  return holdEventsOfEntries(entries).filter(({ itemId }) => itemId === itemKey);
}

/** Of an entry that no later one amends. */
function eventsOfNews(entry: Entry): readonly HoldEvent[] {
  const read = parsePayload(entry.kind, entry.payload);
  if (!read.ok) return [];
  if (read.kind === 'item.presented') return eventsOfPresentation(entry, read.payload);
  return read.kind === 'hold.notPresented' ? eventsOfMark(entry, read.payload) : [];
}

function eventsOfPresentation(entry: Entry, { itemKey, holdIds }: PayloadOf<'item.presented'>): readonly HoldEvent[] {
  const itemId = itemKeyOf({ id: itemKey, deskItemId: null });
  return holdIds.map((holdId) => eventOf(entry, holdId, itemId, 'presented'));
}

function eventsOfMark(entry: Entry, { holds, reason, note }: PayloadOf<'hold.notPresented'>): readonly HoldEvent[] {
  const words = note === null ? notPresentedWords(reason) : `${notPresentedWords(reason)}: ${note}`;
  const bounded = words.slice(0, MAX_REASON).replace(/\p{Surrogate}$/u, '');
  return holds.map(({ holdId, itemId }) => ({ ...eventOf(entry, holdId, itemId, 'notPresented'), reason: bounded }));
}

function eventsOfExam(exam: ExamHistory): readonly HoldEvent[] {
  const statements = statementsOf(exam);
  return exam.original.holdIds.flatMap((holdId) => [
    ...eventsOfFact(exam, statements, holdId, 'examined'),
    ...eventsOfFact(exam, statements, holdId, 'released'),
  ]);
}

/** What an exam said at one time. entry: the record or amendment that says it. outcome: null when it withdraws the exam. */
interface Statement {
  readonly entry: Entry;
  readonly outcome: OutcomeCode | null;
}

/** In the order of the ledger, the withdrawal last: wherever it stands, nothing counts that was said beside it. */
function statementsOf({ entry, original, amendments }: ExamHistory): readonly Statement[] {
  const corrections: Statement[] = [];
  const withdrawals: Statement[] = [];
  for (const { entry: sealed, amended } of amendments) {
    if (amended.kind === 'withdrawn') withdrawals.push({ entry: sealed, outcome: null });
    else corrections.push({ entry: sealed, outcome: amended.values.outcome });
  }
  return [{ entry, outcome: original.outcome }, ...corrections, ...withdrawals.slice(0, 1)];
}

/**
 * Follows one fact through the exam's statements: it is told when a statement first says so and taken back when a later one no longer
 * does. Told again after that it has the id of the correction, since a retracted id is dead. Its time stays that of the exam: a
 * correction changes what is known of the exam, not when it took place.
 *
 * Taken back is what every statement before has said, not only the one that was told: who knew fewer of the entries has told another one.
 * So whatever was told at whatever time, with these events beside it the fact is what the last statement says.
 */
function eventsOfFact(
  { entry, itemKey }: ExamHistory, statements: readonly Statement[], holdId: string, kind: 'examined' | 'released',
): readonly HoldEvent[] {
  const events: HoldEvent[] = [];
  let standing: HoldEvent[] = [];
  for (const statement of statements) {
    if (says(statement.outcome, kind)) {
      const event = { ...eventOf(statement.entry, holdId, itemKey, kind), at: utc(entry) };
      if (standing.length === 0) events.push(event);
      standing.push(event);
    } else {
      events.push(...standing.map((event) => retractionOf(event, utc(statement.entry))));
      standing = [];
    }
  }
  return events;
}

/** "Not found" records that nobody had the item in hand, so it is no exam; a final outcome is the hold's release (OIG-23-56 App. A). */
function says(outcome: OutcomeCode | null, kind: 'examined' | 'released'): boolean {
  if (outcome === null || outcome === 'NOT_FOUND') return false;
  return kind === 'examined' || outcomeOf(outcome)?.isFinal === true;
}

function eventOf(entry: Entry, holdId: string, itemId: string, kind: HoldEventKind): HoldEvent {
  const { id, facilityId } = entry;
  const eventId = derivedEventId(id, holdId, itemId, kind);
  return { eventId, holdId, itemId, kind, at: utc(entry), facilityId, by: facilityId, reason: null };
}

/** Hold events carry UTC; entries the wall time with its offset. */
function utc({ recordedAt }: Entry): string {
  return new Date(recordedAt).toISOString();
}

function isBounded({ holdId, itemId }: HoldEvent): boolean {
  return holdId !== '' && itemId !== '' && itemId.length <= MAX_ID;
}
