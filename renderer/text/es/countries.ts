/** The Spanish names of countries, from the Unicode locale data that the program carries. */

const names = new Intl.DisplayNames('es-US', { type: 'region', fallback: 'none' });

/** name: what is said of a code that is no country's. */
export function countryWords(code: string, name: string): string {
  return /^[A-Z]{2}$/.test(code) ? (names.of(code) ?? name) : name;
}
