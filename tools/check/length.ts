import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Findings, type Gate, projectFiles } from './gate.ts';

const LONG = 200;
const TOO_LONG = 300;

function examine(root: string): Promise<Findings> {
  const files = projectFiles(root).filter(
    (file) => /^src\/.*\.tsx?$/.test(file) && !file.includes('/generated/'),
  );
  const sized = files
    .map((file) => ({ file, lines: readFileSync(join(root, file), 'utf8').trimEnd().split('\n').length }))
    .toSorted((a, b) => b.lines - a.lines);
  return Promise.resolve({
    examined: sized.length,
    problems: sized
      .filter(({ lines }) => lines > TOO_LONG)
      .map(({ file, lines }) => `${file}: ${lines} lines (at most ${TOO_LONG})`),
    notes: sized
      .filter(({ lines }) => lines > LONG && lines <= TOO_LONG)
      .map(({ file, lines }) => `${file}: ${lines} lines, over ${LONG}`),
  });
}

export const length: Gate = { name: 'length', examine };
