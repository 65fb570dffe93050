/** The drill as the window sees it: which calls it serves, how far its cases are, and who has done it. */
import { z } from 'zod';
import type { DrillProgress } from '../../domain/drill/fold.ts';
import type { Result } from './result.ts';

/** What an officer does with items: in a drill the same handlers answer it over stores of their own. Everything else stays with the desk. */
export const DRILL_METHODS = [
  'item/scan', 'item/withoutBarcode', 'exam/record', 'exam/undo', 'exam/amend', 'exam/detail', 'exam/recent', 'draft/put', 'draft/drop', 'draft/mine',
  'holds/lists', 'holds/notPresented', 'detained/list', 'bag/list', 'bag/close', 'aed/link', 'delivery/status',
] as const;

export type DrillMethod = (typeof DRILL_METHODS)[number];

export const drillArgs = z.object({ drillId: z.uuid() });

/** args: of the method, parsed by its own schema. The drill is named with every call, so that no call can fall to the other store. */
export const drillCallArgs = drillArgs.extend({ method: z.enum(DRILL_METHODS), args: z.unknown() });

/** savedAt: when the drill's one entry was sealed in the desk's own ledger; null while it was not. */
export interface DrillView {
  readonly drillId: string;
  readonly progress: DrillProgress;
  readonly savedAt: string | null;
}

export interface DrillAnswer {
  readonly result: Result<unknown>;
  readonly drill: DrillView;
}

/** One officer of the roster, by the entries of this desk. passed, cases: of the newest drill, 0 when there was none. */
export interface OfficerDrillView {
  readonly officerId: string;
  readonly name: string;
  readonly drills: number;
  readonly lastAt: string | null;
  readonly passed: number;
  readonly cases: number;
  readonly passedAt: string | null;
}
