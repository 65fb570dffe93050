/** What other parts of the page may use of the drill. */
export { DrillCases } from './DrillCases.tsx';
export { DrillGuide } from './DrillGuide.tsx';
export { DrillHelp } from './DrillHelp.tsx';
export { DrillStripe, DrillTitle } from './DrillMarks.tsx';
export { DrillNotes } from './DrillNotes.tsx';
export { DrillResults } from './DrillResults.tsx';
export { DRILL_KEYS, drillHelpKey, isLeavingKey } from './keys.ts';
export { makeDrillSlice } from './slice.ts';
