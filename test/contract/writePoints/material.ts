/** What the scenarios work with: items, an AED file, two feed pages; all of it invented. */
import type { ExamForm, ExamValuesArgs } from '../../../preload/contract/examForm.ts';
import { aed, digest, hold, officer, page, usps } from '../reference/referenceFiles.ts';
import { cellsOf, csvFile } from '../../unit/aed/aedFiles.ts';

/** With AED and an open hold in the prepared store. */
export const HELD = 'RB123456785GB';
/** Examined without AED in the prepared ledger; the AED file and the first feed page bring it. */
export const WITHOUT_AED = 'RB123456785US';
const POSTED = '2026-11-15';

export const RELEASED: ExamValuesArgs = {
  methods: ['xray'], reasons: [], finding: null, findings: [], outcome: 'RELEASED_TO_USPS', outcomeFields: {}, label: null,
};

export const EMPTY_FORM: ExamForm = {
  reasons: [], finding: 'half a sentence', findings: [], label: { origin: '', mailClass: null, contents: '' }, outcomeKeys: [], details: null,
  isConfirmed: false, postedOn: null,
};

export const AED_FILE = csvFile([cellsOf(1, { itemId: WITHOUT_AED, postedOn: POSTED }), ...Array.from({ length: 60 }, (_, n) => cellsOf(n + 100)), cellsOf(7, { itemId: '' })]);

/** Begins as a JPEG does. */
export const PHOTO = Uint8Array.from({ length: 9_000 }, (_, at) => [0xff, 0xd8, 0xff][at] ?? (at * 31) % 251);

const ROSTER = { kind: 'roster', version: 2, officers: [officer('4711'), officer('4712', 'Haddad, L.')] };

/** The first is in the middle of a load, the second ends it. */
export const FEED_PAGES = [
  page(
    [
      ...Array.from({ length: 30 }, (_, n) => ({ kind: 'aed', aed: aed(`RB${String(n + 500).padStart(9, '0')}GB`) })),
      { kind: 'aed', aed: aed(WITHOUT_AED, { postedOn: POSTED }) },
      { kind: 'hold', event: hold('e-2', { holdId: 'H2', itemId: 'RB000000501GB' }) },
      { kind: 'ofTomorrow', what: 'a kind that this desk does not know' },
    ],
    'c2', '2026-11-24T14:00:00Z', true,
  ),
  page(
    [
      { kind: 'usps', event: usps('u-1') },
      { kind: 'examDigest', digest: digest(1) },
      { kind: 'aedRemoved', itemId: 'RB000000500GB', postedOn: '2026-03-01', reason: 'withdrawn' },
      { kind: 'list', list: { listId: 'waiver', version: 3, asOf: '2026-11-01', countries: ['FR', 'DE'] } },
      ROSTER,
    ],
    'c3', '2026-11-24T14:30:00Z', false,
  ),
] as const;
