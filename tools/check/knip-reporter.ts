import { relative } from 'node:path';
import type { ReporterOptions } from 'knip';

/** Knip's own JSON does not say how many files it read, which the gate must know. */
export default function report({ issues, counters, configurationHints, cwd }: ReporterOptions): void {
  const problems = Object.entries(issues).flatMap(([type, byFile]) =>
    Object.values(byFile).flatMap((bySymbol) =>
      Object.values(bySymbol).map(({ filePath, symbol, line }) => {
        const where = `${relative(cwd, filePath)}${line === undefined ? '' : `:${line}`}`;
        return type === 'files'
          ? `${where}: unused file`
          : `${where}: unused or unlisted (${type}): ${symbol}`;
      }),
    ),
  );
  // The schema of the database is no file that knip could read, and it says so each time.
  const hints = configurationHints.filter(({ type }) => type !== 'project-extension-excluded');
  const notes = hints.map((hint) => `knip.jsonc: ${hint.type} ${String(hint.identifier)}`);
  console.log(JSON.stringify({ examined: counters.processed, problems: problems.toSorted(), notes }));
}
