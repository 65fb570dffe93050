/** Names of officers by id, kept until a new roster may have come. */
import type { RosterOfficer } from '../../domain/sync/messages.ts';

/** of: the id itself for an officer who is no longer on the roster, '' for nobody. */
export function officerNames(roster: { readonly officers: () => readonly RosterOfficer[] }) {
  let names: ReadonlyMap<string, string> | null = null;
  return {
    of(officerId: string | null): string {
      if (officerId === null) return '';
      names ??= new Map(roster.officers().map((officer) => [officer.officerId, officer.name]));
      return names.get(officerId) ?? officerId;
    },
    forget(): void {
      names = null;
    },
  };
}
