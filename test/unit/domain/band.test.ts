/** The decision table of the bench, case by case and over every combination. */
import { describe, expect, it } from 'vitest';
import { BANDS, type Band } from '../../../domain/band/bands.ts';
import { decideBand } from '../../../domain/band/decide.ts';
import { offerFor, type BenchOffer } from '../../../domain/band/offer.ts';
import { isAedRequired, type Situation } from '../../../domain/band/situation.ts';
import type { HoldEvent, HoldEventKind } from '../../../domain/hold/events.ts';
import { foldHolds, type Hold } from '../../../domain/hold/fold.ts';
import { classify } from '../../../domain/identifier/classify.ts';
import { OUTCOME_CODES, outcomeOf, type OutcomeCode } from '../../../domain/outcome/outcomes.ts';

const RIGHT = classify('RB123456785GB');
const WRONG_CHECK = classify('RB123456786GB');
const UNKNOWN_COUNTRY = classify('RB123456785XX');
const TAG = classify('MYKULGUSSFOAAEM72072001100028');
const DISPATCH = classify('MYKULGUSSFOAAEM72072');
const USPS = classify('9400111206206406260787');
const DOMESTIC = classify('XK00000000001');
const TEXT = classify('hello');
const DESK_MADE = classify('IMF-JFK-7K3M9Q2T4A');

const AS_OF = '2026-11-23T13:55:00Z';
const LIST = { asOf: '2026-01-01', countries: ['TV', 'WS'] };
const GB_LIST = { asOf: '2026-01-01', countries: ['GB'] };

const CALM: Situation = {
  identifier: RIGHT, postings: 1, aedAsOf: AS_OF, holds: [], waivers: LIST, origin: 'GB', previousOutcome: null, facilityId: 'JFK',
};

function hold(kinds: readonly HoldEventKind[], facilityId = 'JFK', holdId = 'H1'): Hold {
  const events = kinds.map((kind, index): HoldEvent => (
    { eventId: `${holdId}-${index}`, holdId, itemId: 'RB123456785GB', kind, at: `2026-11-23T09:1${index}:00Z`, facilityId, by: 'NTC', reason: null }));
  const [folded] = foldHolds(events);
  if (folded === undefined) throw new Error('no events');
  return folded;
}

const PLACED = hold(['placed']);
const EXAMINED = hold(['placed', 'examined']);
const RELEASED = hold(['placed', 'released']);

const shown = (changes: Partial<Situation>): [Band, ...Band[]] => {
  const { band, chips } = decideBand({ ...CALM, ...changes });
  return [band, ...chips];
};

describe('the band', () => {
  it.each<[string, Partial<Situation>, Band[]]>([
    ['AED, right number, no hold, never examined', {}, ['CLEAR']],
    ['an open hold', { holds: [PLACED] }, ['HOLD']],
    ['an open hold of another IMF', { holds: [hold(['placed'], 'EWR')] }, ['HOLD']],
    ['a hold marked not presented that turns up', { holds: [hold(['placed', 'notPresented'])] }, ['HOLD']],
    ['an open hold without AED', { holds: [PLACED], postings: 0 }, ['HOLD', 'NO_AED_HERE']],
    ['a released hold', { holds: [RELEASED] }, ['CLEAR']],
    ['a hold examined elsewhere and not released', { holds: [EXAMINED] }, ['HOLD']],
    ['a hold on an item that is detained', { holds: [EXAMINED], previousOutcome: 'DETAINED' }, ['HOLD', 'EXAMINED']],
    ['a hold examined with a final outcome', { holds: [EXAMINED], previousOutcome: 'RELEASED_TO_USPS' }, ['EXAMINED']],
    ['an open hold on an item examined before', { holds: [PLACED], previousOutcome: 'RELEASED_TO_USPS' }, ['HOLD', 'EXAMINED']],
    ['a waived country', { waivers: GB_LIST }, ['ALTERNATE_SCREENING']],
    ['a waived country without AED', { waivers: GB_LIST, postings: 0 }, ['ALTERNATE_SCREENING', 'NO_AED_HERE']],
    ['a hold on an item from a waived country', { holds: [PLACED], waivers: GB_LIST }, ['HOLD', 'ALTERNATE_SCREENING']],
    ['no waiver list on the desk', { waivers: null }, ['CLEAR']],
    ['no AED', { postings: 0 }, ['NO_AED_HERE']],
    ['no AED of an item examined before', { postings: 0, previousOutcome: 'RELEASED_TO_USPS' }, ['NO_AED_HERE', 'EXAMINED']],
    ['two postings', { postings: 2 }, ['SEVERAL_POSTINGS']],
    ['two postings, examined before', { postings: 2, previousOutcome: 'EXCLUDED' }, ['SEVERAL_POSTINGS', 'EXAMINED']],
    ['a final outcome', { previousOutcome: 'RETURNED_TO_SENDER' }, ['EXAMINED']],
    ['a detained item', { previousOutcome: 'DETAINED' }, ['EXAMINED']],
    ['an item that once was not found', { previousOutcome: 'NOT_FOUND' }, ['CLEAR']],
    ['a wrong check digit, nothing known', { identifier: WRONG_CHECK, postings: 0 }, ['CHECK_THE_LABEL']],
    ['a wrong check digit from a waived country, nothing known', { identifier: WRONG_CHECK, postings: 0, waivers: GB_LIST }, ['CHECK_THE_LABEL']],
    ['a wrong check digit that the post itself sent', { identifier: WRONG_CHECK }, ['CHECK_THE_LABEL']],
    ['a wrong check digit under hold', { identifier: WRONG_CHECK, holds: [PLACED] }, ['HOLD', 'CHECK_THE_LABEL']],
    ['an unknown country without AED', { identifier: UNKNOWN_COUNTRY, postings: 0, origin: 'XX' }, ['NO_AED_HERE', 'CHECK_THE_LABEL']],
    ['a bag tag', { identifier: TAG, postings: 0, origin: 'MY' }, ['NOT_AN_ITEM']],
    ['a dispatch', { identifier: DISPATCH, postings: 0, origin: 'MY' }, ['NOT_AN_ITEM']],
    ['a USPS label', { identifier: USPS, postings: 0, origin: null }, ['NOT_AN_ITEM']],
    ['a domestic number', { identifier: DOMESTIC, postings: 0, origin: null }, ['NOT_AN_ITEM']],
    ['a domestic number with AED', { identifier: DOMESTIC, origin: null }, ['CLEAR']],
    ['some text', { identifier: TEXT, postings: 0, origin: null }, ['NOT_AN_ITEM']],
    ['a number a desk made', { identifier: DESK_MADE, postings: 0, origin: null }, ['NO_AED_HERE']],
    ['a number a desk made, examined', { identifier: DESK_MADE, postings: 0, origin: null, previousOutcome: 'DETAINED' }, ['NO_AED_HERE', 'EXAMINED']],
  ])('for %s', (_case, changes, expected) => {
    expect(shown(changes)).toEqual(expected);
  });
});

describe('every situation', () => {
  const situations = everySituation();

  it('has one band, and chips in the order of the table without it', () => {
    for (const situation of situations) {
      const { band, chips } = decideBand(situation);
      const places = [band, ...chips].map((each) => BANDS.indexOf(each));
      expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
    }
  });

  it('is red when a hold is open', () => {
    for (const situation of situations) {
      if (situation.holds.some(({ isOpen }) => isOpen)) expect(decideBand(situation).band).toBe('HOLD');
    }
  });

  it('is green only with AED, a right number, no outstanding question and nothing else to say', () => {
    for (const situation of situations) {
      const { band, chips } = decideBand(situation);
      expect(chips).not.toContain('CLEAR');
      if (band !== 'CLEAR') continue;
      const { identifier, postings, holds, waivers, origin, previousOutcome } = situation;
      expect(chips).toEqual([]);
      expect(postings).toBe(1);
      expect(holds.some(({ isOutstanding }) => isOutstanding)).toBe(false);
      expect(previousOutcome === null || previousOutcome === 'NOT_FOUND').toBe(true);
      expect(waivers?.countries.includes(origin ?? '')).not.toBe(true);
      expect(identifier.kind === 's10' && identifier.problems.length > 0).toBe(false);
    }
  });

  it('never says AED is missing when it is here, nor hides a final outcome', () => {
    for (const situation of situations) {
      const { band, chips } = decideBand(situation);
      const all = [band, ...chips];
      if (situation.postings > 0) expect(all).not.toContain('NO_AED_HERE');
      if (situation.previousOutcome !== null && outcomeOf(situation.previousOutcome)?.isFinal) expect(all).toContain('EXAMINED');
    }
  });

  it('has advice that fits its band, with text for every argument', () => {
    const families: Record<Band, string> = {
      HOLD: 'hold', ALTERNATE_SCREENING: 'alternateScreening', NO_AED_HERE: 'noAed', CLEAR: 'clear', SEVERAL_POSTINGS: 'severalPostings',
      EXAMINED: 'examined', CHECK_THE_LABEL: 'checkTheLabel', NOT_AN_ITEM: 'notAnItem',
    };
    for (const situation of situations) {
      const { band, advice } = decideBand(situation);
      expect(advice.id.split('.')[0]).toBe(families[band]);
      expect(Object.values(advice.args).every((arg) => typeof arg === 'string')).toBe(true);
    }
  });

  function everySituation(): Situation[] {
    const outcomes: (OutcomeCode | null)[] = [null, ...OUTCOME_CODES];
    return [RIGHT, WRONG_CHECK, UNKNOWN_COUNTRY, TAG, DISPATCH, USPS, DOMESTIC, TEXT, DESK_MADE].flatMap((identifier) =>
      [0, 1, 2].flatMap((postings) => [[], [PLACED], [EXAMINED], [RELEASED], [RELEASED, PLACED]].flatMap((holds) =>
        [null, LIST, GB_LIST].flatMap((waivers) => [null, 'GB', 'XX'].flatMap((origin) => outcomes.map((previousOutcome) =>
          ({ ...CALM, identifier, postings, holds, waivers, origin, previousOutcome })))))));
  }
});

describe('advice', () => {
  const advice = (changes: Partial<Situation>) => decideBand({ ...CALM, ...changes }).advice;

  it('names who placed the hold, this IMF\'s own hold first, and how many there are', () => {
    expect(advice({ holds: [hold(['placed'], 'EWR', 'H2'), PLACED] })).toEqual(
      { id: 'hold.present', args: { by: 'NTC', placedAt: '2026-11-23T09:10:00Z', facilityId: 'JFK', count: '2' } });
    expect(advice({ holds: [EXAMINED] })).toEqual({ id: 'hold.notReleased', args: { by: 'NTC', examinedAt: '2026-11-23T09:11:00Z' } });
  });

  it('says that AED was required only when the list says so', () => {
    expect(advice({ postings: 0 })).toEqual({ id: 'noAed.required', args: { country: 'GB', asOf: AS_OF, listAsOf: '2026-01-01' } });
    expect(advice({ postings: 0, waivers: null })).toEqual({ id: 'noAed.notKnownIfRequired', args: { country: 'GB', asOf: AS_OF, why: 'noList' } });
    expect(advice({ postings: 0, origin: null, aedAsOf: null })).toEqual({ id: 'noAed.notKnownIfRequired', args: { country: '', asOf: '', why: 'noOrigin' } });
  });

  it.each<[string | null, Situation['waivers'], boolean | null]>([
    ['GB', LIST, true], ['GB', GB_LIST, false], ['GB', null, null], [null, LIST, null], ['XX', LIST, null], ['US', LIST, null], ['PR', LIST, null],
  ])('knows for %s under %o whether AED was required: %s', (origin, waivers, required) => {
    expect(isAedRequired({ origin, waivers })).toBe(required);
    expect(advice({ origin, waivers, postings: 0 }).id === 'noAed.required').toBe(required === true);
  });

  it.each([[null, 'noOrigin'], ['XX', 'noCountry'], ['XK', 'noCountry'], ['US', 'home'], ['GB', 'noList']])(
    'says for %s why it cannot be said: %s', (origin, why) => {
      expect(advice({ origin, waivers: null, postings: 0 })).toMatchObject({ id: 'noAed.notKnownIfRequired', args: { why } });
    });

  it('tells a final outcome from an open one', () => {
    expect(advice({ previousOutcome: 'EXCLUDED' })).toEqual({ id: 'examined.final', args: { outcome: 'EXCLUDED' } });
    expect(advice({ previousOutcome: 'DETAINED' })).toEqual({ id: 'examined.notFinal', args: { outcome: 'DETAINED' } });
  });

  it('names the gravest problem of a label first', () => {
    expect(advice({ identifier: classify('KB123456786AB'), postings: 0 })).toEqual(
      { id: 'checkTheLabel.compare', args: { problems: 'CHECK_DIGIT SERVICE_INDICATOR_RESERVED COUNTRY_NOT_ISO' } });
  });

  it.each([
    [TAG, { id: 'notAnItem.receptacle', args: { destination: 'USSFOA' } }],
    [DISPATCH, { id: 'notAnItem.dispatch', args: { destination: 'USSFOA' } }],
    [USPS, { id: 'notAnItem.uspsLabel', args: { pic: '9400111206206406260787' } }],
    [DOMESTIC, { id: 'notAnItem.domesticNumber', args: {} }],
    [TEXT, { id: 'notAnItem.other', args: { problems: 'NOT_AN_IDENTIFIER' } }],
  ])('says what %o is', (identifier, expected) => {
    expect(advice({ identifier, postings: 0, origin: null })).toEqual(expected);
  });
});

describe('the offer of the bench', () => {
  const offer = (changes: Partial<Situation>, countriesOfInterest: readonly string[] | null = null): BenchOffer => {
    const situation = { ...CALM, ...changes };
    return offerFor({ situation, decision: decideBand(situation), countriesOfInterest });
  };

  it('is every outcome for whatever may be an item, and none for a bag tag and a USPS label', () => {
    for (const identifier of [RIGHT, WRONG_CHECK, UNKNOWN_COUNTRY, DOMESTIC, TEXT, DESK_MADE]) {
      expect(offer({ identifier, postings: 0 }).outcomes).toEqual(OUTCOME_CODES);
    }
    for (const identifier of [TAG, DISPATCH, USPS, classify('')]) {
      expect(offer({ identifier, postings: 0, waivers: GB_LIST })).toEqual(
        { outcomes: [], isConfirmedFirst: false, asksLabel: false, asksPosting: false, reasons: [] });
    }
  });

  it('wants a strange number confirmed first, and no other', () => {
    expect(offer({ identifier: TEXT, postings: 0 }).isConfirmedFirst).toBe(true);
    expect(offer({ identifier: TEXT }).isConfirmedFirst).toBe(false);
    expect(offer({ identifier: WRONG_CHECK, postings: 0 }).isConfirmedFirst).toBe(false);
  });

  it('asks for the label without AED and for the posting when there are several', () => {
    expect(offer({ postings: 0 })).toMatchObject({ asksLabel: true, asksPosting: false });
    expect(offer({ postings: 1 })).toMatchObject({ asksLabel: false, asksPosting: false });
    expect(offer({ postings: 2 })).toMatchObject({ asksLabel: false, asksPosting: true });
  });

  it('starts with the reasons the desk knows', () => {
    expect(offer({ holds: [PLACED], waivers: GB_LIST }, ['GB']).reasons).toEqual(['hold', 'countryOfInterest', 'waiverList']);
    expect(offer({ holds: [RELEASED] }, ['CN']).reasons).toEqual([]);
  });
});
