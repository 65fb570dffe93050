/** What demo mail contains: declared words, tariff numbers, weights and values. */

export interface DemoGoods {
  readonly words: string;
  readonly hsCode: string;
  readonly grams: readonly [low: number, high: number];
  readonly dollars: readonly [low: number, high: number];
}

export const DEMO_GOODS: readonly DemoGoods[] = [
  { words: "MEN'S COTTON T-SHIRT", hsCode: '610910', grams: [180, 420], dollars: [9, 35] },
  { words: 'WOMEN’S KNITTED CARDIGAN, WOOL', hsCode: '611011', grams: [350, 700], dollars: [25, 90] },
  { words: 'PHONE CASE, SILICONE', hsCode: '392690', grams: [40, 90], dollars: [4, 18] },
  { words: 'USB-C CHARGING CABLE, 2 M', hsCode: '854442', grams: [60, 120], dollars: [3, 15] },
  { words: 'LED DESK LAMP', hsCode: '940521', grams: [600, 1400], dollars: [18, 60] },
  { words: 'CERAMIC TEA CUPS, 4 PIECES', hsCode: '691110', grams: [900, 1600], dollars: [15, 55] },
  { words: 'TRADING CARDS, PRINTED', hsCode: '950440', grams: [60, 400], dollars: [5, 220] },
  { words: 'BOOK, PAPERBACK', hsCode: '490199', grams: [220, 800], dollars: [8, 30] },
  { words: 'GREEN TEA, LOOSE LEAF, 250 G', hsCode: '090210', grams: [280, 320], dollars: [10, 40] },
  { words: 'FACE CREAM, 50 ML', hsCode: '330499', grams: [90, 160], dollars: [12, 70] },
  { words: 'MECHANICAL KEYBOARD KEYCAPS', hsCode: '847330', grams: [250, 500], dollars: [20, 110] },
  { words: 'MODEL RAILWAY WAGON, SCALE H0', hsCode: '950300', grams: [180, 420], dollars: [25, 95] },
  { words: 'VITAMIN C TABLETS, 90 PIECES', hsCode: '210690', grams: [120, 260], dollars: [8, 28] },
  { words: 'LEATHER WALLET', hsCode: '420231', grams: [90, 220], dollars: [18, 85] },
  { words: 'WRISTWATCH STRAP, STEEL', hsCode: '911320', grams: [60, 140], dollars: [10, 60] },
  { words: 'FISHING LURES, 12 PIECES', hsCode: '950790', grams: [120, 380], dollars: [8, 32] },
  { words: 'CAMERA LENS FILTER, 67 MM', hsCode: '900220', grams: [80, 180], dollars: [15, 120] },
  { words: 'BICYCLE BRAKE PADS', hsCode: '871494', grams: [80, 200], dollars: [8, 30] },
];

/** Valid by the official rules and still telling nothing (domain facts §5.3). */
export const VAGUE_CONTENTS: readonly string[] = ['GIFT', 'PARTS', 'SAMPLES', 'CLOTHES', 'PERSONAL EFFECTS', 'ELECTRONICS', 'GOODS', 'ACCESSORIES'];

export const CATEGORIES = ['SALE OF GOODS', 'SALE OF GOODS', 'SALE OF GOODS', 'GIFT', 'GIFT', 'DOCUMENTS', 'COMMERCIAL SAMPLE', 'RETURNED GOODS'] as const;
