/** Keeps half-filled exams over a crash, a lock and a restart, for the officer who began them and for nobody else. */
import { examFormSchema, type ExamForm } from '../../preload/contract/examForm.ts';
import type { DraftView } from '../../preload/contract/examViews.ts';
import { fault, ok, type Result } from '../../preload/contract/result.ts';
import type { ItemView } from '../../preload/contract/views.ts';
import type { DraftStore } from '../store/ledger/drafts.ts';
import type { Clock } from './clock.ts';
import type { OpenScan } from './openScans.ts';
import type { OpenSession } from './session.ts';

export interface DraftPorts {
  readonly store: DraftStore;
  readonly clock: Clock;
  readonly scanOf: (scanId: string) => OpenScan | null;
  readonly isSealed: (examId: string) => boolean;
  /** Looks the item up anew and keeps it open under the scan id it had, so that its exam is recorded once, whatever happened. */
  readonly reopen: (scanId: string, raw: string, deskItemId: string | null, bagId: string | null) => ItemView;
}

export function makeDrafts({ store, clock, scanOf, isSealed, reopen }: DraftPorts) {
  return {
    put({ officer }: OpenSession, { scanId, form }: { readonly scanId: string; readonly form: ExamForm }): Result<null> {
      const scan = scanOf(scanId);
      if (scan === null) return fault('no-such-item');
      // Sealed meanwhile: there is nothing left to keep.
      if (isSealed(scanId)) return ok(null);
      const raw = scan.deskItemId ?? scan.view.identifier.raw;
      const bagId = scan.view.bag?.bagId ?? null;
      store.put({ scanId, officerId: officer.officerId, raw, deskItemId: scan.deskItemId, bagId, form: JSON.stringify(form), savedAt: clock.utc() });
      return ok(null);
    },

    drop({ officer }: OpenSession, scanId: string): Result<null> {
      store.drop(scanId, officer.officerId);
      return ok(null);
    },

    mine({ officer }: OpenSession): Result<readonly DraftView[]> {
      return ok(store.ofOfficer(officer.officerId).flatMap(({ scanId, raw, deskItemId, bagId, form, savedAt }) => {
        if (isSealed(scanId)) {
          // The program stopped between sealing the exam and putting its draft away.
          store.drop(scanId, officer.officerId);
          return [];
        }
        const read = examFormSchema.safeParse(JSON.parse(form));
        return read.success ? [{ item: reopen(scanId, raw, deskItemId, bagId), form: read.data, savedAt }] : [];
      }));
    },
  };
}
