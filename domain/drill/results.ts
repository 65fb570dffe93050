/** Who has done the drill, read from a desk's ledger: an officer has passed it when one drill had all its cases passed. */
import type { Entry } from '../ledger/entry.ts';
import { parsePayload } from '../ledger/kinds.ts';
import { inLedgerOrder } from '../ledger/order.ts';
import { entryCarriedSchema, originalOf } from '../ledger/succession.ts';
import type { DrillFinished } from './finished.ts';

/** last: the newest drill. passedAt: of the newest drill that was passed, null when none was. drills: how many there are. */
export interface OfficerDrills {
  readonly officerId: string;
  readonly drills: number;
  readonly lastAt: string;
  readonly last: DrillFinished;
  readonly passedAt: string | null;
}

/** Other kinds are passed over. A drill that was carried from a former ledger of the desk counts: it is about the officer, not the chain. */
export function foldDrillResults(entries: Iterable<Entry>): ReadonlyMap<string, OfficerDrills> {
  const byOfficer = new Map<string, OfficerDrills>();
  for (const { kind, payload, officerId, recordedAt } of inLedgerOrder(entries).map(originalOrSelf)) {
    const read = kind === 'drill.finished' ? parsePayload(kind, payload) : null;
    if (read?.ok !== true || read.kind !== 'drill.finished' || officerId === null) continue;
    const before = byOfficer.get(officerId);
    const isPassed = read.payload.cases.every((one) => one.isPassed);
    byOfficer.set(officerId, {
      officerId,
      drills: (before?.drills ?? 0) + 1,
      lastAt: recordedAt,
      last: read.payload,
      passedAt: isPassed ? recordedAt : (before?.passedAt ?? null),
    });
  }
  return byOfficer;
}

function originalOrSelf(entry: Entry): Pick<Entry, 'kind' | 'payload' | 'officerId' | 'recordedAt'> {
  if (entry.kind !== 'entry.carried') return entry;
  const carried = entryCarriedSchema.safeParse(entry.payload);
  return (carried.success ? originalOf(carried.data) : null) ?? entry;
}
