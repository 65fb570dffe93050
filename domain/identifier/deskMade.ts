/** Recognises the numbers a desk makes for items without a readable barcode, when their label is scanned again. */

/** As `deskItemId` writes it, without its hyphens: IMF, three letters of the facility, ten of an alphabet without I, L, O, U. */
const DESK_MADE = /^IMF([A-Z]{3})([0-9A-HJKMNP-TV-Z]{10})$/;

/** The number as it was made, `IMF-JFK-7K3M9Q2T4A`, from a normalised id (`IMFJFK7K3M9Q2T4A`); null for any other id. */
export function deskMadeId(id: string): string | null {
  const [, facility, serial] = DESK_MADE.exec(id) ?? [];
  return facility === undefined || serial === undefined ? null : `IMF-${facility}-${serial}`;
}
