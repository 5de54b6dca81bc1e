const offset = 0xcbf29ce484222325n;
const prime = 0x100000001b3n;

/** 16 hex digits that stand for a name (FNV-1a), where the name itself has no place. Tells few things apart, no more. */
export function markOf(name: string): string {
  let hash = offset;
  for (const character of name) {
    hash ^= BigInt(character.codePointAt(0) ?? 0);
    hash = BigInt.asUintN(64, hash * prime);
  }
  return hash.toString(16).padStart(16, '0');
}
