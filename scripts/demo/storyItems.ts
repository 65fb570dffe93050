/** The demo's fixed items, one for each thing an officer should see; kept apart from the bulk so that they are always the same. */
import type { AedFields } from '../../domain/aed/record.ts';

export const STORY_ITEMS = {
  /** Open hold at this facility, sender's fields invalid: figure 3 of OIG-23-56. */
  held: 'RB123456785GB',
  /** Nothing against it: AED complete, no hold. */
  clear: 'LZ482109379CN',
  /** No AED, and its country must send it. */
  noAed: 'RR718304620DE',
  /** No AED, and its country has a waiver. */
  waived: 'RR205918740NP',
  /** Had a hold that was released. */
  released: 'CX630477183JP',
  /** Held for another facility, but it can come here all the same. */
  heldElsewhere: 'EE904122565KR',
  /** No port code yet. */
  noPort: 'RR355082912IN',
  /** Three versions of its AED, and an older posting under the same number. */
  changed: 'LX811764200FR',
  /** Held, and USPS reports that it is at the facility. */
  arrived: 'CP512738049NL',
  /** Held, and USPS reports that it was brought to customs. */
  atCustoms: 'RR827501360IT',
  /** Held, and USPS reports that it left again; never that customs saw it. */
  leftUnseen: 'LX309466172ES',
  leftUnseenToo: 'EE140682937PL',
  /** Detained by another desk of this facility. */
  examinedElsewhere: 'CP604552181SE',
} as const;

export const STORY_IDS: ReadonlySet<string> = new Set(Object.values(STORY_ITEMS));

interface StoryRow {
  readonly itemId: string;
  /** Days before the newest posting date. */
  readonly daysAgo: number;
  readonly fields: AedFields;
}

const JFK = { destinationOffice: 'USJFKA', portCode: 'JFK', pieces: '1' } as const;

const HELD: AedFields = {
  ...JFK, senderName: 'UNK', senderAddress: 'Unknown', senderCity: null, senderCountry: 'GB',
  recipientName: 'Walter Guthrie', recipientAddress: '418 Quarry Road, Apt 7', recipientCity: 'Yonkers', recipientState: 'NY', recipientZip: '10701',
  contents: 'GIFT', category: 'GIFT', weightGrams: '240', value: '12.99', currency: 'GBP', hsCode: null, goodsOrigin: null,
  mailClass: 'U', originOffice: 'GBLALA', receptacleId: 'GBLALAUSJFKAAUN60142017010118',
};

const CLEAR: AedFields = {
  ...JFK, senderName: 'Mei Guo', senderAddress: 'Fumin Industrial Park 28', senderCity: 'Shenzhen', senderCountry: 'CN',
  recipientName: 'Nora Esposito', recipientAddress: '55 Willow Lane', recipientCity: 'Hartford', recipientState: 'CT', recipientZip: '06103',
  contents: 'PHONE CASE, SILICONE', category: 'SALE OF GOODS', weightGrams: '65', value: '38.50', currency: 'CNY', hsCode: '392690', goodsOrigin: 'CN',
  mailClass: 'U', originOffice: 'CNSHAA', receptacleId: 'CNSHAAUSJFKAAUN60388004000093',
};

const RELEASED: AedFields = {
  ...JFK, senderName: 'Haruto Mizuno', senderAddress: '2-chome Sakuragaoka 14', senderCity: 'Kawasaki', senderCountry: 'JP',
  recipientName: 'Grace Calloway', recipientAddress: '1203 Lakeview Drive', recipientCity: 'Albany', recipientState: 'NY', recipientZip: '12207',
  contents: 'MODEL RAILWAY WAGON, SCALE H0', category: 'SALE OF GOODS', weightGrams: '310', value: '7400', currency: 'JPY', hsCode: '950300', goodsOrigin: 'JP',
  mailClass: 'C', originOffice: 'JPKWSA', receptacleId: 'JPKWSAUSJFKAACN60077002000151',
};

const HELD_ELSEWHERE: AedFields = {
  ...RELEASED, senderName: 'Ha-eun Baek', senderAddress: 'Teheran-ro 77', senderCity: 'Suwon', senderCountry: 'KR',
  recipientName: 'Samuel Kowalski', recipientCity: 'Camden', recipientState: 'NJ', recipientZip: '08102',
  contents: 'FACE CREAM, 50 ML', hsCode: '330499', goodsOrigin: 'KR', weightGrams: '140', value: '32000', currency: 'KRW',
  mailClass: 'E', originOffice: 'KRSELA', destinationOffice: 'USEWRA', portCode: 'EWR', receptacleId: 'KRSELAUSEWRAAEN60201001000064',
};

const NO_PORT: AedFields = {
  ...CLEAR, senderName: 'Kavya Menon', senderAddress: 'Residency Road 9', senderCity: 'Kochi', senderCountry: 'IN',
  contents: 'GREEN TEA, LOOSE LEAF, 250 G', hsCode: '090210', goodsOrigin: 'IN', weightGrams: '295', value: '1450.00', currency: 'INR',
  originOffice: 'INBOMA', portCode: null, receptacleId: 'INBOMAUSJFKAAUN60019009000120',
};

const CHANGED: AedFields = {
  ...CLEAR, senderName: 'Zoé Fontaine', senderAddress: 'Quai des Brumes 3', senderCity: 'Rouen', senderCountry: 'FR',
  contents: 'GIFT', hsCode: null, goodsOrigin: null, weightGrams: '480', value: '45.00', currency: 'EUR',
  originOffice: 'FRCYMA', portCode: null, receptacleId: null,
};
const CHANGED_CONTENTS = { ...CHANGED, contents: 'LEATHER WALLET', hsCode: '420231', goodsOrigin: 'FR' };

const ARRIVED: AedFields = {
  ...CLEAR, senderName: 'Sanne Verhoeven', senderAddress: 'Prinsengracht 12', senderCity: 'Utrecht', senderCountry: 'NL',
  contents: 'TULIP BULBS, 40', hsCode: '060110', goodsOrigin: 'NL', weightGrams: '900', value: '24.00', currency: 'EUR',
  mailClass: 'C', originOffice: 'NLAMSA', receptacleId: 'NLAMSAUSJFKAACN60181002000140',
};

const AT_CUSTOMS: AedFields = {
  ...CLEAR, senderName: 'Elena Moretti', senderAddress: 'Via Garibaldi 31', senderCity: 'Bologna', senderCountry: 'IT',
  contents: 'SUNGLASSES', hsCode: '900410', goodsOrigin: 'IT', weightGrams: '120', value: '60.00', currency: 'EUR',
  originOffice: 'ITMILA', receptacleId: 'ITMILAUSJFKAAUN60177003000098',
};

const LEFT_UNSEEN: AedFields = {
  ...CLEAR, senderName: 'Lucía Serrano', senderAddress: 'Calle Mayor 8', senderCity: 'Valencia', senderCountry: 'ES',
  contents: 'CERAMIC TILES, SAMPLES', hsCode: '690721', goodsOrigin: 'ES', weightGrams: '1450', value: '35.00', currency: 'EUR',
  originOffice: 'ESMADB', receptacleId: 'ESMADBUSJFKAAUN60176001000175',
};

const LEFT_UNSEEN_TOO: AedFields = {
  ...CLEAR, senderName: 'Piotr Zawada', senderAddress: 'ul. Polna 5', senderCity: 'Gdynia', senderCountry: 'PL',
  contents: 'AMBER NECKLACE', hsCode: '711790', goodsOrigin: 'PL', weightGrams: '85', value: '310.00', currency: 'PLN',
  mailClass: 'E', originOffice: 'PLWAWA', receptacleId: 'PLWAWAUSJFKAAEN60175001000047',
};

const EXAMINED_ELSEWHERE: AedFields = {
  ...CLEAR, senderName: 'Astrid Lindahl', senderAddress: 'Storgatan 22', senderCity: 'Lund', senderCountry: 'SE',
  contents: 'HERBAL TABLETS', hsCode: '210690', goodsOrigin: 'SE', weightGrams: '210', value: '420.00', currency: 'SEK',
  mailClass: 'C', originOffice: 'SEMMAA', receptacleId: 'SEMMAAUSJFKAACN60182001000112',
};

/** Days from the posting that the other desk examined to the newest posting date. */
export const EXAMINED_ELSEWHERE_DAYS_AGO = 6;

const ROWS: readonly StoryRow[] = [
  { itemId: STORY_ITEMS.held, daysAgo: 6, fields: HELD },
  { itemId: STORY_ITEMS.clear, daysAgo: 4, fields: CLEAR },
  { itemId: STORY_ITEMS.released, daysAgo: 9, fields: RELEASED },
  { itemId: STORY_ITEMS.heldElsewhere, daysAgo: 3, fields: HELD_ELSEWHERE },
  { itemId: STORY_ITEMS.noPort, daysAgo: 2, fields: NO_PORT },
  { itemId: STORY_ITEMS.changed, daysAgo: 420, fields: { ...CHANGED, senderName: 'Rémi Garnier', contents: 'BOOK, PAPERBACK', portCode: 'JFK' } },
  { itemId: STORY_ITEMS.changed, daysAgo: 5, fields: CHANGED },
  { itemId: STORY_ITEMS.changed, daysAgo: 5, fields: CHANGED_CONTENTS },
  { itemId: STORY_ITEMS.changed, daysAgo: 5, fields: { ...CHANGED_CONTENTS, portCode: 'JFK', receptacleId: 'FRCYMAUSJFKAAUN60233006000105' } },
  { itemId: STORY_ITEMS.arrived, daysAgo: 5, fields: ARRIVED },
  { itemId: STORY_ITEMS.atCustoms, daysAgo: 6, fields: AT_CUSTOMS },
  { itemId: STORY_ITEMS.leftUnseen, daysAgo: 7, fields: LEFT_UNSEEN },
  { itemId: STORY_ITEMS.leftUnseenToo, daysAgo: 8, fields: LEFT_UNSEEN_TOO },
  { itemId: STORY_ITEMS.examinedElsewhere, daysAgo: EXAMINED_ELSEWHERE_DAYS_AGO, fields: EXAMINED_ELSEWHERE },
];

export function storyAedRows(lastPosting: string): readonly { readonly itemId: string; readonly postedOn: string; readonly fields: AedFields }[] {
  return ROWS.map(({ itemId, daysAgo, fields }) => ({ itemId, postedOn: daysBefore(lastPosting, daysAgo), fields }));
}

/** date: YYYY-MM-DD. */
export function daysBefore(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}
