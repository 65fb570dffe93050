/** Says what a raw scan is: an item, a receptacle tag, a dispatch, a USPS package label, or something else. */
import { deskMadeId } from './deskMade.ts';
import type { Identifier, IdentifierKind, Problem } from './identifier.ts';
import { parseImpb } from './impb.ts';
import { normalise, type NormalisedScan } from './normalise.ts';
import { problem } from './problems.ts';
import { checkDispatch, looksLikeTag, parseS8, S8_LENGTH } from './s8.ts';
import { parseS9 } from './s9.ts';
import { checkS10, isDomesticCode, looksLikeS10 } from './s10.ts';

/** Longest id that is kept; nothing on a mail item comes near it, and records are bounded. */
export const MAX_ID_LENGTH = 200;

type Finding = readonly [kind: IdentifierKind, problems: readonly Problem[]];

/**
 * Classifies one scan or typed number. Total: any text of any length gives an Identifier, never an exception.
 * Order (domain facts §3.6): receptacle, dispatch, S10 item, USPS package, a post's domestic number, anything else; before them all a
 * number this program made itself. `valid` is true only for a right number of a known kind; of kind `other` that is a desk-made number
 * and nothing else. All problems found are listed; `problems.ts` explains them.
 */
export function classify(raw: string): Identifier {
  const scan = normalise(raw);
  const [kind, problems] = find(scan);
  const id = scan.id.slice(0, MAX_ID_LENGTH).replace(/\p{Surrogate}$/u, '');
  return { raw, kind, id, valid: problems.every(({ severity }) => severity !== 'error'), problems };
}

function find({ id, groups }: NormalisedScan): Finding {
  if (id === '') return ['other', [problem('EMPTY')]];
  if (id.length > MAX_ID_LENGTH) return ['other', [problem('TOO_LONG')]];
  if (deskMadeId(id) !== null) return ['other', []];
  const tag = findTag(id);
  if (tag !== null) return tag;
  if (looksLikeS10(id)) return ['s10', checkS10(id)];
  const label = parseImpb(id, groups);
  if (label !== null) return ['impb', label.problems];
  return ['other', [problem(isDomesticCode(id) ? 'NOT_S10' : 'NOT_AN_IDENTIFIER')]];
}

function findTag(id: string): Finding | null {
  const receptacle = parseS9(id);
  if (receptacle !== null) return ['s9', checkDispatch(receptacle.dispatch)];
  const dispatch = parseS8(id);
  if (dispatch !== null) return ['s8', checkDispatch(dispatch)];
  if (!looksLikeTag(id)) return null;
  return [id.length > S8_LENGTH ? 's9' : 's8', [problem('LENGTH')]];
}
