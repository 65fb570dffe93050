/** Decides what the band above a scanned item says: the decision table of the bench. */
import type { Identifier } from '../identifier/identifier.ts';
import { adviceFor } from './adviceFor.ts';
import type { Advice } from './advice.ts';
import { BANDS, type Band } from './bands.ts';
import { holdsToShow, isExamined, isWaived, type Situation } from './situation.ts';

/** chips: the other bands that apply, in the order of the table; never the band itself. */
export interface BandDecision {
  readonly band: Band;
  readonly chips: readonly Band[];
  readonly advice: Advice;
}

/**
 * Total and pure: every situation has exactly one band. The first band of BANDS that applies wins, the rest become chips.
 *
 * | band | applies when |
 * | --- | --- |
 * | HOLD | a hold is open, of this or any IMF; or one is examined without release date while no final outcome is known |
 * | ALTERNATE_SCREENING | a right S10 number whose origin is on the waiver list, with or without AED |
 * | NO_AED_HERE | a right S10 number without AED on this desk |
 * | CLEAR | nothing else applies: then AED is here, the number is right, no hold is open, nobody has examined it |
 * | SEVERAL_POSTINGS | AED of more than one posting date |
 * | EXAMINED | an outcome is on record; also one that is not final, since a detained item must never look clear |
 * | CHECK_THE_LABEL | an S10 number with any problem, error or warning |
 * | NOT_AN_ITEM | a bag tag; or no S10 number, and neither AED nor hold nor exam is known for it |
 *
 * "Right" is without error. Of a number with a wrong check digit nothing is found, and this says nothing about AED: telling "no AED"
 * then would hide the misread. CLEAR stands fourth in the table and would hide the four below it if it only asked for AED and no hold.
 */
export function decideBand(situation: Situation): BandDecision {
  const applying = BANDS.filter((band) => band !== 'CLEAR' && applies(band, situation));
  const [band = 'CLEAR', ...chips] = applying;
  return { band, chips, advice: adviceFor(band, situation) };
}

function applies(band: Exclude<Band, 'CLEAR'>, situation: Situation): boolean {
  const { identifier, postings } = situation;
  switch (band) {
    case 'HOLD': return holdsToShow(situation).length > 0;
    case 'ALTERNATE_SCREENING': return isRightItem(identifier) && isWaived(situation);
    case 'NO_AED_HERE': return isRightItem(identifier) && postings === 0;
    case 'SEVERAL_POSTINGS': return postings > 1;
    case 'EXAMINED': return isExamined(situation);
    case 'CHECK_THE_LABEL': return identifier.kind === 's10' && identifier.problems.length > 0;
    case 'NOT_AN_ITEM': return isTag(identifier) || (identifier.kind !== 's10' && !isKnown(situation));
  }
}

function isRightItem({ kind, valid }: Identifier): boolean {
  return kind === 's10' && valid;
}

function isTag({ kind }: Identifier): boolean {
  return kind === 's9' || kind === 's8';
}

/** A number of another kind is an item all the same when the desk has something on it, e.g. a number the desk made itself. */
function isKnown(situation: Situation): boolean {
  return situation.postings > 0 || holdsToShow(situation).length > 0 || isExamined(situation);
}
