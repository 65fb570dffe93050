/** The measures of OIG-23-56 App. A for the holds in scope, each with what it is a share of. */
import type { ReactNode } from 'react';
import type { HoldListsView } from '../../../preload/contract/holdViews.ts';
import { say } from '../../text/say.ts';

/** In the order of the report: with a port, with the placeholder (Figure 4), and what is neither. */
const PORTS = ['known', 'none', 'unknown'] as const;

export function HoldTotals({ lists: { totals, examinedByPort } }: { readonly lists: HoldListsView }) {
  return (
    <dl className="holds-totals" aria-label={say.holds.totals} data-testid="holds-totals">
      <Total name={say.holds.placed}>{say.holds.measure(totals.placed)}</Total>
      <Total name={say.holds.presented}>{say.holds.measure(totals.presented)}</Total>
      <Total name={say.holds.notPresented}>{say.holds.measure(totals.notPresented)}</Total>
      <Total name={say.holds.examined}>{say.holds.measure(totals.examined)}</Total>
      <Total name={say.holds.outstanding}>{say.holds.measure(totals.outstanding)}</Total>
      {totals.cancelled > 0 && <Total name={say.holds.cancelled}>{totals.cancelled}</Total>}
      {PORTS.map((state) => examinedByPort[state].of !== 0 && (
        <Total key={state} name={say.holds.examinedByPort[state]}>{say.holds.measure(examinedByPort[state])}</Total>
      ))}
    </dl>
  );
}

function Total({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
