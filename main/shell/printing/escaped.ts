/** Makes any text harmless where a sheet shows it: between tags, in an attribute, and in a style sheet's string. */

/** Text only, also in what HQ, a post or an officer wrote. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A CSS string with its quotes. All but letters, digits and spaces are written by their numbers, so that neither string nor style ends early. */
export function cssString(text: string): string {
  const inside = text.replace(/[^A-Za-z0-9 ]/gu, (character) => `\\${(character.codePointAt(0) ?? 0).toString(16)} `);
  return `"${inside}"`;
}
