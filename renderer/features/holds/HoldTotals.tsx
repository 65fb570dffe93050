/** The measures of OIG-23-56 App. A for the holds in scope, each with what it is a share of. */
import type { ReactNode } from 'react';
import type { HoldListsView } from '../../../preload/contract/holdViews.ts';
import { en } from '../../text/en.ts';

/** In the order of the report: with a port, with the placeholder (Figure 4), and what is neither. */
const PORTS = ['known', 'none', 'unknown'] as const;

export function HoldTotals({ lists: { totals, examinedByPort } }: { readonly lists: HoldListsView }) {
  return (
    <dl className="holds-totals" aria-label={en.holds.totals} data-testid="holds-totals">
      <Total name={en.holds.placed}>{en.holds.measure(totals.placed)}</Total>
      <Total name={en.holds.presented}>{en.holds.measure(totals.presented)}</Total>
      <Total name={en.holds.notPresented}>{en.holds.measure(totals.notPresented)}</Total>
      <Total name={en.holds.examined}>{en.holds.measure(totals.examined)}</Total>
      <Total name={en.holds.outstanding}>{en.holds.measure(totals.outstanding)}</Total>
      {totals.cancelled > 0 && <Total name={en.holds.cancelled}>{totals.cancelled}</Total>}
      {PORTS.map((state) => examinedByPort[state].of !== 0 && (
        <Total key={state} name={en.holds.examinedByPort[state]}>{en.holds.measure(examinedByPort[state])}</Total>
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
