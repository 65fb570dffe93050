/** A table row that the row cursor can stand on: then it is in view, marked by more than colour, and read out. */
import { useEffect, useRef, type ReactNode } from 'react';
import { useApp } from '../../app/storeContext.tsx';

interface CursorRowProps {
  readonly rowKey: string;
  /** Read out when the cursor comes here. */
  readonly words: string;
  readonly testId: string;
  readonly data: Readonly<Record<`data-${string}`, string | boolean>>;
  readonly isSelected?: boolean;
  readonly children: ReactNode;
}

export function CursorRow({ rowKey, words, testId, data, isSelected = false, children }: CursorRowProps) {
  const isCursor = useApp((state) => state.holdsCursor === rowKey);
  const moveCursor = useApp((state) => state.moveHoldsCursor);
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (isCursor) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isCursor]);
  return (
    <tr
      ref={row} className="holds-row" data-testid={testId} data-selected={isSelected} aria-current={isCursor ? 'true' : undefined}
      onClick={() => moveCursor(rowKey)} {...data}
    >
      {children}
      {isCursor && <td className="only-read-out" role="status">{words}</td>}
    </tr>
  );
}
