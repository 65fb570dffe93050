/** Times on printed sheets: read on another day and in another place, so nothing is left out; the same in every language. */

/** "2026-11-24 14:06 (UTC-05:00)" */
export function stampWords(stamp: string): string {
  const [, day, time, zone] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})[^Z+-]*(Z|[+-]\d{2}:\d{2})$/.exec(stamp) ?? [];
  if (day === undefined || time === undefined || zone === undefined) return stamp;
  return `${day} ${time} (UTC${zone === 'Z' ? '' : zone})`;
}

/** "2026-11-24 14:06", at the place that the sheet names. */
export function localStampWords(stamp: string): string {
  return stampWords(stamp).replace(/ \(UTC.*\)$/, '');
}
