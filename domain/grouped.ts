/** Puts what belongs together side by side: what `Map.groupBy` does, which ES2023 does not have. */

/** Members by key; keys in the order in which they first appear, members in their own order. */
export function grouped<Key, Member>(members: Iterable<Member>, keyOf: (member: Member) => Key): ReadonlyMap<Key, readonly Member[]> {
  const groups = new Map<Key, Member[]>();
  for (const member of members) {
    const key = keyOf(member);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [member]);
    else group.push(member);
  }
  return groups;
}
