import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What `--help` prints. */
export const usage = `Starts enrollments from an HMIS CSV export (docs/how-to/import-hmis.md).

  npm run import -- hmis DIR [--agency ID] [--source NAME] [--level LEVEL] [--same FILE --by STAFF] [--json]

  DIR             folder with the CSV files of the export
  --agency ID     whose clients they become; not needed where there is only one agency
  --source NAME   which HMIS it is of; else its SourceID or SourceName. Ids mean something within a source only
  --level LEVEL   level of care for all; else rsc-f for heads of household with minors, rsc-i for the others
  --same FILE     people of the export who are clients here: a CSV file with columns PersonalID and Client
  --by STAFF      id of the member of staff who says so
  --json          the report as JSON

Servers are those of a running \`npm start\`, or the ones that DATABASE_URL, TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE and
THROUGHLINE_SEAL_KEY name. Exit code 0 when each row is accounted for, 1 when files are broken or a server is away.`;

export type Options = {
  folder: string;
  agency: string | undefined;
  source: string | undefined;
  level: string | undefined;
  same: { file: string; by: string } | undefined;
  json: boolean;
};

/**
 * The options of a command line, or what is wrong with it; an empty text asks for help. `from` is the folder it was
 * called in: npm runs its scripts in the project's own.
 */
export function readOptions(args: string[], from: string): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        agency: { type: 'string' },
        source: { type: 'string' },
        level: { type: 'string' },
        same: { type: 'string' },
        by: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return '';
    const [format, folder, ...more] = positionals;
    if (format !== 'hmis')
      return format === undefined ? 'Say what to import: hmis' : `Cannot import "${format}", only hmis.`;
    if (folder === undefined || more.length > 0) return 'Name one folder.';
    const { agency, source, level, same, by, json } = values;
    if ((same === undefined) !== (by === undefined)) return 'Give --same and --by together.';
    return {
      folder: resolve(from, folder),
      ...{ agency, source, level, json },
      same: same === undefined || by === undefined ? undefined : { file: resolve(from, same), by },
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
