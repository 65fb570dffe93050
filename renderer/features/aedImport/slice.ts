/** One AED file at a time: chosen in a system dialog, read in the background, its refused rows kept for a report. */
import type { Fault } from '../../../preload/contract/result.ts';
import type { ImportProgress, RefusedRowView } from '../../../preload/contract/views.ts';
import type { Slice } from '../../app/state.ts';

const REFUSED_SHOWN = 200;

export interface AedImportSlice {
  readonly aedImport: ImportProgress | null;
  readonly refusedRows: readonly RefusedRowView[];
  readonly importFault: Fault | null;
  readonly report: { readonly rows: number; readonly file: string } | null;
  readonly chooseAedFile: () => Promise<void>;
  readonly cancelImport: () => Promise<void>;
  readonly applyImport: (progress: ImportProgress) => void;
  readonly writeReport: () => Promise<void>;
}

export const makeAedImportSlice: Slice<AedImportSlice> = (set, get, { desk }) => {
  const { service, shell } = desk;

  async function loadRefused(importId: string): Promise<void> {
    const answer = await service['aed/refusedRows']({ importId, limit: REFUSED_SHOWN });
    set(answer.ok ? { refusedRows: answer.value } : { importFault: answer.fault });
  }

  return {
    aedImport: null,
    refusedRows: [],
    importFault: null,
    report: null,

    async chooseAedFile() {
      if (get().aedImport?.state === 'running') return;
      const chosen = await shell['aedFile/choose']();
      if (!chosen.ok) return set({ importFault: chosen.fault });
      if (chosen.value === null) return;
      set({ aedImport: null, refusedRows: [], importFault: null, report: null });
      const answer = await service['aed/import']({ fileToken: chosen.value.token });
      if (!answer.ok) return set({ importFault: answer.fault, aedImport: null });
      get().applyImport(answer.value);
      if (answer.value.refused > 0) await loadRefused(answer.value.importId);
    },

    async cancelImport() {
      if (get().aedImport?.state === 'running') await service['aed/importCancel']();
    },

    /** Progress and answer come on one line but from two places: an old "running" never hides the end. */
    applyImport(progress) {
      const known = get().aedImport;
      const isOver = known?.importId === progress.importId && known.state !== 'running';
      if (!isOver || progress.state !== 'running') set({ aedImport: progress });
    },

    async writeReport() {
      const { aedImport } = get();
      if (aedImport === null || aedImport.refused === 0) return;
      const chosen = await shell['refusedRows/chooseFile']();
      if (!chosen.ok) return set({ importFault: chosen.fault });
      if (chosen.value === null) return;
      const answer = await service['aed/refusedSave']({ importId: aedImport.importId, fileToken: chosen.value.token });
      set(answer.ok ? { report: { rows: answer.value.rows, file: chosen.value.name } } : { importFault: answer.fault });
    },
  };
};
