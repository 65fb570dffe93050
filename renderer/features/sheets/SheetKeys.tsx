/** The two keys of a sheet: to the printer, and as a PDF. */
import { useApp } from '../../app/storeContext.tsx';
import { en } from '../../text/en.ts';
import { Button } from '../../ui/Button.tsx';
import type { SheetSubject } from './slice.ts';
import { SAVE_KEY } from './keys.ts';

interface SheetKeysProps {
  readonly subject: SheetSubject;
  readonly printKey: string;
  /** Null where the key that saves means something else. */
  readonly saveKey?: string | null;
}

export function SheetKeys({ subject, printKey, saveKey = SAVE_KEY.toUpperCase() }: SheetKeysProps) {
  const makeSheet = useApp((state) => state.makeSheet);
  const isHandOver = subject === 'handOver';
  return (
    <>
      <Button kind="bar" keyName={printKey} testId={isHandOver ? 'hand-over-print' : 'worksheet-print'} onPress={() => void makeSheet(subject, 'print')}>
        {isHandOver ? en.sheet.printHandOver : en.sheet.printWorksheet}
      </Button>
      {saveKey !== null && (
        <Button kind="bar" keyName={saveKey} testId={isHandOver ? 'hand-over-save' : 'worksheet-save'} onPress={() => void makeSheet(subject, 'pdf')}>
          {isHandOver ? en.sheet.saveHandOver : en.sheet.saveWorksheet}
        </Button>
      )}
    </>
  );
}
