/** What every sheet is before it is printed: a page without script that may fetch nothing, and the paper it is made for. */

/** hasMargins: the page says its own in its style; false: it fills the paper. */
export interface Paper {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly hasMargins: boolean;
}

/** symbols: the text of each of its symbols, in the order of the page. fileName: proposed for its PDF, without the ending. */
export interface SheetPage {
  readonly html: string;
  readonly symbols: readonly string[];
  readonly paper: Paper;
  readonly fileName: string;
}

export const POLICY = `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'`;
export const POLICY_TAG = `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`;
