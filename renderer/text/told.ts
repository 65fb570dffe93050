/** The three parts of everything that went wrong: what happened; what is safe; what to do next. */
export interface Told {
  readonly happened: string;
  readonly safe: string;
  readonly next: string;
}

export function told(happened: string, safe: string, next: string): Told {
  return { happened, safe, next };
}

export function sentenceOf({ happened, safe, next }: Told): string {
  return `${happened} ${safe} ${next}`;
}
