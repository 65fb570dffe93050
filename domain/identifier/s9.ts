/** UPU S9 receptacle identifiers: the 29 characters on a bag tag. */
import { parseS8, S8_LENGTH, type Dispatch } from './s8.ts';

/**
 * serial: number of the receptacle in its dispatch, three digits as text. isLast, hasRegistered: null when the tag says "not known".
 * weightGrams: gross weight; the tag gives tenths of a kilogram.
 */
export interface Receptacle {
  readonly dispatch: Dispatch;
  readonly dispatchId: string;
  readonly serial: string;
  readonly isLast: boolean | null;
  readonly hasRegistered: boolean | null;
  readonly weightGrams: number;
}

export const S9_LENGTH = 29;

/** The parts of a 29-character receptacle identifier (UPU S9-9; offsets in domain facts §2.1), or null for another shape. */
export function parseS9(id: string): Receptacle | null {
  const dispatchId = id.slice(0, S8_LENGTH);
  const dispatch = parseS8(dispatchId);
  const [, serial, last, registered, weight] = /^([0-9]{3})([0-9])([0-9])([0-9]{4})$/.exec(id.slice(S8_LENGTH)) ?? [];
  if (dispatch === null || serial === undefined || last === undefined || registered === undefined) return null;
  return { dispatch, dispatchId, serial, isLast: flag(last), hasRegistered: flag(registered), weightGrams: Number(weight) * 100 };
}

/** 1 yes, 0 no; 9 and everything else is "not known". */
function flag(digit: string): boolean | null {
  if (digit === '1') return true;
  return digit === '0' ? false : null;
}
