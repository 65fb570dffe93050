/** The words of the bag: what its tag says, what came out of it, how it was closed. */
import type { BagCountsView, BagView, OfficeView, TagView } from '../../../preload/contract/bagViews.ts';
import { countOf, exactTimeOf, timeOf } from './times.ts';

const TAG_IS_SILENT = 'the tag does not say';

/** Mail categories (UPU S8-6); a letter that is none of them is shown as it is. */
const CATEGORIES: Partial<Readonly<Record<string, string>>> = {
  A: 'air or priority', B: 'surface, lifted by air', C: 'surface', D: 'priority by surface',
};

export const bagWords = {
  heading: (bag: BagView | null) => (bag === null ? 'Bag' : `Bag ${bag.display}`),
  loading: 'Reading the bags …',
  noBag: 'Scan the tag of a receptacle',
  noBagHint: 'Items scanned after a tag belong to its bag, until the bag is closed or the next tag is scanned.',

  tag: 'Tag',
  unknownShape: 'The tag is of a shape that this desk cannot read.',
  origin: 'From',
  destination: 'To',
  dispatch: 'Dispatch',
  serial: 'Bag in the dispatch',
  weight: 'Weight',
  last: 'Last bag',
  registered: 'Registered items',
  opened: 'Opened',
  yesOrNo: (is: boolean | null) => (is === null ? TAG_IS_SILENT : is ? 'yes' : 'no'),
  office: ({ impc, name }: OfficeView) => `${impc}${name === null ? '' : ` · ${name}`}`,
  dispatchWords: ({ serial, year, category }: TagView['dispatch'], mailClass: string | null) =>
    `${serial} of ${year} · ${categoryWords(category)} · ${mailClass ?? `class: ${TAG_IS_SILENT}`}`,
  kilograms,
  elsewhere: ({ impc, name }: OfficeView) =>
    `The tag names ${impc}${name === null ? '' : `, ${name}`}: not this IMF. Its items can be examined here all the same.`,

  contents: 'Out of this bag',
  items: (count: number) => (count === 1 ? 'item' : 'items'),
  examined: 'examined',
  held: 'held',
  byBand: 'By band',
  byOutcome: 'By outcome',
  noItemYet: 'No item was scanned yet.',
  noExamYet: 'No exam was recorded yet.',

  note: 'Note (optional)',
  close: 'Close the bag',
  closed: (bag: BagView) =>
    `${bag.closedBy === 'nextTag' ? 'closed by the next tag' : 'closed'} ${timeOf(bag.closedAt ?? '')}: ${counts(bag)}`,
  difference: (stated: BagCountsView, found: BagCountsView) => `stated at the closing: ${counts(stated)}; found now: ${counts(found)}`,

  itemList: 'Items in this bag',
  earlier: 'Bags closed in the last 24 hours',
  noneEarlier: 'No bag was closed on this desk in the last 24 hours.',
  column: { item: 'Item', band: 'Band', outcome: 'Outcome', bag: 'Bag', opened: 'Opened', closed: 'Closed' },
  notExamined: 'not examined',
  route,
  countOf,
  at: exactTimeOf,
  strip: (bag: BagView) =>
    `Bag ${[route(bag), ...(bag.tag === null ? [] : [kilograms(bag.tag.weightGrams)]), counts(bag)].join(' · ')}`,
} as const;

function route({ tag, display }: BagView): string {
  return tag === null ? display : `${tag.origin.impc} → ${tag.destination.impc} · no ${tag.serial}`;
}

function kilograms(grams: number): string {
  return `${(grams / 1_000).toFixed(1)} kg`;
}

function categoryWords(category: string): string {
  return CATEGORIES[category] ?? `category ${category}`;
}

function counts({ itemCount, examCount, heldCount }: BagCountsView): string {
  return `${countOf(itemCount)} ${itemCount === 1 ? 'item' : 'items'}, ${countOf(examCount)} examined, ${countOf(heldCount)} held`;
}
