/** What can be wrong with a request: the closed list of the protocol, as values. */
import type { HqErrorCode } from '../domain/sync/messages.ts';

export interface HqFault {
  readonly code: HqErrorCode;
  /** For a log or a support call; says nothing of what the request held. */
  readonly message: string;
  readonly expectedSeq?: number;
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: HqFault };

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function faulty(code: HqErrorCode, message: string, expectedSeq?: number): { readonly ok: false; readonly fault: HqFault } {
  return { ok: false, fault: { code, message, ...(expectedSeq === undefined ? {} : { expectedSeq }) } };
}
