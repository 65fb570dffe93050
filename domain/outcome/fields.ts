/** The few fields that some outcomes need beside their name. */

/** key: what the officer presses for it. value: what is recorded. */
export interface Choice {
  readonly key: string;
  readonly value: string;
  readonly words: string;
}

/** A required field always has choices, so that one key fills it; free text is never required. */
export interface OutcomeField {
  readonly name: string;
  readonly words: string;
  readonly required: boolean;
  readonly choices?: readonly Choice[];
}

/** Longest text of a field, in UTF-16 units; the ledger holds the same bound. */
export const MAX_FIELD_LENGTH = 2_000;

/** Why an item is kept: admissibility is the report's word (OIG-23-56, "detains packages with admissibility concerns"), the rest ours. */
export const DETENTION_REASON: OutcomeField = {
  name: 'reason',
  words: 'why detained',
  required: true,
  choices: [
    { key: '1', value: 'ADMISSIBILITY', words: 'admissibility to be decided' },
    { key: '2', value: 'SUSPECTED_CONTRABAND', words: 'suspected contraband, test needed' },
    { key: '3', value: 'LICENCE_OR_PERMIT', words: 'licence or permit missing' },
    { key: '4', value: 'INTELLECTUAL_PROPERTY', words: 'possible counterfeit' },
    { key: '5', value: 'DECLARATION', words: 'declaration does not fit the contents' },
    { key: '6', value: 'OTHER', words: 'another reason' },
  ],
};

/** Partner agencies the report and domain facts §6.3 name. */
export const PARTNER_AGENCY: OutcomeField = {
  name: 'agency',
  words: 'referred to',
  required: true,
  choices: [
    { key: '1', value: 'FDA', words: 'FDA, Food and Drug Administration' },
    { key: '2', value: 'USDA_APHIS', words: 'USDA/APHIS, Animal and Plant Health Inspection Service' },
    { key: '3', value: 'FWS', words: 'FWS, Fish and Wildlife Service' },
    { key: '4', value: 'CPSC', words: 'CPSC, Consumer Product Safety Commission' },
    { key: '5', value: 'DEA', words: 'DEA, Drug Enforcement Administration' },
    { key: '6', value: 'HSI', words: 'HSI, Homeland Security Investigations' },
    { key: '7', value: 'OTHER', words: 'another agency' },
  ],
};

/** The number is often given later, so it never holds up the record (domain facts §6.2, §7). */
export const SEIZURE_REFERENCE: OutcomeField = { name: 'seizureReference', words: 'SEACATS or FP&F number', required: false };

export const NOTE: OutcomeField = { name: 'note', words: 'note', required: false };
