/**
 * Whether an object in a valid JSON text names a member twice: JSON.parse would silently keep the last, and which
 * one its author meant cannot be known.
 */
export function findRepeatedMember(text: string): boolean {
  // One entry an open bracket: the names so far of an object, null for an array.
  const open: (Set<string> | null)[] = [];
  const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}[\]]/g;
  for (const match of text.matchAll(tokens)) {
    const [token, colon] = match;
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(null);
    else if (token === '}' || token === ']') open.pop();
    else if (colon !== undefined) {
      const names = open.at(-1);
      // Escapes are undone, since "a" and "\u0061" are one name.
      const name = String(JSON.parse(token.slice(0, -colon.length)));
      if (names?.has(name)) return true;
      names?.add(name);
    }
  }
  return false;
}
