/** Entries that HQ refused, as the delivery screen shows them. */
import { z } from 'zod';
import type { Entry } from '../../domain/ledger/entry.ts';

/** Rows sent at once; a desk that has more has one cause for all of them. */
export const MAX_REFUSALS_SHOWN = 500;

/** seq: one entry; null: all that stand refused. */
export const refusedArgs = z.object({ seq: z.int().min(1).nullable() });

export interface RefusalView {
  readonly seq: number;
  readonly kind: string;
  /** The item the entry is about, as people read its number; '' when it is about none. */
  readonly item: string;
  readonly officerName: string;
  readonly recordedAt: string;
  /** One of REFUSAL_REASONS, or a word of a newer HQ. */
  readonly reason: string;
  /** In HQ's words; may be empty. */
  readonly detail: string;
  /** HQ's time; null when it was not kept. */
  readonly refusedAt: string | null;
  readonly times: number;
  /** It is offered again, and HQ has not answered yet. */
  readonly isOfferedAgain: boolean;
}

export interface RefusalsView {
  /** All that stand refused; `rows` are the first of them, in ledger order. */
  readonly count: number;
  readonly rows: readonly RefusalView[];
}

/** The entry as it is sealed, with every member it has. */
export interface RefusedEntryView {
  readonly refusal: RefusalView;
  readonly entry: Entry;
}
