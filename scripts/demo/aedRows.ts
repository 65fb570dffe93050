/** Demo AED in bulk: the same rows for the same seed, with the shares that the report found (OIG-23-56). */
import type { AedFields } from '../../domain/aed/record.ts';
import { DEMO_GOODS } from './goods.ts';
import { s10Of, serialOf } from './itemIds.ts';
import { DEMO_CLASSES, spoil, validFields, type ClassLetter } from './mailing.ts';
import { DEMO_ORIGINS, type DemoOrigin } from './origins.ts';
import { cards, deck, seededRandom, type Random } from './random.ts';
import { daysBefore, STORY_IDS } from './storyItems.ts';

export interface DemoAedRow {
  readonly itemId: string;
  readonly postedOn: string;
  readonly fields: AedFields;
}

/** The newest posting date when none is given. */
export const DEMO_LAST_POSTING = '2026-03-01';

/** Of 100 rows: 11 without a port code (OIG-23-56, missing port codes), most to JFK, a few with a text that is no port code. */
export const DEMO_PORTS = cards<string | null>([null, 11], ['JFK', 72], ['EWR', 6], ['ORD', 4], ['LAX', 3], ['MIA', 2], ['4701-X', 1], ['NYC?', 1]);

/** Of 1,000 rows: how many change an earlier item's AED, and how many use an earlier number again a year later. */
const KINDS = cards(['new', 990], ['changed', 7], ['reused', 3]);

/** Shares are exact in every full round: 100 rows for ports and origins, 100 rows of an origin for its quality. */
export function* demoAedRows(seed: number, count = 50_000, lastPosting = DEMO_LAST_POSTING): Generator<DemoAedRow, void, void> {
  const random = seededRandom(seed);
  const nextOrigin = deck(random, cards(...DEMO_ORIGINS.map((origin) => [origin, origin.rowsOf100] as const)));
  const nextPort = deck(random, DEMO_PORTS);
  const nextKind = deck(random, KINDS);
  const quality = new Map(DEMO_ORIGINS.map((origin) =>
    [origin, deck(random, cards([true, origin.invalidOf100], [false, 100 - origin.invalidOf100]))]));
  const earlier = new Map<DemoOrigin, DemoAedRow>();

  for (let n = 0; n < count; n++) {
    const [origin, portCode, kind] = [nextOrigin(), nextPort(), nextKind()];
    const before = earlier.get(origin);
    const row = kind === 'new' || before === undefined
      ? newRow(random, origin, portCode, n, seed, lastPosting)
      : kind === 'changed' ? changedRow(random, before, portCode) : reusedRow(random, origin, portCode, before);
    earlier.set(origin, row);
    yield quality.get(origin)?.() ? { ...row, fields: spoil(random, row.fields) } : row;
  }
}

function newRow(random: Random, origin: DemoOrigin, portCode: string | null, n: number, seed: number, lastPosting: string): DemoAedRow {
  const classLetter = random.pick<ClassLetter>(['U', 'U', 'U', 'C', 'C', 'E']);
  const itemId = s10Of(random.pick(DEMO_CLASSES[classLetter]), serialOf(n, seed), origin.code);
  if (STORY_IDS.has(itemId)) return newRow(random, origin, portCode, n, seed, lastPosting);
  return { itemId, postedOn: daysBefore(lastPosting, random.between(0, 21)), fields: validFields(random, origin, classLetter, portCode) };
}

/** The post looked again: other contents, another weight, and where the item goes is known by now. */
function changedRow(random: Random, before: DemoAedRow, portCode: string | null): DemoAedRow {
  const weightGrams = String(Number(before.fields.weightGrams) + random.between(5, 40));
  return { ...before, fields: { ...before.fields, contents: random.pick(DEMO_GOODS).words, weightGrams, portCode } };
}

/** S10 numbers come again after a time (domain facts §0.9): the same number, another item. */
function reusedRow(random: Random, origin: DemoOrigin, portCode: string | null, before: DemoAedRow): DemoAedRow {
  const classLetter = before.fields.mailClass === 'E' ? 'E' : before.fields.mailClass === 'C' ? 'C' : 'U';
  return { ...before, postedOn: daysBefore(before.postedOn, 400), fields: validFields(random, origin, classLetter, portCode) };
}
