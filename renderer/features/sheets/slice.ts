/** Asks the desk service for what a sheet says, makes the sheet, and has it printed or kept as a PDF. */
import { ok, type Result } from '../../../preload/contract/result.ts';
import type { Sheet } from '../../../preload/contract/sheets.ts';
import type { Slice } from '../../app/state.ts';
import { drillSheet } from './drillSheet.ts';
import { handOverOf } from './handOver.ts';
import { scannerSheet } from './scannerSheet.ts';
import { sendSheet, type SheetOutcome, type SheetWay } from './sending.ts';
import { worksheetOf } from './worksheet.ts';

/** The exam of a worksheet, the shift's sheet, or a sheet that is the same for everybody: of a scanner, of the drill. */
export type SheetSubject = { readonly examId: string } | 'handOver' | 'scanner' | 'drill';

/** outcome: null while the sheet is being made. */
export interface SheetNotice {
  readonly subject: string;
  readonly way: SheetWay;
  readonly outcome: SheetOutcome | null;
}

export interface SheetSlice {
  readonly sheetNotice: SheetNotice | null;
  /** A key pressed twice prints once; a printer that never answers does not keep the sheet from being kept as a PDF. */
  readonly makeSheet: (subject: SheetSubject, way: SheetWay) => Promise<void>;
  /** What one officer printed is nothing for the next. */
  readonly forgetSheets: () => void;
}

export const makeSheetSlice: Slice<SheetSlice> = (set, get, { desk }) => {
  async function sheetOf(subject: SheetSubject): Promise<Result<Sheet>> {
    if (subject === 'scanner') return ok(scannerSheet());
    if (subject === 'drill') return ok(drillSheet());
    if (subject === 'handOver') {
      const answer = await desk.service['sheet/handOver']();
      return answer.ok ? ok(handOverOf(answer.value)) : answer;
    }
    const answer = await desk.service['sheet/worksheet'](subject);
    return answer.ok ? ok(worksheetOf(answer.value)) : answer;
  }

  return {
    sheetNotice: null,

    async makeSheet(subject, way) {
      const { sheetNotice: before } = get();
      const running: SheetNotice = { subject: subjectKey(subject), way, outcome: null };
      if (before?.outcome === null && before.subject === running.subject && before.way === way) return;
      set({ sheetNotice: running });
      const outcome = await sendSheet(desk.shell, await sheetOf(subject), way);
      // Forgotten meanwhile, since another officer is at the desk, or another sheet was asked for.
      if (get().sheetNotice !== running) return;
      set({ sheetNotice: outcome === null ? null : { ...running, outcome } });
    },

    forgetSheets: () => set({ sheetNotice: null }),
  };
};

export function subjectKey(subject: SheetSubject): string {
  return typeof subject === 'string' ? subject : subject.examId;
}
