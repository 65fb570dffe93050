/** Decides what the band above a scanned item says: the decision table of the bench. */
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
 * | ALTERNATE_SCREENING | a trusted number whose origin is on the waiver list, with or without AED |
 * | NO_AED_HERE | a trusted number without AED on this desk |
 * | CLEAR | nothing else applies: then AED is here, the number is right, no hold is open, nobody has examined it |
 * | SEVERAL_POSTINGS | AED of more than one posting date |
 * | EXAMINED | an outcome is on record; also one that is not final, since a detained item must never look clear |
 * | CHECK_THE_LABEL | an S10 number with any problem, error or warning |
 * | NOT_AN_ITEM | a bag tag; or no S10 number, and not trusted |
 *
 * A number is trusted when it is S10 without error, or was made by a desk for an item without barcode, or this desk has AED, a hold or
 * an exam under it. A number with a wrong check digit finds nothing, and that says nothing about AED: "no AED" would hide the misread.
 * CLEAR stands fourth in the table and would hide the four below it if it asked for no more than AED and no hold.
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
    case 'ALTERNATE_SCREENING': return isTrusted(situation) && isWaived(situation);
    case 'NO_AED_HERE': return isTrusted(situation) && postings === 0;
    case 'SEVERAL_POSTINGS': return postings > 1;
    case 'EXAMINED': return isExamined(situation);
    case 'CHECK_THE_LABEL': return identifier.kind === 's10' && identifier.problems.length > 0;
    case 'NOT_AN_ITEM': return identifier.kind !== 's10' && !isTrusted(situation);
  }
}

/** Never a bag tag: what is known about a bag is not known about an item. Of kind `other` only numbers made by a desk are valid. */
function isTrusted(situation: Situation): boolean {
  const { kind, valid } = situation.identifier;
  if (kind === 's9' || kind === 's8') return false;
  return (valid && kind !== 'impb') || isKnown(situation);
}

function isKnown(situation: Situation): boolean {
  return situation.postings > 0 || holdsToShow(situation).length > 0 || isExamined(situation);
}
