/** Holds of this desk's facility as lists, and what a person says about those that never came. */
import { DEFAULT_DETENTION_POLICY, type DetentionPolicy } from '../../domain/detention/clocks.ts';
import { runningDetentions } from '../../domain/detention/running.ts';
import { textProblem } from '../../domain/exam/text.ts';
import { holdNotPresentedSchema, MAX_NOT_PRESENTED_NOTE } from '../../domain/hold/entries.ts';
import { listHolds, type HoldRow } from '../../domain/hold/lists.ts';
import { holdEventsOfEntries } from '../../domain/hold/ofEntries.ts';
import { foldHoldsWithUsps, type HoldsAndProposals } from '../../domain/hold/uspsEvents.ts';
import { formatItemId } from '../../domain/identifier/facts.ts';
import {
  HOLD_LIST_NAMES, HOLD_ROWS_SHOWN, type DetainedItemView, type HoldListName, type HoldListsView, type HoldRowView, type HoldScope,
} from '../../preload/contract/holdViews.ts';
import { fault, ok, type Result } from '../../preload/contract/result.ts';
import type { ArgsOf } from '../../preload/contract/service.ts';
import type { Ledger } from '../store/ledger/ledger.ts';
import { entriesOfItems, itemsWithOutcome } from '../store/ledger/projections.ts';
import type { ReferenceReader } from '../store/reference/reader.ts';
import type { Clock } from './clock.ts';
import { readHeldItems, type HeldItems } from './heldItems.ts';
import type { Append } from './ports.ts';
import type { OpenSession } from './session.ts';

export interface HoldPorts {
  readonly ledger: Ledger;
  readonly reference: ReferenceReader;
  readonly clock: Clock;
  readonly append: Append;
  readonly facilityId: () => string;
}

export type Holds = ReturnType<typeof makeHolds>;

export function makeHolds({ ledger, reference, clock, append, facilityId }: HoldPorts) {
  let told: HeldItems | null = null;
  /** As they were at one length of the ledger: only a new entry or news from HQ changes them. */
  let folded: { readonly seq: number; readonly holds: HoldsAndProposals } | null = null;

  function heldItems(): HeldItems {
    told ??= readHeldItems(reference, facilityId());
    return told;
  }

  function current(): HoldsAndProposals {
    const { seq } = ledger.head();
    if (folded?.seq !== seq) folded = { seq, holds: foldNow() };
    return folded.holds;
  }

  /** This desk's own entries first: a hold answers to what was done here before HQ says so. */
  function foldNow(): HoldsAndProposals {
    const { holdEvents, uspsEvents, itemKeys } = heldItems();
    return foldHoldsWithUsps([...holdEvents, ...holdEventsOfEntries(entriesOfItems(ledger.db, itemKeys))], uspsEvents);
  }

  function lists(scope: HoldScope): Result<HoldListsView> {
    const now = clock.stamp();
    const { totals, examinedByPort, ...rowsOf } = listHolds({
      ...current(),
      factsOf: (itemId) => heldItems().factsOf(itemId, now),
      // The desk counts versions of AED, not postings: no figure is better than a wrong one.
      aed: { received: null, withoutPort: null },
      now,
      scope: scope === 'here' ? facilityId() : 'all',
    });
    return ok({
      scope,
      lists: byList((name) => rowsOf[name].slice(0, HOLD_ROWS_SHOWN).map(rowView)),
      counts: byList((name) => rowsOf[name].length),
      totals,
      examinedByPort,
      dataAsOf: reference.feedAsOf(),
    });
  }

  /** Only holds that nothing is known of: one that was marked before keeps its first mark (see `foldHolds`), so another would say nothing. */
  function notPresented({ officer, sessionId }: OpenSession, { holds, reason, note }: ArgsOf<'holds/notPresented'>): Result<null> {
    const problem = textProblem(note ?? '', { max: MAX_NOT_PRESENTED_NOTE });
    if (problem !== null) return fault('exam-not-right', { field: 'note', problem });
    const open = new Set(current().holds.filter(({ status }) => status === 'open').map(holdName));
    if (!holds.every((hold) => open.has(holdName(hold)))) return fault('hold-not-open');
    append({
      kind: 'hold.notPresented',
      payload: holdNotPresentedSchema.parse({ holds, reason, note: note === '' ? null : note }),
      officerId: officer.officerId,
      sessionId,
    });
    return ok(null);
  }

  /** HQ's, or the law's own dates while HQ has sent none. */
  function detentionPolicy(): DetentionPolicy {
    return reference.detentionPolicy() ?? DEFAULT_DETENTION_POLICY;
  }

  return {
    lists,
    notPresented,
    detentionPolicy,

    /** An overdue item stays: it leaves by a final outcome only. */
    detained(): readonly DetainedItemView[] {
      const entries = entriesOfItems(ledger.db, itemsWithOutcome(ledger.db, 'DETAINED'));
      return runningDetentions(entries, clock.stamp(), detentionPolicy()).map((item) => ({ ...item, display: formatItemId(item.itemKey) }));
    },

    /** Items with an open hold, for "did you mean". */
    heldIds: (): readonly string[] => [...new Set(current().holds.flatMap(({ isOpen, itemId }) => (isOpen ? [itemId] : [])))],

    /** HQ has said more, or a file of AED was taken in. */
    referenceChanged(): void {
      told = null;
      folded = null;
    },
  };
}

function byList<T>(of: (name: HoldListName) => T): Readonly<Record<HoldListName, T>> {
  return Object.fromEntries(HOLD_LIST_NAMES.map((name) => [name, of(name)])) as Record<HoldListName, T>;
}

function rowView({ hold, facts, age, proposal, signs }: HoldRow): HoldRowView {
  const { holdId, itemId, by, facilityId, reason, status, placedAt, notPresentedReason } = hold;
  const { origin, port, dispatchId, arrivesOn } = facts;
  return {
    holdId, itemId, display: formatItemId(itemId), by, facilityId, reason, status, placedAt,
    ageHours: age?.hours ?? null,
    origin, port, dispatchId, arrivesOn, signs, notPresentedReason,
    leftAt: proposal?.leftAt ?? null,
  };
}

/** A hold is known by its id and its item: one id on two items is two holds. */
function holdName({ holdId, itemId }: { readonly holdId: string; readonly itemId: string }): string {
  return JSON.stringify([holdId, itemId]);
}
