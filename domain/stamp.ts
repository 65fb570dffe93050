/** Writes an instant as a wall clock shows it, with the wall's distance from UTC. */

/** at: milliseconds since 1970 UTC. offsetMinutes: ahead of UTC. `2026-11-24T14:06:41.123-05:00`, RFC 3339. */
export function stampOf(at: number, offsetMinutes: number): string {
  const local = new Date(at + offsetMinutes * 60_000).toISOString().slice(0, -1);
  const sign = offsetMinutes < 0 ? '-' : '+';
  const hours = String(Math.floor(Math.abs(offsetMinutes) / 60)).padStart(2, '0');
  const minutes = String(Math.abs(offsetMinutes) % 60).padStart(2, '0');
  return `${local}${sign}${hours}:${minutes}`;
}
