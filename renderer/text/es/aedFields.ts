/** How the fields of AED are called in Spanish, and why one is invalid. */
import type { Catalogue } from '../widened.ts';

export const aedFieldWords: Catalogue['aed']['field'] = {
  senderName: 'Remitente',
  senderAddress: 'Dirección del remitente',
  senderCity: 'Ciudad del remitente',
  senderCountry: 'País del remitente',
  recipientName: 'Destinatario',
  recipientAddress: 'Dirección del destinatario',
  recipientCity: 'Ciudad',
  recipientState: 'Estado',
  recipientZip: 'Código ZIP',
  contents: 'Contenido',
  category: 'Categoría',
  pieces: 'Piezas',
  weightGrams: 'Peso',
  value: 'Valor',
  currency: 'Moneda',
  hsCode: 'Código SA',
  goodsOrigin: 'Mercancía de',
  mailClass: 'Clase',
  originOffice: 'Oficina de origen',
  destinationOffice: 'Oficina de destino',
  portCode: 'Código de puerto',
  receptacleId: 'Saca',
};

const INVALID: Readonly<Record<string, string>> = {
  BLANK: 'en blanco',
  SAYS_UNKNOWN: 'dice «desconocido»',
  TOO_SHORT: 'menos de dos caracteres',
  ONLY_DIGITS: 'solo dígitos',
};

export function invalidWords(reason: string): string {
  return Object.hasOwn(INVALID, reason) ? (INVALID[reason] ?? reason) : reason;
}
