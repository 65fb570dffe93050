/** The contents of an entry as lines a person can read, whatever kind it is: every member, none left out, none guessed. */

export interface EntryLine {
  /** "item › id", "findings › 2 › note": where in the entry it stands. */
  readonly name: string;
  /** null: the member is there and says nothing. */
  readonly value: string | boolean | null;
  /** A list or a group without anything in it. */
  readonly isEmpty: boolean;
}

export function entryLines(value: unknown, path: readonly string[] = []): readonly EntryLine[] {
  if (typeof value !== 'object' || value === null) return [lineOf(value, path)];
  const members = Array.isArray(value)
    ? value.map((member: unknown, index) => [String(index + 1), member] as const)
    : Object.entries(value).map(([name, member]) => [spaced(name), member] as const);
  if (members.length === 0) return path.length === 0 ? [] : [{ name: path.join(' › '), value: null, isEmpty: true }];
  return members.flatMap(([name, member]) => entryLines(member, [...path, name]));
}

function lineOf(value: unknown, path: readonly string[]): EntryLine {
  const shown = value === null || typeof value === 'boolean' || typeof value === 'string' ? value : JSON.stringify(value);
  return { name: path.join(' › '), value: shown, isEmpty: false };
}

/** "outcomeFields" is "outcome fields": the names in the ledger are words already. What is no such name stays as it is. */
function spaced(name: string): string {
  return /^[a-z]+([A-Z][a-z]*)+$/.test(name) ? name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`) : name;
}
