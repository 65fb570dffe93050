/** The words of the status bands, and the sentence under each. */
import type { Advice, AdviceArguments, AdviceId } from '../../../domain/band/advice.ts';
import type { WhyNotKnown } from '../../../domain/band/situation.ts';
import type { Band } from '../../../domain/band/bands.ts';
import { countryName } from '../../../domain/identifier/iso3166.ts';
import { problemWords } from '../../../domain/identifier/problems.ts';
import { outcomeOf } from '../../../domain/outcome/outcomes.ts';
import type { Reading } from '../facts.ts';
import { absenceWords } from './absence.ts';
import { dateOf, timeOf } from './times.ts';

export const bandWords: Readonly<Record<Band, string>> = {
  HOLD: 'HOLD',
  ALTERNATE_SCREENING: 'ALTERNATE SCREENING',
  NO_AED_HERE: 'NO AED HERE',
  CLEAR: 'CLEAR',
  SEVERAL_POSTINGS: 'SEVERAL POSTINGS',
  EXAMINED: 'EXAMINED',
  CHECK_THE_LABEL: 'CHECK THE LABEL',
  NOT_AN_ITEM: 'NOT AN ITEM',
};

/** Why it cannot be said whether AED was required. */
function whyNotKnown(why: WhyNotKnown, country: string): string {
  switch (why) {
    case 'noOrigin': return 'no country on the label: whether AED was required is not known';
    case 'noCountry': return `${country} is no country: whether AED was required is not known`;
    case 'home': return 'a number of the United States: mail that comes back needs no AED from abroad';
    case 'noList': return 'no waiver list here: whether AED was required is not known';
  }
}

type Sentences = { readonly [Id in AdviceId]: (args: AdviceArguments[Id], reading: Reading) => string };

const SENTENCES: Sentences = {
  'hold.present': ({ by, placedAt, facilityId: holder, count }, { facilityId }) =>
    `present for exam · placed by ${by}${at(placedAt)}${holder === facilityId || holder === '' ? '' : ` for ${holder}`} · not yet examined${count === '1' ? '' : ` · ${count} holds`}`,
  'hold.notReleased': ({ by, examinedAt }) => `examined${at(examinedAt)}, but the hold of ${by} has no release and no final outcome · decide it`,
  'alternateScreening.screen': ({ country, listAsOf }) =>
    `${nameOf(country)} is on the waiver list (as of ${dateOf(listAsOf)}): AED is not required · screen another way`,
  'noAed.required': ({ country, asOf, listAsOf }, { feed }) =>
    `${absenceWords(asOf, feed)} · AED was required: ${nameOf(country)} is not on the waiver list of ${dateOf(listAsOf)}`,
  'noAed.notKnownIfRequired': ({ country, asOf, why }, { feed }) => `${absenceWords(asOf, feed)} · ${whyNotKnown(why, country)}`,
  'clear.proceed': ({ asOf }, { feed }) => `AED is here · open holds: ${absenceWords(asOf, feed)}`,
  'severalPostings.choose': ({ count }) => `this number was used for ${count} postings · compare with the label · V says which one is in hand`,
  'examined.final': ({ outcome }) => `already examined: ${outcomeWords(outcome)}`,
  'examined.notFinal': ({ outcome }) => `already examined: ${outcomeWords(outcome)} · a final outcome is still to come`,
  'checkTheLabel.compare': ({ problems }) => `${problemList(problems)} · compare with the label, scan again or record it as it is`,
  'notAnItem.receptacle': ({ destination }) => `a bag tag for ${destination} · items scanned now belong to this bag`,
  'notAnItem.dispatch': ({ destination }) => `a dispatch number for ${destination} · scan the label of an item`,
  'notAnItem.uspsLabel': () => 'a USPS package label · scan the international label beside it, or F4 when there is none',
  'notAnItem.domesticNumber': () => 'a domestic number of a foreign post · scan the international label, or I to record it under this number',
  'notAnItem.other': ({ problems }) => `${problemList(problems)} · scan the item's label, or F4 when it has no barcode`,
};

export function adviceSentence(advice: Advice, reading: Reading): string {
  return (SENTENCES[advice.id] as (args: Advice['args'], reading: Reading) => string)(advice.args, reading);
}

export function outcomeWords(code: string): string {
  return outcomeOf(code)?.words ?? code;
}

function at(stamp: string): string {
  return stamp === '' ? '' : ` ${timeOf(stamp)}`;
}

function nameOf(country: string): string {
  return countryName(country) ?? (country === '' ? 'the country' : country);
}

function problemList(codes: string): string {
  return codes.split(' ').filter((code) => code !== '').map(problemWords).join('; ');
}
