/** What is the same about faults in every language: how their facts are read, and how a table of them is asked. */
import type { Fault, FaultKind } from '../../preload/contract/result.ts';
import { sentenceOf, type Told } from './told.ts';

type Detail = Fault['detail'];

/** A kind without its three parts does not compile. */
export type FaultTable = Readonly<Record<FaultKind, (detail: Detail) => Told>>;

/** A fact of the fault as text, or '' when it was not given. */
export function fact(detail: Detail, name: string): string {
  const value = Object.hasOwn(detail, name) ? detail[name] : null;
  return value === null || value === undefined ? '' : String(value);
}

/** " (what)", or nothing where nothing is named. */
export function named(what: string): string {
  return what === '' ? '' : ` (${what})`;
}

export function faultsIn(table: FaultTable) {
  return {
    faultTold: ({ kind, detail }: Fault): Told => table[kind](detail),
    faultSentence: ({ kind, detail }: Fault): string => sentenceOf(table[kind](detail)),
    /** Kinds also travel as plain text inside import progress. */
    isFaultKind: (kind: string): kind is FaultKind => Object.hasOwn(table, kind),
  };
}
