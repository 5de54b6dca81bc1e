import { readFileSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';
import ts from 'typescript';
import { type Findings, type Gate, projectFiles } from './gate.ts';

const LONG = 200;
const TOO_LONG = 300;
/** A file shorter than this lives with the one that imports it, if only one does. */
const SHORT = 20;

/** Files that any feature may have by the layout, however short: a reader looks for them by name. */
const byLayout = new Set(
  [
    ...['permissions', 'problems', 'commands', 'checks', 'rules', 'step-rules', 'schemas', 'replies'],
    ...['routes', 'reads', 'ports', 'store', 'contract', 'state', 'activities', 'index', 'main'],
  ].map((name) => `${name}.ts`),
);
const importing = /^(?:src|prisma|test|tools|bench|chaos)\/.*\.[cm]?tsx?$/;

function examine(root: string): Promise<Findings> {
  const texts = new Map(
    projectFiles(root)
      .filter((file) => importing.test(file) && !file.includes('/generated/'))
      .map((file) => [file, readFileSync(join(root, file), 'utf8')]),
  );
  const sized = [...texts]
    .filter(([file]) => /^src\/.*\.tsx?$/.test(file))
    .map(([file, text]) => ({ file, lines: text.trimEnd().split('\n').length }))
    .toSorted((a, b) => b.lines - a.lines);
  const importers = importersOf(texts);
  return Promise.resolve({
    examined: sized.length,
    problems: [
      ...sized
        .filter(({ lines }) => lines > TOO_LONG)
        .map(({ file, lines }) => `${file}: ${lines} lines (at most ${TOO_LONG})`),
      ...sized
        .filter(({ file, lines }) => lines < SHORT && !mayBeShort(file))
        .flatMap(({ file }) => {
          const [importer, ...others] = importers.get(file) ?? [];
          return importer === undefined || others.length > 0
            ? []
            : [`${file}: under ${SHORT} lines, and only ${importer} imports it: it lives with it`];
        })
        .toSorted(),
    ],
    notes: sized
      .filter(({ lines }) => lines > LONG && lines <= TOO_LONG)
      .map(({ file, lines }) => `${file}: ${lines} lines, over ${LONG}`),
  });
}

/** Each workflow has a file of its own as well. */
function mayBeShort(file: string): boolean {
  return byLayout.has(basename(file)) || dirname(file) === 'src/workflows';
}

/** Who imports each file. An import names its file with the extension, relative to its own. */
function importersOf(texts: ReadonlyMap<string, string>): Map<string, Set<string>> {
  const importers = new Map<string, Set<string>>();
  for (const [file, text] of texts)
    for (const { fileName } of ts.preProcessFile(text).importedFiles) {
      if (!fileName.startsWith('.')) continue;
      const imported = posix.join(dirname(file), fileName);
      if (imported !== file) importers.set(imported, (importers.get(imported) ?? new Set()).add(file));
    }
  return importers;
}

export const length: Gate = { name: 'length', examine };
