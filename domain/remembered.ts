/** Remembers what a pure function made of its latest arguments, where making it again is dear. */

/** limit: so many results are kept; the one made longest ago goes first. */
export function remembered<T>(limit: number, make: (from: string) => T): (from: string) => T {
  const made = new Map<string, T>();
  return (from) => {
    const known = made.get(from);
    if (known !== undefined) return known;
    const value = make(from);
    const [oldest] = made.keys();
    if (oldest !== undefined && made.size >= limit) made.delete(oldest);
    made.set(from, value);
    return value;
  };
}
