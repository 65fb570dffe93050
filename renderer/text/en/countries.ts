/** The English names of countries: those of the domain's table, as an officer would say them. */

export function countryWords(_code: string, name: string): string {
  return name;
}
