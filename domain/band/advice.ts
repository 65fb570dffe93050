/** The sentences that may stand in a band, by name; the words are the renderer's. */
import type { WhyNotKnown } from './situation.ts';

/**
 * Each id with the arguments its sentence needs, all as text. Times are RFC 3339; '' when not known. asOf: how fresh the desk's data
 * is, because absence is dated. country, origin: two letters.
 */
export interface AdviceArguments {
  /** Present for exam; by whom placed, when, for which IMF, and how many open holds there are. */
  'hold.present': { by: string; placedAt: string; facilityId: string; count: string };
  /** Examined already, yet the hold has no release date and no final outcome is known. */
  'hold.notReleased': { by: string; examinedAt: string };
  'alternateScreening.screen': { country: string; listAsOf: string };
  /** The country is not waived, so AED was required. */
  'noAed.required': { country: string; asOf: string; listAsOf: string };
  /** Whether AED was required cannot be said: no waiver list on this desk, no country on the label, letters that are none, or mail that comes home. */
  'noAed.notKnownIfRequired': { country: string; asOf: string; why: WhyNotKnown };
  'clear.proceed': { asOf: string };
  'severalPostings.choose': { count: string };
  'examined.final': { outcome: string };
  /** An outcome such as detained is on record and a final one is awaited. */
  'examined.notFinal': { outcome: string };
  /** problems: codes with a space between, the gravest first. */
  'checkTheLabel.compare': { problems: string };
  'notAnItem.receptacle': { destination: string };
  'notAnItem.dispatch': { destination: string };
  'notAnItem.uspsLabel': { pic: string };
  'notAnItem.domesticNumber': Record<string, never>;
  'notAnItem.other': { problems: string };
}

export type AdviceId = keyof AdviceArguments;

/** An id with exactly its arguments. */
export type Advice = { readonly [Id in AdviceId]: { readonly id: Id; readonly args: Readonly<AdviceArguments[Id]> } }[AdviceId];
