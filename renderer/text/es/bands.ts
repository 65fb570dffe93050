/** The Spanish words of the status bands, and the sentence under each. */
import type { Advice, AdviceArguments, AdviceId } from '../../../domain/band/advice.ts';
import type { WhyNotKnown } from '../../../domain/band/situation.ts';
import type { Reading } from '../facts.ts';
import type { Catalogue } from '../widened.ts';
import { absenceWords } from './absence.ts';
import { countryWords } from './countries.ts';
import { listWords } from './lists.ts';
import { dateOf, timeOf } from './times.ts';

/** "Libre" is of the item as it stands; what is given back to USPS is "entregado", so that the two are never mixed up. */
export const bandWords: Catalogue['band']['word'] = {
  HOLD: 'RETENCIÓN',
  ALTERNATE_SCREENING: 'CONTROL ALTERNATIVO',
  NO_AED_HERE: 'SIN AED AQUÍ',
  CLEAR: 'LIBRE',
  SEVERAL_POSTINGS: 'VARIAS IMPOSICIONES',
  EXAMINED: 'YA EXAMINADO',
  CHECK_THE_LABEL: 'REVISE LA ETIQUETA',
  NOT_AN_ITEM: 'NO ES UN ENVÍO',
};

/** Why it cannot be said whether AED was required. */
function whyNotKnown(why: WhyNotKnown, country: string): string {
  switch (why) {
    case 'noOrigin': return 'la etiqueta no dice el país: no se sabe si se exigían AED';
    case 'noCountry': return `${country} no es ningún país: no se sabe si se exigían AED`;
    case 'home': return 'un número de los Estados Unidos: el correo que vuelve no necesita AED del extranjero';
    case 'noList': return 'aquí no hay lista de exenciones: no se sabe si se exigían AED';
  }
}

type Sentences = { readonly [Id in AdviceId]: (args: AdviceArguments[Id], reading: Reading) => string };

const SENTENCES: Sentences = {
  'hold.present': ({ by, placedAt, facilityId: holder, count }, { facilityId }) =>
    `presentar a examen · puesta por ${by}${at(placedAt)}${holder === facilityId || holder === '' ? '' : ` para ${holder}`} · aún sin examinar${count === '1' ? '' : ` · ${count} retenciones`}`,
  'hold.notReleased': ({ by, examinedAt }) => `examinado${at(examinedAt)}, pero la retención de ${by} no se levantó ni tiene resultado final · decídala`,
  'alternateScreening.screen': ({ country, listAsOf }) =>
    `${nameOf(country)} está en la lista de exenciones (del ${dateOf(listAsOf)}): no se exigen AED · contrólelo de otro modo`,
  'noAed.required': ({ country, asOf, listAsOf }, { feed }) =>
    `${absenceWords(asOf, feed)} · se exigían AED: ${nameOf(country)} no está en la lista de exenciones del ${dateOf(listAsOf)}`,
  'noAed.notKnownIfRequired': ({ country, asOf, why }, { feed }) => `${absenceWords(asOf, feed)} · ${whyNotKnown(why, country)}`,
  'clear.proceed': ({ asOf }, { feed }) => `los AED están aquí · retenciones abiertas: ${absenceWords(asOf, feed)}`,
  'severalPostings.choose': ({ count }) => `este número se usó en ${count} imposiciones · compare con la etiqueta · V dice cuál tiene en la mano`,
  'examined.final': ({ outcome }) => `ya examinado: ${outcomeWords(outcome)}`,
  'examined.notFinal': ({ outcome }) => `ya examinado: ${outcomeWords(outcome)} · falta el resultado final`,
  'checkTheLabel.compare': ({ problems }) => `${problemList(problems)} · compare con la etiqueta, escanee otra vez o regístrelo como está`,
  'notAnItem.receptacle': ({ destination }) => `rótulo de una saca para ${destination} · los envíos escaneados ahora son de esta saca`,
  'notAnItem.dispatch': ({ destination }) => `número de un despacho para ${destination} · escanee la etiqueta de un envío`,
  'notAnItem.uspsLabel': () => 'etiqueta de paquete de USPS · escanee la etiqueta internacional que está al lado, o F4 si no hay ninguna',
  'notAnItem.domesticNumber': () => 'número nacional de un correo extranjero · escanee la etiqueta internacional, o I para registrarlo con este número',
  'notAnItem.other': ({ problems }) => `${problemList(problems)} · escanee la etiqueta del envío, o F4 si no tiene código de barras`,
};

export function adviceSentence(advice: Advice, reading: Reading): string {
  return (SENTENCES[advice.id] as (args: Advice['args'], reading: Reading) => string)(advice.args, reading);
}

export function outcomeWords(code: string): string {
  return listWords.outcome(code);
}

function at(stamp: string): string {
  return stamp === '' ? '' : ` ${timeOf(stamp)}`;
}

function nameOf(country: string): string {
  return countryWords(country, country === '' ? 'el país' : country);
}

function problemList(codes: string): string {
  return codes.split(' ').filter((code) => code !== '').map(listWords.identifierProblem).join('; ');
}
