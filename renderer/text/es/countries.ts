/** The Spanish names of countries, from the Unicode locale data that the program carries. */
import { isIsoCountry } from '../../../domain/identifier/iso3166.ts';

const names = new Intl.DisplayNames('es-US', { type: 'region', fallback: 'none' });

/** name: what is said of a code that is no country's. */
export function countryWords(code: string, name: string): string {
  return isIsoCountry(code) ? (names.of(code) ?? name) : name;
}
