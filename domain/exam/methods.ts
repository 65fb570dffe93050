/** How an item was examined (OIG-23-56 pp. 2-4; domain facts §6.3). */

export const EXAM_METHODS = ['xray', 'canine', 'opening', 'officerKnowledge', 'countryOfInterest', 'waiverAlternate'] as const;

export type ExamMethod = (typeof EXAM_METHODS)[number];

export interface ExamMethodFacts {
  readonly code: ExamMethod;
  readonly words: string;
  /** Key that toggles it on the bench. */
  readonly key: string;
}

export const EXAM_METHOD_FACTS: readonly ExamMethodFacts[] = [
  { code: 'xray', words: 'x-ray', key: 'x' },
  { code: 'canine', words: 'canine', key: 'c' },
  { code: 'opening', words: 'opened', key: 'p' },
  { code: 'officerKnowledge', words: 'officer knowledge', key: 'o' },
  { code: 'countryOfInterest', words: 'country-of-interest list', key: 'l' },
  { code: 'waiverAlternate', words: 'alternate screening (waived country)', key: 'w' },
];
