/** The two keys of a sheet: to the printer, and as a PDF. */
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
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
  const kind = typeof subject === 'string' ? subject : 'worksheet';
  return (
    <>
      <Button kind="bar" keyName={printKey} testId={`${TEST_IDS[kind]}-print`} onPress={() => void makeSheet(subject, 'print')}>{say.sheet.print[kind]}</Button>
      {saveKey !== null && (
        <Button kind="bar" keyName={saveKey} testId={`${TEST_IDS[kind]}-save`} onPress={() => void makeSheet(subject, 'pdf')}>{say.sheet.save[kind]}</Button>
      )}
    </>
  );
}

const TEST_IDS = { worksheet: 'worksheet', handOver: 'hand-over', scanner: 'scanner-sheet', drill: 'drill' } as const;
