/** What is there as two kinds of paper at once, by its id and its words, stands once. */
export function together<E extends { id: string; hash?: string | null }>(
  enclosures: readonly E[],
): [E, ...E[]][] {
  const found: [E, ...E[]][] = [];
  for (const one of enclosures) {
    const same = found.find(([{ id, hash }]) => id === one.id && hash === one.hash);
    if (same) same.push(one);
    else found.push([one]);
  }
  return found;
}
