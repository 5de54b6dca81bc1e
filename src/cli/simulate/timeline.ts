import pc from 'picocolors';
import { formatLocal } from '../../engine/calendar/index.ts';
import type { Policy } from '../../engine/policy/profile.ts';
import type { Refused } from './domain-engine.ts';
import type { Scenario, ScenarioObligation } from './scenario.ts';

type Told = {
  file: string;
  engine: string;
  scenario: Scenario;
  obligations: ScenarioObligation[];
  refused: Refused[];
  policy: Policy;
  seconds: number;
};

const marks = {
  open: pc.cyan('○ open'),
  met: pc.green('● met'),
  'met-late': pc.yellow('◐ met late'),
  overdue: pc.red('! overdue'),
  cancelled: pc.dim('– withdrawn'),
} as const;

/** The obligations of a scenario for a person to read, in the agency's own time. */
export function timeline({ file, engine, scenario, obligations, refused, policy, seconds }: Told): string {
  const local = (iso: string) => formatLocal(policy.calendar, Date.parse(iso));
  const width = Math.max(...obligations.map(({ kind }) => kind.length), 10);
  const rows = obligations.map(({ kind, opened, due, status, at }) => {
    const when = at !== null && status !== 'overdue' ? ` ${local(at)}` : '';
    return `  ${local(opened)}  ${kind.padEnd(width)}  due ${local(due)}  ${marks[status]}${when}`;
  });
  const told = refused.map(({ commandId, at, code }) =>
    pc.dim(`  refused: ${commandId} of ${local(new Date(at).toISOString())} (${code})`),
  );
  const overdue = obligations.filter(({ status }) => status === 'overdue').length;
  return [
    `${pc.bold(scenario.name ?? file)}  ${pc.dim(`${engine} engine, ${seconds.toFixed(1)} s, ${scenario.timezone}`)}`,
    ...(scenario.about === undefined ? [] : [`  ${scenario.about}`]),
    `  ${'opened'.padEnd(16)}  ${'obligation'.padEnd(width)}  deadline`,
    ...rows,
    ...told,
    `  ${obligations.length} obligations, ${overdue} overdue at ${formatLocal(policy.calendar, scenario.until)}`,
    '',
  ].join('\n');
}
