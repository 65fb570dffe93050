/** Words that describe nothing when they are all a description says: a default list that a site replaces. */

/**
 * Our own short list, in the spirit of the guidance on the CN 23 form ("General descriptions are NOT permitted, e.g. 'spare parts',
 * 'samples' or 'food products'"). It is advice: no US rule forbids these words, and other customs' lists are not binding here.
 */
export const DEFAULT_VAGUE_WORDS: readonly string[] = [
  'accessories', 'all kinds of goods', 'article', 'articles', 'as per invoice', 'belongings', 'cargo', 'commodity', 'consolidated',
  'consumer goods', 'daily necessities', 'food products', 'general cargo', 'gift', 'gifts', 'goods', 'household goods', 'item', 'items',
  'material', 'materials', 'merchandise', 'misc', 'miscellaneous', 'other', 'others', 'parts', 'personal effects', 'personal items',
  'present', 'presents', 'product', 'products', 'sample', 'samples', 'small items', 'spare parts', 'stuff', 'supplies', 'things', 'various',
];
