/** The closed list of exam outcomes, with the fields each one needs: form, validator and documentation are made from this table. */

export const OUTCOME_CODES = [
  'RELEASED_TO_USPS', 'NO_VIOLATION', 'DETAINED', 'REFERRED', 'RETURNED_TO_SENDER', 'SEIZURE', 'NOT_FOUND',
  'ABANDONMENT', 'CARGO_DESTROYED', 'CONTROLLED_DELIVERY', 'DENIED_ENTRY', 'EXCLUDED', 'IPR_ABANDONMENT', 'REFUSED_ENTRY',
  'SEIZURE_ARREST_NO_PENALTY', 'SEIZURE_ARREST_PENALTY', 'SEIZURE_PENALTY',
] as const;

export type OutcomeCode = (typeof OUTCOME_CODES)[number];
