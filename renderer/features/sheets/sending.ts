/** Hands a sheet to the system: to the printer, or to a file that the officer chooses. */
import type { Fault, Result } from '../../../preload/contract/result.ts';
import type { ShellClient } from '../../../preload/contract/shell.ts';
import type { Sheet } from '../../../preload/contract/sheets.ts';

export type SheetWay = 'print' | 'pdf';

/** What became of a sheet: printed, kept under a file's name, or why not. */
export type SheetOutcome =
  | { readonly kind: 'printed' }
  | { readonly kind: 'saved'; readonly file: string }
  | { readonly kind: 'fault'; readonly fault: Fault };

/** null: the officer closed the dialog, so there is nothing to tell. */
export async function sendSheet(shell: ShellClient, sheet: Result<Sheet>, way: SheetWay): Promise<SheetOutcome | null> {
  if (!sheet.ok) return { kind: 'fault', fault: sheet.fault };
  if (way === 'print') {
    const answer = await shell['sheet/print'](sheet.value);
    return answer.ok ? { kind: 'printed' } : { kind: 'fault', fault: answer.fault };
  }
  const answer = await shell['sheet/savePdf'](sheet.value);
  if (!answer.ok) return { kind: 'fault', fault: answer.fault };
  return answer.value === null ? null : { kind: 'saved', file: answer.value.name };
}
