/** The payloads of the ledger entries that a desk writes about holds: an item was brought, or items were not. */
import { z } from 'zod';

/**
 * Why a held item was not presented. OIG-23-56 only counts that it was not (Newark: 45 % of targeted packages); the reasons are ours and
 * keep apart what USPS can mend from what nobody at the bench can. key: pressed in the Holds screen.
 */
export const NOT_PRESENTED_REASONS = [
  { key: '1', code: 'NOT_BROUGHT_BY_USPS', words: 'not brought by USPS' },
  { key: '2', code: 'NOT_ON_THE_FLIGHT', words: 'not on the flight' },
  { key: '3', code: 'NOT_IN_THE_RECEPTACLE', words: 'not in the receptacle named in its data' },
  { key: '4', code: 'LEFT_THE_FACILITY', words: 'left the facility without being presented' },
  { key: '5', code: 'ARRIVED_ELSEWHERE', words: 'arrived at another facility' },
  { key: '6', code: 'OTHER', words: 'another reason' },
] as const;

export const NOT_PRESENTED_CODES = NOT_PRESENTED_REASONS.map(({ code }) => code);

export type NotPresentedCode = (typeof NOT_PRESENTED_CODES)[number];

/** Holds in one `hold.notPresented` entry, at most: a flight's worth, and an entry that stays small enough to sync at once. */
export const MAX_HOLDS_NOT_PRESENTED = 500;

/** Longest note of a mark, in UTF-16 units. */
export const MAX_NOT_PRESENTED_NOTE = 2_000;

const id = z.string().min(1).max(64);

/**
 * `item.presented`: a held item was in the officer's hand. itemKey: normalised identifier, or the id a desk made for it. holdIds: the
 * holds that the desk knew then. scanId: the scan that showed it.
 */
export const itemPresentedSchema = z.object({
  itemKey: z.string().min(1).max(200),
  holdIds: z.array(id).min(1).max(100),
  scanId: z.uuid(),
});

/** `hold.notPresented`: a person says that these held items did not come; one entry for a whole selection. */
export const holdNotPresentedSchema = z.object({
  holds: z.array(z.object({ holdId: id, itemId: id })).min(1).max(MAX_HOLDS_NOT_PRESENTED),
  reason: z.enum(NOT_PRESENTED_CODES),
  note: z.string().max(MAX_NOT_PRESENTED_NOTE).nullable(),
});

/** The words of a reason, e.g. for a hold's history. */
export function notPresentedWords(code: NotPresentedCode): string {
  return NOT_PRESENTED_REASONS.find((reason) => reason.code === code)?.words ?? code;
}
