import { parseArgs } from 'node:util';

export const partNames = ['step', 'clientYear', 'reads', 'rest', 'midnight', 'peers'] as const;
export type PartName = (typeof partNames)[number];

export type Options = {
  parts: ReadonlySet<PartName>;
  quick: boolean;
  /** Open enrollments at rest and at midnight. */
  enrollments: number;
  server: 'dev' | 'postgres';
  profile: boolean;
  limitSeconds: number;
};

export const usage = `Measures what a step, a visit, a start, a client-year, rest and midnight cost, beside floors on the same servers.

  npm run bench [-- OPTIONS]

  --only a,b          some of: step (with visit and start), clientYear, reads, rest, midnight
  --quick             small numbers: shows that it runs, measures nothing
  --enrollments N     open enrollments at rest and at midnight (5000)
  --peers             runs DBOS and Restate as well, where THROUGHLINE_PEERS names a folder with their packages
  --server postgres   a real Temporal server on PostgreSQL: TEMPORAL_SERVER_BIN, TEMPORAL_SQL_TOOL_BIN
  --profile           CPU profiles of all our processes and the floors', in bench/results/profiles
  --limit SECONDS     of the whole run (900); parts that find no time left are not run

Writes bench/results/latest.json. Exit code 0 when it could measure, also where a bound falls short; 1 when it could not.`;

/** Throws TypeError on what it does not know. */
export function readOptions(args: string[]): Options | 'help' {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
      enrollments: { type: 'string' },
      peers: { type: 'boolean', default: false },
      server: { type: 'string', default: 'dev' },
      profile: { type: 'boolean', default: false },
      limit: { type: 'string', default: '900' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  if (values.server !== 'dev' && values.server !== 'postgres')
    throw new TypeError('--server is dev or postgres');
  const named = values.only?.split(',') ?? partNames.filter((name) => name !== 'peers');
  const parts = new Set<PartName>();
  for (const name of values.peers ? [...named, 'peers'] : named) {
    // All three are taken on the same enrollments, in turn with the same floor.
    const part = name === 'visit' || name === 'start' ? 'step' : partNames.find((known) => known === name);
    if (part === undefined) throw new TypeError(`--only knows no ${name}: ${partNames.join(', ')}`);
    parts.add(part);
  }
  return {
    parts,
    quick: values.quick,
    enrollments: whole(values.enrollments ?? (values.quick ? '200' : '5000'), '--enrollments'),
    server: values.server,
    profile: values.profile,
    limitSeconds: whole(values.limit, '--limit'),
  };
}

function whole(text: string, name: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new TypeError(`${name} is a whole number`);
}
