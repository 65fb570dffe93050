/** Chooses the sentence of a band and fills in what it names. */
import type { Identifier } from '../identifier/identifier.ts';
import { parseImpb } from '../identifier/impb.ts';
import { outcomeOf } from '../outcome/outcomes.ts';
import type { Advice } from './advice.ts';
import type { Band } from './bands.ts';
import { aedRequirement, holdsToShow, type Situation } from './situation.ts';

/** The advice of a band in a situation to which the band applies. */
export function adviceFor(band: Band, situation: Situation): Advice {
  switch (band) {
    case 'HOLD': return holdAdvice(situation);
    case 'ALTERNATE_SCREENING': return { id: 'alternateScreening.screen', args: listArgs(situation) };
    case 'NO_AED_HERE': return noAedAdvice(situation);
    case 'CLEAR': return { id: 'clear.proceed', args: { asOf: situation.aedAsOf ?? '' } };
    case 'SEVERAL_POSTINGS': return { id: 'severalPostings.choose', args: { count: String(situation.postings) } };
    case 'EXAMINED': return examinedAdvice(situation);
    case 'CHECK_THE_LABEL': return { id: 'checkTheLabel.compare', args: { problems: problemCodes(situation.identifier) } };
    case 'NOT_AN_ITEM': return notAnItemAdvice(situation.identifier);
  }
}

function holdAdvice(situation: Situation): Advice {
  const shown = holdsToShow(situation);
  const open = shown.filter((hold) => hold.isOpen);
  const [first] = open;
  if (first === undefined) return { id: 'hold.notReleased', args: { by: shown[0]?.by ?? '', examinedAt: shown[0]?.examinedAt ?? '' } };
  const { by, placedAt, facilityId } = first;
  return { id: 'hold.present', args: { by, placedAt: placedAt ?? '', facilityId, count: String(open.length) } };
}

function noAedAdvice(situation: Situation): Advice {
  const { origin, aedAsOf } = situation;
  const asOf = aedAsOf ?? '';
  const requirement = aedRequirement(situation);
  if ('why' in requirement) return { id: 'noAed.notKnownIfRequired', args: { country: origin ?? '', asOf, why: requirement.why } };
  return { id: 'noAed.required', args: { asOf, ...listArgs(situation) } };
}

function listArgs({ origin, waivers }: Situation): { country: string; listAsOf: string } {
  return { country: origin ?? '', listAsOf: waivers?.asOf ?? '' };
}

function examinedAdvice({ previousOutcome }: Situation): Advice {
  const outcome = previousOutcome ?? '';
  return { id: outcomeOf(outcome)?.isFinal === false ? 'examined.notFinal' : 'examined.final', args: { outcome } };
}

function notAnItemAdvice(identifier: Identifier): Advice {
  const { kind, id, problems } = identifier;
  if (kind === 's9') return { id: 'notAnItem.receptacle', args: { destination: id.slice(6, 12) } };
  if (kind === 's8') return { id: 'notAnItem.dispatch', args: { destination: id.slice(6, 12) } };
  if (kind === 'impb') return { id: 'notAnItem.uspsLabel', args: { pic: parseImpb(id)?.pic ?? id } };
  if (problems.some(({ code }) => code === 'NOT_S10')) return { id: 'notAnItem.domesticNumber', args: {} };
  return { id: 'notAnItem.other', args: { problems: problemCodes(identifier) } };
}

/** Errors first, so that the screen can name the gravest. */
function problemCodes({ problems }: Identifier): string {
  const bySeverity = [...problems.filter(isError), ...problems.filter((problem) => !isError(problem))];
  return bySeverity.map(({ code }) => code).join(' ');
}

function isError({ severity }: Identifier['problems'][number]): boolean {
  return severity === 'error';
}
