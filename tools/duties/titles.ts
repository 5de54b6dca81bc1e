import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFiles } from '../check/gate.ts';

/** A test that shows a duty. */
export type Shown = { duty: string; file: string; title: string };

const begins =
  /\b(?:it|test)(?:\.each\([\s\S]*?\))?\(\s*(['"`])((?:\[[A-Z]{2}-\d+(?:, [A-Z]{2}-\d+)*\] ?)+)([\s\S]*?)\1/g;

/** The tests below `root` whose titles begin with duties: `[IN-5] …`. */
export function shownBy(root: string): Shown[] {
  return projectFiles(root)
    .filter((file) => /^test\/.*\.test\.ts$/.test(file))
    .flatMap((file) => titlesIn(file, readFileSync(join(root, file), 'utf8')));
}

function titlesIn(file: string, text: string): Shown[] {
  return [...text.matchAll(begins)].flatMap(([, , ids = '', title = '']) =>
    [...ids.matchAll(/[A-Z]{2}-\d+/g)].map(([duty]) => ({ duty, file, title: title.trim() })),
  );
}
