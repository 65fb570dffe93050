/** A row of a table that the cursor can stand on; the row in front is kept in sight. */
import { useEffect, useRef, type ReactNode } from 'react';
import { useApp } from '../../app/storeContext.tsx';

interface CursorRowProps {
  readonly rowKey: string;
  /** Key of the row in front. */
  readonly front: string | null;
  readonly testId: string;
  readonly children: ReactNode;
  readonly outcome?: string;
}

export function CursorRow({ rowKey, front, testId, children, outcome }: CursorRowProps) {
  const isMoved = useApp((state) => state.shiftCursor === rowKey);
  const moveShiftCursor = useApp((state) => state.moveShiftCursor);
  const row = useRef<HTMLTableRowElement>(null);
  // Only where an officer moved it: the screen opens at its top.
  useEffect(() => {
    if (isMoved) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isMoved]);
  return (
    <tr ref={row} data-testid={testId} data-outcome={outcome} aria-current={rowKey === front} onClick={() => moveShiftCursor(rowKey)}>
      {children}
    </tr>
  );
}
