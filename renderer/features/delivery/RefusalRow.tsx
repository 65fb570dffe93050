/** One refused entry in its row; where the cursor comes it is in view, marked by more than colour, and read out. */
import { useEffect, useRef } from 'react';
import type { RefusalView } from '../../../preload/contract/refusalViews.ts';
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';

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
  const state = say.refusals.stateWords(refusal);
  return (
    <tr
      ref={row} data-testid="refusal-row" data-seq={seq} data-reason={reason} data-chosen={isChosen} data-offered={refusal.isOfferedAgain}
      aria-current={isFront ? 'true' : undefined} onClick={() => move({ seq })}
    >
      <th scope="row">{say.delivery.countOf(seq)}</th>
      <td>{say.refusals.kindWords(kind)}</td>
      <td className="refusal-item">{item === '' ? say.refusals.blank : item}</td>
      <td>{officerName === '' ? say.refusals.nobody : officerName}</td>
      <td>{say.refusals.at(recordedAt)}</td>
      <td>{say.refusals.short(reason)}</td>
      <td>
        {state}
        {isChosen && <span className="only-read-out">, {say.refusals.chosen}</span>}
        {isMoved && <span className="only-read-out" role="status">{say.refusals.atCursor(seq, kind, item, state)}</span>}
      </td>
    </tr>
  );
}
