/** The officers of this desk: HQ's roster, or the copy kept in the ledger file when the reference store was lost. */
import { z } from 'zod';
import { rosterOfficerSchema, type RosterOfficer } from '../../domain/sync/messages.ts';
import type { Ledger } from '../store/ledger/ledger.ts';

export interface Roster {
  readonly officers: () => readonly RosterOfficer[];
  readonly officerByBadge: (badge: string) => RosterOfficer | null;
  /** '' for nobody, the id itself for an officer who is no longer on the roster. */
  readonly nameOf: (officerId: string | null) => string;
  /** A new roster may have come: keep a copy and forget what was read. */
  readonly refresh: () => void;
}

export function makeRoster(reference: { readonly officers: () => readonly RosterOfficer[] }, ledger: Pick<Ledger, 'roster' | 'keepRoster'>): Roster {
  let known: readonly RosterOfficer[] | null = null;

  function officers(): readonly RosterOfficer[] {
    if (known !== null) return known;
    const current = reference.officers();
    known = current.length > 0 ? current : copy();
    return known;
  }

  function copy(): readonly RosterOfficer[] {
    const text = ledger.roster();
    return text === null ? [] : z.array(rosterOfficerSchema).parse(JSON.parse(text));
  }

  return {
    officers,
    officerByBadge: (badge) => officers().find((officer) => officer.badge === badge) ?? null,
    nameOf(officerId) {
      if (officerId === null) return '';
      try {
        return officers().find((officer) => officer.officerId === officerId)?.name ?? officerId;
      } catch {
        // A damaged roster must not make a sealed exam look unsaved.
        return officerId;
      }
    },
    refresh() {
      known = null;
      const text = JSON.stringify(reference.officers());
      if (text === '[]' || text === ledger.roster()) return;
      try {
        ledger.keepRoster(text);
      } catch {
        // The roster itself is in the reference store. A disk that is full must not end the service; the next news from HQ tries again.
      }
    },
  };
}
