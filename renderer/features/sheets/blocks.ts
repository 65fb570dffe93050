/** Small parts of which the documents are made. */
import type { SheetBlock } from '../../../preload/contract/sheets.ts';

/** null: there is nothing to say, so nothing is printed. */
export type Fact = Extract<SheetBlock, { block: 'facts' }>['rows'][number] | null;

export function fact(name: string, value: string | null, mark: string | null = null): Fact {
  return value === null ? null : { name, value, mark };
}

export function factsOf(columns: 1 | 2, facts: readonly Fact[]): SheetBlock {
  return { block: 'facts', columns, rows: facts.filter((one) => one !== null) };
}

/** What every file system takes; never empty. */
export function fileNameOf(words: string): string {
  const name = words.replace(/[^A-Za-z0-9_-]+/g, ' ').trim().slice(0, 80).trim();
  return /^[A-Za-z0-9]/.test(name) ? name : `sheet ${name}`.trim();
}
