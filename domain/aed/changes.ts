/** Says what a post changed between two versions of an item's AED, field by field. */
import { AED_FIELDS, type AedField, type AedFields, type AedVersion } from './record.ts';

/** before, after: the texts as received; null is "not sent". added and removed have one null, changed has none. */
export type FieldChange =
  | { readonly field: AedField; readonly change: 'added'; readonly before: null; readonly after: string }
  | { readonly field: AedField; readonly change: 'removed'; readonly before: string; readonly after: null }
  | { readonly field: AedField; readonly change: 'changed'; readonly before: string; readonly after: string };

/** What a version brought. version: its number; since: that of the version before it. receivedAt: RFC 3339 UTC. */
export interface VersionChanges {
  readonly version: number;
  readonly since: number;
  readonly receivedAt: string;
  readonly changes: readonly FieldChange[];
}

/** Changed fields in the order of the record. Texts are compared as received: a blank at the end is a change, since it was sent. */
export function fieldChanges(before: AedFields, after: AedFields): readonly FieldChange[] {
  return AED_FIELDS.flatMap((field) => changeOf(field, before[field], after[field]));
}

/** Step by step, newest first. versions: of one posting, newest first (`groupPostings`); a single one has no steps. */
export function changesByVersion(versions: readonly AedVersion[]): readonly VersionChanges[] {
  return versions.slice(0, -1).flatMap((version, index) => {
    const older = versions[index + 1];
    if (older === undefined) return [];
    const { receivedAt, fields } = version;
    return [{ version: version.version, since: older.version, receivedAt, changes: fieldChanges(older.fields, fields) }];
  });
}

/**
 * What changed since the version an officer saw last. versions: of one posting, newest first. seen: its number, as `aedShown` of the
 * exam. null when that version is no longer here, so nothing can be said; empty when it is the newest.
 */
export function changesSinceSeen(versions: readonly AedVersion[], seen: number): readonly FieldChange[] | null {
  const then = versions.find(({ version }) => version === seen);
  const [now] = versions;
  return then === undefined || now === undefined ? null : fieldChanges(then.fields, now.fields);
}

function changeOf(field: AedField, before: string | null, after: string | null): readonly FieldChange[] {
  if (before === after) return [];
  if (before === null) return after === null ? [] : [{ field, change: 'added', before, after }];
  return after === null ? [{ field, change: 'removed', before, after }] : [{ field, change: 'changed', before, after }];
}
