/** USPS package barcodes (IMpb, GS1-128): an optional routing 420 + ZIP, then the package identification code (PIC). */
import type { Problem } from './identifier.ts';
import { problem } from './problems.ts';

/**
 * zip: five or nine digits after 420, or null. pic: the number that names the package. ai: its application identifier 91-95, or null
 * (a 20-digit number has none). serviceType: service type code, or null without ai. problems: empty for a right one.
 */
export interface ImpbParts {
  readonly zip: string | null;
  readonly pic: string;
  readonly ai: string | null;
  readonly serviceType: string | null;
  readonly problems: readonly Problem[];
}

interface Split {
  readonly zip: string | null;
  readonly pic: string;
}

/** PIC lengths that carry an application identifier (domain facts §3.1); 20 digits is the old form without one. */
const PIC_LENGTHS = [22, 26, 30] as const;
const OLD_PIC_LENGTH = 20;
/** 420, ZIP5 and the shortest PIC with an identifier; shorter numbers that begin with 420 are a PIC by themselves. */
const SHORTEST_ROUTED = 30;
const AI = /^9[1-5]/;

/** Whether a text is meant as a USPS package number: digits only, and routed, of a known length, or nearly so behind 91-95. */
export function looksLikeImpb(id: string): boolean {
  if (!/^[0-9]{18,44}$/.test(id)) return false;
  return (id.startsWith('420') && id.length >= 27) || isPicLength(id.length) || AI.test(id);
}

/**
 * Splits a package number and checks it. groups: the scan cut at GS, when the scanner kept it; then the cut is where the ZIP ends.
 * null when the text is no package number at all.
 *
 * Without GS 34 digits may be ZIP5 + 26 or ZIP9 + 22, and 38 digits ZIP5 + 30 or ZIP9 + 26: the split whose PIC is right wins; when
 * both are right the shorter ZIP is taken with the warning ROUTING_AMBIGUOUS (domain facts §3.1, §3.2).
 */
export function parseImpb(id: string, groups: readonly string[] = [id]): ImpbParts | null {
  if (!looksLikeImpb(id)) return null;
  const [first, ...others] = splits(id, groups).map(parts).sort((a, b) => a.problems.length - b.problems.length);
  if (first === undefined) return { zip: null, pic: id, ai: aiOf(id), serviceType: null, problems: [problem('LENGTH')] };
  const isAmbiguous = first.problems.length === 0 && others.some((other) => other.problems.length === 0);
  return isAmbiguous ? { ...first, problems: [problem('ROUTING_AMBIGUOUS')] } : first;
}

/** All ways to read the digits that give a PIC of a known length, the shorter ZIP first. */
function splits(id: string, groups: readonly string[]): Split[] {
  const [routing, pic] = groups;
  if (groups.length === 2 && routing !== undefined && pic !== undefined && /^420[0-9]{5}([0-9]{4})?$/.test(routing)) {
    return isPicLength(pic.length) ? [{ zip: routing.slice(3), pic }] : [];
  }
  const isRouted = id.startsWith('420') && id.length >= SHORTEST_ROUTED;
  if (!isRouted) return isPicLength(id.length) ? [{ zip: null, pic: id }] : [];
  return [5, 9]
    .map((zipLength) => ({ zip: id.slice(3, 3 + zipLength), pic: id.slice(3 + zipLength) }))
    .filter((split) => split.pic.length !== OLD_PIC_LENGTH && isPicLength(split.pic.length));
}

function parts({ zip, pic }: Split): ImpbParts {
  const ai = aiOf(pic);
  const serviceType = ai === null ? null : pic.slice(2, ai === '91' ? 4 : 5);
  return { zip, pic, ai, serviceType, problems: checkPic(pic, ai) };
}

/** All zeros pass mod 10, so a PIC without 91-95 in front is refused whatever its check digit says (domain facts §3.3). */
function checkPic(pic: string, ai: string | null): Problem[] {
  const problems: Problem[] = [];
  if (pic.length !== OLD_PIC_LENGTH && ai === null) problems.push(problem('APPLICATION_IDENTIFIER'));
  if (!hasRightCheckDigit(pic)) problems.push(problem('CHECK_DIGIT'));
  return problems;
}

/** A printed 20-digit number may have lost its 91; the check digit was then computed with it (domain facts §3.1). */
function hasRightCheckDigit(pic: string): boolean {
  const candidates = pic.length === OLD_PIC_LENGTH ? [pic, `91${pic}`] : [pic];
  return candidates.some((digits) => mod10CheckDigit(digits.slice(0, -1)) === Number(digits.at(-1)));
}

/** GS1 check digit (GS1 General Specifications §7.9): weights 3, 1, 3, 1 from the right. digits: without the check digit. */
export function mod10CheckDigit(digits: string): number {
  const sum = Array.from(digits).reverse().reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10;
}

function aiOf(pic: string): string | null {
  return pic.length === OLD_PIC_LENGTH ? null : (AI.exec(pic)?.[0] ?? null);
}

function isPicLength(length: number): boolean {
  return length === OLD_PIC_LENGTH || PIC_LENGTHS.some((known) => known === length);
}
