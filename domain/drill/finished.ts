/** The payload of a `drill.finished` entry: the only thing of a drill that reaches the real ledger. */
import { z } from 'zod';
import { DRILL_VERSION } from './cases.ts';
import type { DrillProgress } from './fold.ts';

/**
 * How a drill came out, for the officer of the entry: OIG-23-56 p. 7 found that 35 of 292 (12 percent) of IMF staff had taken a basic
 * targeting course. cases: in their order, those not reached too; a code of a later drill is kept as it is. tries: records that were judged.
 */
export const drillFinishedSchema = z.object({
  drillVersion: z.int().min(1),
  seconds: z.int().min(0),
  cases: z.array(z.object({ code: z.string().min(1).max(40), isPassed: z.boolean(), tries: z.int().min(0) })).min(1).max(100),
});

export type DrillFinished = Readonly<z.infer<typeof drillFinishedSchema>>;

export function drillFinished({ cases }: DrillProgress, milliseconds: number): DrillFinished {
  return {
    drillVersion: DRILL_VERSION,
    seconds: Math.max(0, Math.round(milliseconds / 1_000)),
    cases: cases.map(({ code, isPassed, tries }) => ({ code, isPassed, tries })),
  };
}
