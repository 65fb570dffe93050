/** The desk under test, as far as holds go: a ledger, a feed and USPS events, from which everything is folded anew on each question. */
import type { HoldEvent, HoldEventKind } from '../../../domain/hold/events.ts';
import { holdEventsOfEntries } from '../../../domain/hold/ofEntries.ts';
import { foldHoldsWithUsps, type HoldsAndProposals, type UspsCode, type UspsEvent } from '../../../domain/hold/uspsEvents.ts';
import type { Entry } from '../../../domain/ledger/entry.ts';
import type { OutcomeCode } from '../../../domain/outcome/outcomes.ts';
import { corrected, entry, exam, presented, withdrawn } from './ledgerEntries.ts';

const OWN = 'desk-1';
const ELSEWHERE = 'desk-2';

/** Seen through holdsOf: the fold, or in a test of the test a broken one. */
export type FoldUnderTest = (holdEvents: readonly HoldEvent[], uspsEvents: readonly UspsEvent[]) => HoldsAndProposals;

export class DeskUnderTest {
  private ledger: Entry[] = [];
  private ledgerElsewhere: Entry[] = [];
  private feed: HoldEvent[] = [];
  private usps: UspsEvent[] = [];
  private readonly fold: FoldUnderTest;

  constructor(fold: FoldUnderTest = foldHoldsWithUsps) {
    this.fold = fold;
  }

  view(): HoldsAndProposals {
    return this.fold([...this.feed, ...holdEventsOfEntries(this.ledger)], this.usps);
  }

  receive(...events: readonly HoldEvent[]): void {
    this.feed.push(...events);
  }

  receiveUsps(event: UspsEvent): void {
    this.usps.push(event);
  }

  present(minute: number, itemId: string, holdIds: readonly string[]): void {
    this.append(OWN, (seq, changes) => presented(seq, holdIds, { ...changes, ...recorded(minute) }, itemId));
  }

  markNotPresented(minute: number, holds: readonly { readonly holdId: string; readonly itemId: string }[]): void {
    const payload = { holds: [...holds], reason: 'NOT_BROUGHT_BY_USPS', note: null };
    this.append(OWN, (seq, changes) => entry(seq, 'hold.notPresented', payload, { ...changes, ...recorded(minute) }));
  }

  examine(minute: number, examId: string, itemId: string, holdIds: readonly string[], outcome: OutcomeCode, deviceId = OWN): void {
    this.append(deviceId, (seq, changes) => exam(seq, examId, { itemId, holdIds, outcome }, { ...changes, ...recorded(minute) }));
  }

  correct(minute: number, examId: string, outcome: OutcomeCode, deviceId: string): void {
    this.append(deviceId, (seq, changes) => corrected(seq, examId, outcome, { ...changes, ...recorded(minute) }));
  }

  withdraw(minute: number, examId: string, deviceId: string): void {
    this.append(deviceId, (seq, changes) => withdrawn(seq, examId, { ...changes, ...recorded(minute) }));
  }

  /** HQ derives hold events from what this desk sent it, and sends them down again. */
  echoOwn(): void {
    this.feed.push(...holdEventsOfEntries(this.ledger));
  }

  /** Everything that came from outside comes a second time. */
  deliverAgain(): void {
    this.feed.push(...this.feed);
    this.usps.push(...this.usps);
  }

  /** Every store gives its rows in another order. turn: 0..1, where to cut. */
  shuffle(turn: number): void {
    this.ledger = reordered(this.ledger, turn);
    this.feed = reordered(this.feed, turn);
    this.usps = reordered(this.usps, turn);
  }

  /** Nothing survives but the bytes on the disk. */
  restart(): void {
    this.ledger = JSON.parse(JSON.stringify(this.ledger)) as Entry[];
    this.feed = JSON.parse(JSON.stringify(this.feed)) as HoldEvent[];
    this.usps = JSON.parse(JSON.stringify(this.usps)) as UspsEvent[];
  }

  private append(deviceId: string, make: (seq: number, changes: Partial<Entry>) => Entry): void {
    const ledger = deviceId === OWN ? this.ledger : this.ledgerElsewhere;
    ledger.push(make(ledger.length + 1, { deviceId }));
    // The other desk's entries are never here: only what HQ makes of them is.
    if (deviceId === ELSEWHERE) this.receive(...holdEventsOfEntries(this.ledgerElsewhere));
  }
}

export const DESKS = [OWN, ELSEWHERE] as const;

export function holdEvent(minute: number, holdId: string, itemId: string, kind: HoldEventKind): HoldEvent {
  return { eventId: `${kind}-${minute}`, holdId, itemId, kind, at: timeOf(minute), facilityId: 'JFK', by: 'NTC', reason: null };
}

export function uspsEvent(minute: number, itemId: string, code: UspsCode): UspsEvent {
  return { eventId: `${code}-${minute}`, itemId, code, at: timeOf(minute), office: 'USJFKA' };
}

function recorded(minute: number): Partial<Entry> {
  return { recordedAt: timeOf(minute), monotonicMs: minute };
}

function timeOf(minute: number): string {
  return new Date(Date.UTC(2026, 10, 23, 9, minute)).toISOString();
}

function reordered<Member>(members: readonly Member[], turn: number): Member[] {
  const cut = Math.floor(turn * members.length);
  return [...members.slice(cut), ...members.slice(0, cut)].reverse();
}
