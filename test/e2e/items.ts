/** Items of the small demo facility that stand for many, and the keys that record an outcome for one. */
import { ALL_OUTCOMES_KEY, type Outcome } from '../../domain/outcome/outcomes.ts';
import { demoAedRows } from '../../scripts/demo/aedRows.ts';
import { demoLists } from '../../scripts/demo/lists.ts';
import { DEMO_SEED } from '../../scripts/demo/seed.ts';
import { STORY_ITEMS } from '../../scripts/demo/storyItems.ts';

/** Items with AED of one version and one posting, of countries that are not waived, without a hold; in the order of the demo's rows. */
export function plainItems(): string[] {
  const story: readonly string[] = Object.values(STORY_ITEMS);
  const waived = demoLists().find(({ listId }) => listId === 'waiver')?.countries ?? [];
  const rows = [...demoAedRows(DEMO_SEED, 400)];
  const others = rows.map(({ itemId }) => itemId).filter((id) => !story.includes(id) && !waived.includes(id.slice(-2)));
  return others.filter((id) => others.indexOf(id) === others.lastIndexOf(id));
}

/** The keys that record an outcome: its own, or through the list; and the first choice of each required field. */
export function keysOf({ benchKey, listKey, fields }: Outcome): readonly string[] {
  const choices = fields.flatMap(({ required, choices }) => (required ? [choices?.[0]?.key ?? ''] : []));
  return [...(benchKey === null ? [ALL_OUTCOMES_KEY, listKey] : [benchKey]), ...choices];
}
