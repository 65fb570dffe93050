/** Why an item was chosen for an exam: the closed list, and the reasons a desk knows by itself. */

/**
 * Targeted by AED (a hold), or by the manual screening that OIG-23-56 describes ("x-ray scans of mail from certain countries, canine
 * inspections, or officer knowledge"); the waiver list is its alternate screening (Rec. 1c). Random is ours: without a random share
 * nobody can say whether screening works, which is the report's first question.
 */
export const EXAM_REASONS = [
  'hold', 'random', 'officerKnowledge', 'canineAlert', 'xrayAnomaly', 'countryOfInterest', 'waiverList',
] as const;

export type ExamReason = (typeof EXAM_REASONS)[number];

/** key: pressed inside the list of reasons, so it may equal a key that means something else on the bench. */
export interface ExamReasonFacts {
  readonly code: ExamReason;
  readonly words: string;
  readonly key: string;
}

export const EXAM_REASON_FACTS: readonly ExamReasonFacts[] = [
  { code: 'hold', words: 'hold', key: 'h' },
  { code: 'random', words: 'random choice', key: 'r' },
  { code: 'officerKnowledge', words: 'officer knowledge', key: 'o' },
  { code: 'canineAlert', words: 'canine alert', key: 'c' },
  { code: 'xrayAnomaly', words: 'x-ray anomaly', key: 'x' },
  { code: 'countryOfInterest', words: 'country-of-interest list', key: 'l' },
  { code: 'waiverList', words: 'waiver list (alternate screening)', key: 'w' },
];

/** What the desk knows about an item before anybody says why it is examined. */
export interface KnownCauses {
  readonly hasOpenHold: boolean;
  readonly isOfInterest: boolean;
  readonly isWaived: boolean;
}

/** The reasons to start with, so that an officer with a targeted item presses no key for it; in the order of the list. */
export function reasonsKnown({ hasOpenHold, isOfInterest, isWaived }: KnownCauses): readonly ExamReason[] {
  const known: Partial<Record<ExamReason, boolean>> = { hold: hasOpenHold, countryOfInterest: isOfInterest, waiverList: isWaived };
  return EXAM_REASONS.filter((reason) => known[reason] === true);
}
