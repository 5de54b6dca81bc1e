import { dirname } from 'node:path';

/** A module and what it imports, by their paths from the root. */
export interface Imported {
  source: string;
  dependencies: { resolved: string }[];
}

/** Rooms of pure code, but for what is in these folders of a feature. */
const pureRoom = /^src\/(?:engine|pathway|features\/[^/]+)\//;
const impure = /^src\/features\/[^/]+\/(?:api|postgres|activities)(?:\/|\.ts$)/;

/**
 * Circles of folders among the pure files: two folders that need each other are one noun in two places. Each circle is told
 * once, with the import that closes it.
 */
export function folderCircles(modules: readonly Imported[]): string[] {
  const uses = new Map<string, Map<string, string>>();
  for (const { source, dependencies } of modules) {
    const from = folderOf(source);
    for (const { resolved } of from === null ? [] : dependencies) {
      const to = folderOf(resolved);
      if (from === null || to === null || to === from) continue;
      const known = uses.get(from) ?? new Map<string, string>();
      uses.set(from, known.set(to, `${source} -> ${resolved}`));
    }
  }
  const found: string[] = [];
  for (const [from, targets] of uses)
    for (const [to, by] of targets) if (reaches(uses, to, from)) found.push(`${from} <-> ${to}: ${by}`);
  return found.toSorted();
}

function folderOf(file: string): string | null {
  // However deep: a folder and one inside it are two.
  return pureRoom.test(file) && !impure.test(file) ? dirname(file).slice('src/'.length) : null;
}

function reaches(uses: ReadonlyMap<string, ReadonlyMap<string, string>>, from: string, to: string): boolean {
  const seen = new Set<string>();
  const next = [from];
  for (let folder = next.pop(); folder !== undefined; folder = next.pop()) {
    if (folder === to) return true;
    if (seen.has(folder)) continue;
    seen.add(folder);
    next.push(...(uses.get(folder)?.keys() ?? []));
  }
  return false;
}
