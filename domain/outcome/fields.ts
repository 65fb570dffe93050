/** The few fields that some outcomes need beside their name. */

/** key: what the officer presses for it. value: what is recorded. */
export interface Choice {
  readonly key: string;
  readonly value: string;
  readonly words: string;
}

/** A required field always has choices, so that one key fills it; free text is never required. isReference: a number on one line. */
export interface OutcomeField {
  readonly name: string;
  readonly words: string;
  readonly required: boolean;
  readonly choices?: readonly Choice[];
  readonly isReference?: boolean;
}

/** Longest text of a field, in UTF-16 units; the ledger holds the same bound. */
export const MAX_FIELD_LENGTH = 2_000;

/** Longest reference number; no case, incident or form number comes near it. */
export const MAX_REFERENCE_LENGTH = 60;

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

/** The numbers are often given later, so they never hold up the record (domain facts §6.2, §7); a correction adds them. */
export const SEIZURE_REFERENCE: OutcomeField = {
  name: 'seizureReference', words: 'SEACATS incident or FP&F case number', required: false, isReference: true,
};

export const CUSTODY_RECEIPT: OutcomeField = {
  name: 'custodyReceipt', words: 'custody receipt number (CBP 6051S)', required: false, isReference: true,
};

export const DETENTION_NOTICE: OutcomeField = {
  name: 'detentionNotice', words: 'detention notice number (CBP 6051D)', required: false, isReference: true,
};

export const NOTE: OutcomeField = { name: 'note', words: 'note', required: false };

/**
 * On what ground sealed letter-class mail was opened (19 CFR 145.3). The heading of the rule is known ("Opening of letter class mail;
 * reading of correspondence prohibited"); the wording of the choices is unverified and therefore a default that a site replaces.
 */
export const DEFAULT_LEGAL_BASES: readonly Choice[] = [
  { key: '1', value: 'REASONABLE_CAUSE', words: 'reasonable cause to suspect goods or contraband' },
  { key: '2', value: 'DECLARED', words: 'CN 22 or CN 23 on the item: may be opened officially' },
  { key: '3', value: 'CONSENT', words: 'consent of sender or addressee' },
  { key: '4', value: 'SEARCH_WARRANT', words: 'search warrant' },
  { key: '5', value: 'OTHER', words: 'another ground, said in the note' },
];

/** The field with a site's own choices. Without any choice it could not be filled with a key, so the defaults stand in. */
export function legalBasis(choices: readonly Choice[] = DEFAULT_LEGAL_BASES): OutcomeField {
  return {
    name: 'legalBasis',
    words: 'why sealed letter mail was opened',
    required: true,
    choices: choices.length === 0 ? DEFAULT_LEGAL_BASES : choices,
  };
}
