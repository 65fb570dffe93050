/** Makes the AED of one demo item as a careful sender would fill it in, and spoils it as some posts do. */
import { CHECKED_FIELDS, type CheckedField } from '../../domain/aed/validity.ts';
import type { AedFields } from '../../domain/aed/record.ts';
import { CATEGORIES, DEMO_GOODS, VAGUE_CONTENTS } from './goods.ts';
import type { DemoOrigin } from './origins.ts';
import type { Random } from './random.ts';
import { DEMO_RECIPIENTS, DEMO_TOWNS } from './recipients.ts';

/** letter of the mail class in postal data, with the service letters that its items bear. */
export const DEMO_CLASSES = {
  U: ['RR', 'RB', 'LZ', 'LX', 'UA', 'UM'],
  C: ['CX', 'CP', 'CY', 'HA'],
  E: ['EE', 'EB', 'EA'],
} as const;

export type ClassLetter = keyof typeof DEMO_CLASSES;

/** Of 100 items, how many have a contents text that is valid and says nothing. */
const VAGUE_OF_100 = 9;

export function validFields(random: Random, origin: DemoOrigin, classLetter: ClassLetter, portCode: string | null): AedFields {
  const town = random.pick(DEMO_TOWNS);
  const goods = random.pick(DEMO_GOODS);
  const dollars = random.between(goods.dollars[0] * 100, goods.dollars[1] * 100) / 100;
  const grams = random.between(...goods.grams) + (classLetter === 'U' ? 0 : random.between(80, 900));
  const destination = officeAt(portCode);
  return {
    senderName: `${random.pick(origin.firstNames)} ${random.pick(origin.lastNames)}`,
    senderAddress: `${random.pick(origin.streets)} ${random.between(1, 240)}`,
    senderCity: random.pick(origin.cities),
    senderCountry: origin.code,
    recipientName: `${random.pick(DEMO_RECIPIENTS.firstNames)} ${random.pick(DEMO_RECIPIENTS.lastNames)}`,
    recipientAddress: `${random.between(10, 1990)} ${random.pick(DEMO_RECIPIENTS.streets)}${random.chance(30) ? `, Apt ${random.between(1, 48)}` : ''}`,
    recipientCity: town.city,
    recipientState: town.state,
    recipientZip: town.zip,
    contents: random.chance(VAGUE_OF_100) ? random.pick(VAGUE_CONTENTS) : goods.words,
    category: random.pick(CATEGORIES),
    pieces: String(random.chance(85) ? 1 : random.between(2, 6)),
    weightGrams: String(grams),
    value: amount(dollars, origin),
    currency: origin.currency,
    hsCode: random.chance(60) ? goods.hsCode : null,
    goodsOrigin: random.chance(70) ? origin.code : null,
    mailClass: classLetter,
    originOffice: origin.office,
    destinationOffice: destination,
    portCode,
    receptacleId: receptacle(random, origin.office, destination, classLetter),
  };
}

type Spoiler = (random: Random) => string | null;

const SPOILERS: readonly Spoiler[] = [() => 'UNK', () => 'Unknown', () => 'UNKNOWN', () => null, () => '', () => '   ', (random) => random.pick(['.', 'X', '-', '1'])];

/** Breaks one to three fields by the official rules (OIG-23-56 fn 17); the sender's fields most often, as in its figure 3. */
export function spoil(random: Random, fields: AedFields): AedFields {
  const broken = new Set<CheckedField>([random.chance(70) ? 'senderName' : random.pick(CHECKED_FIELDS)]);
  if (random.chance(60)) broken.add('senderAddress');
  if (random.chance(15)) broken.add(random.pick(CHECKED_FIELDS));
  const spoiled: Record<string, string | null> = {};
  for (const field of broken) {
    const isNumber = field === 'senderName' && random.chance(20);
    spoiled[field] = isNumber ? String(random.between(100_000, 99_999_999)) : random.pick(SPOILERS)(random);
  }
  return { ...fields, ...spoiled };
}

/** Yen and won have no cents. */
function amount(dollars: number, { rate, currency }: DemoOrigin): string {
  return (dollars * rate).toFixed(currency === 'JPY' || currency === 'KRW' ? 0 : 2);
}

const OFFICES: Readonly<Record<string, string>> = { JFK: 'USJFKA', EWR: 'USEWRA', ORD: 'USORDA', LAX: 'USLAXA', MIA: 'USMIAA' };

/** Where nobody has said yet which facility an item comes to, the bag still goes to the largest. */
function officeAt(portCode: string | null): string {
  return OFFICES[portCode ?? ''] ?? 'USJFKA';
}

/** UPU S9, 29 characters: offices, category, subclass, year digit, dispatch, number, last, registered, weight. */
function receptacle(random: Random, from: string, to: string, classLetter: ClassLetter): string {
  const dispatch = String(random.between(1, 999)).padStart(4, '0');
  const number = String(random.between(1, 60)).padStart(3, '0');
  const weight = String(random.between(20, 300)).padStart(4, '0');
  return `${from}${to}A${classLetter}N6${dispatch}${number}${random.below(2)}${random.below(2)}${weight}`;
}
