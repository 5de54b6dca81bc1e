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
  const notes = configurationHints.map((hint) => `knip.json: ${hint.type} ${String(hint.identifier)}`);
  console.log(JSON.stringify({ examined: counters.processed, problems: problems.toSorted(), notes }));
}
