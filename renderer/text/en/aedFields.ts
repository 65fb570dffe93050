/** How the fields of AED are called on the bench, and why one is invalid. */
import type { AedField } from '../../../domain/aed/record.ts';

export const aedFieldWords: Readonly<Record<AedField, string>> = {
  senderName: 'Sender',
  senderAddress: 'Sender address',
  senderCity: 'Sender city',
  senderCountry: 'Sender country',
  recipientName: 'Recipient',
  recipientAddress: 'Recipient address',
  recipientCity: 'City',
  recipientState: 'State',
  recipientZip: 'ZIP',
  contents: 'Contents',
  category: 'Category',
  pieces: 'Pieces',
  weightGrams: 'Weight',
  value: 'Value',
  currency: 'Currency',
  hsCode: 'HS code',
  goodsOrigin: 'Goods from',
  mailClass: 'Class',
  originOffice: 'Sent by office',
  destinationOffice: 'To office',
  portCode: 'Port code',
  receptacleId: 'Bag',
};

const INVALID: Readonly<Record<string, string>> = {
  BLANK: 'blank',
  SAYS_UNKNOWN: 'says unknown',
  TOO_SHORT: 'shorter than two characters',
  ONLY_DIGITS: 'only digits',
};

export function invalidWords(reason: string): string {
  return Object.hasOwn(INVALID, reason) ? (INVALID[reason] ?? reason) : reason;
}
