/** One refused entry in its row; where the cursor comes it is in view, marked by more than colour, and read out. */
import { useEffect, useRef } from 'react';
import type { RefusalView } from '../../../preload/contract/refusalViews.ts';
import { useApp } from '../../app/storeContext.tsx';
import { en } from '../../text/en.ts';

interface RefusalRowProps {
  readonly refusal: RefusalView;
  readonly isFront: boolean;
  /** The keys act on it. */
  readonly isChosen: boolean;
}

export function RefusalRow({ refusal, isFront, isChosen }: RefusalRowProps) {
  const isMoved = useApp((state) => state.refusalCursor === refusal.seq);
  const move = useApp((state) => state.moveRefusalCursor);
  const row = useRef<HTMLTableRowElement>(null);
  // Only where an officer moved it: the screen opens at its top.
  useEffect(() => {
    if (isMoved) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isMoved]);
  const { seq, kind, item, officerName, recordedAt, reason } = refusal;
  const state = en.refusals.stateWords(refusal);
  return (
    <tr
      ref={row} data-testid="refusal-row" data-seq={seq} data-reason={reason} data-chosen={isChosen} data-offered={refusal.isOfferedAgain}
      aria-current={isFront ? 'true' : undefined} onClick={() => move({ seq })}
    >
      <th scope="row">{en.delivery.countOf(seq)}</th>
      <td>{en.refusals.kindWords(kind)}</td>
      <td className="refusal-item">{item === '' ? en.refusals.blank : item}</td>
      <td>{officerName === '' ? en.refusals.nobody : officerName}</td>
      <td>{en.refusals.at(recordedAt)}</td>
      <td>{en.refusals.short(reason)}</td>
      <td>
        {state}
        {isChosen && <span className="only-read-out">, {en.refusals.chosen}</span>}
        {isMoved && <span className="only-read-out" role="status">{en.refusals.atCursor(seq, kind, item, state)}</span>}
      </td>
    </tr>
  );
}
