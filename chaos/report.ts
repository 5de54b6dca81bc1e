import { crisisPagesOf } from './check/crises.ts';
import { isStepEvent } from '../src/engine/record/events.ts';
import type { Check, Evidence } from './check/evidence.ts';
import { repeatsOf } from './check/notifications.ts';
import type { Struck } from './faults/strike.ts';
import type { Minimums } from './plan/sizes.ts';

export type Figures = Record<string, number>;

/** What the run amounted to, in numbers read from the evidence. */
export function figuresOf(evidence: Evidence, struck: Struck): Figures {
  const { answers, streams, mails, calls, workflows } = evidence;
  const outcome = (name: string): number => answers.filter((answer) => answer.outcome === name).length;
  const clock = [...streams.values()].flat().filter((event) => !isStepEvent(event));
  const said = (type: string): number => clock.filter((event) => event.type === type).length;
  return {
    'enrollments started': streams.size,
    'requests (known ids)': answers.length,
    '  acknowledged': outcome('acknowledged'),
    '  refused': outcome('refused'),
    ...refusals(answers),
    '  taken in (202)': outcome('taken-in'),
    '  unknown': outcome('unknown'),
    'asked more than once': answers.filter(({ given }) => given.length > 1).length,
    'answered from the record': answers.filter(({ given }) => given.some(({ replayed }) => replayed)).length,
    'deadlines raised': said('DeadlineMissed'),
    'rungs raised': said('RungRaised'),
    'announcements withdrawn': said('EscalationWithdrawn'),
    notifications: evidence.notifications.length,
    'messages received by mail': mails.length,
    'mails received': new Set(mails.map(({ mail }) => mail)).size,
    '  of them repeats': repeatsOf(mails),
    'webhooks received': calls.length,
    '  of them repeats ': repeatsOf(calls),
    'workflow runs': workflows.reduce((sum, { runs }) => sum + runs, 0),
    'worker kills': struck.kills.worker,
    'API kills': struck.kills.api,
    'PostgreSQL stops': struck.kills.postgres,
    'Temporal stops': struck.kills.temporal,
    'documents written while Temporal was away': struck.writtenAway,
    'payments from the fund': evidence.fund.filter(({ kind }) => kind === 'payment').length,
    '  given back': evidence.fund.filter(({ kind }) => kind === 'reversal').length,
    'files attached': evidence.files.filter(({ kept }) => kept).length,
    '  left in the middle': evidence.files.filter(({ kept }) => !kept).length,
    'pages of crises': crisisPagesOf(evidence).length,
    'absences, acts of the rota': evidence.team.absences.length + evidence.team.rota.length,
    'clients moved in bulk': evidence.team.moves
      .flatMap(({ items }) => items)
      .filter(({ state }) => state === 'moved').length,
    'clients offered to another agency': evidence.transfers.length,
    '  gone there': evidence.transfers.filter(({ state }) => state === 'done').length,
  };
}

const codesShown = 6;

/** The refusals that came most often: what the load is made of shows in them. */
function refusals(answers: Evidence['answers']): Figures {
  const counts = new Map<string, number>();
  for (const { outcome, given } of answers) {
    const code = outcome === 'refused' && given.find(({ status }) => status >= 400)?.code;
    if (code) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const most = [...counts].toSorted(([, a], [, b]) => b - a);
  return Object.fromEntries(most.slice(0, codesShown).map(([code, count]) => [`    ${code}`, count]));
}

/** Where the run saw less than it should have for its word to count. */
export function shortfalls(figures: Figures, atLeast: Minimums): string[] {
  const wanted: [string, number][] = [
    ['worker kills', atLeast.workerKills],
    ['API kills', atLeast.apiKills],
    ['PostgreSQL stops', atLeast.postgresStops],
    ['Temporal stops', atLeast.temporalStops],
    ['documents written while Temporal was away', atLeast.writtenAway],
    ['requests (known ids)', atLeast.commands],
    ['payments from the fund', atLeast.payments],
    ['absences, acts of the rota', atLeast.teamActs],
    ['clients moved in bulk', atLeast.moved],
    ['  gone there', atLeast.transferred],
    ['files attached', atLeast.files],
    ['deadlines raised', atLeast.deadlines],
  ];
  return wanted
    .filter(([name, least]) => (figures[name] ?? 0) < least)
    .map(([name, least]) => `${name}: ${figures[name] ?? 0}, wanted ${least}`);
}

/** One table: faults, figures, checks. */
export function table(seed: number, figures: Figures, struck: Struck, checks: readonly Check[]): string {
  const width = 52;
  const row = (name: string, value: string | number): string =>
    `  ${name.padEnd(width)}${String(value).padStart(8)}`;
  const faults = Object.entries(struck.faults).map(([name, count]) =>
    row(name, struck.skipped.has(name) ? 'skipped' : count),
  );
  const skipped = [...struck.skipped].map(([name, why]) => `  (${name}: ${why})`);
  const good = checks.filter(({ violations }) => violations.length === 0).length;
  return [
    `chaos, seed ${seed}`,
    'faults',
    ...faults,
    ...skipped,
    'figures',
    ...Object.entries(figures).map(([name, value]) => row(name, value)),
    'checks (looked at)',
    ...checks.map(({ name, examined, violations }) =>
      row(
        `${violations.length === 0 ? 'ok  ' : 'FAIL'} ${name}`,
        violations.length === 0 ? examined : `${violations.length} of ${examined}`,
      ),
    ),
    row('checks that hold', `${good} of ${checks.length}`),
  ].join('\n');
}

const shown = 12;

/** The first few violations of each check, a line each. */
export function violationLines(checks: readonly Check[]): string[] {
  return checks.flatMap(({ name, violations }) => [
    ...violations.slice(0, shown).map((line) => `${name}: ${line}`),
    ...(violations.length > shown ? [`${name}: and ${violations.length - shown} more`] : []),
  ]);
}
