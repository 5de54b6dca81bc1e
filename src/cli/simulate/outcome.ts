import type { ScenarioObligation } from './scenario.ts';

/** An obligation as either engine reports it, instants in epoch ms. */
export type Outcome = {
  kind: string;
  opened: number;
  due: number;
  status: string;
  closedAt: number | null;
  /** The temporal engine's: its miss stands in the record. */
  missRaised?: boolean;
};

/** Kinds whose timeline a scenario tells; the product knows more. */
export const comparedKinds: ReadonlySet<string> = new Set([
  'assignment',
  'emergency.contact-ciu',
  'emergency.contact-client',
  'contact.first',
  'sccp.preliminary',
  'rst.formation',
  'sccp.full',
  'sccp.review',
  'acuity.assessment',
  'contact.routine',
  'rst.meeting',
]);

/**
 * Obligations in the form of `expected`, as they stand at `until`, ordered by opening and kind. A server's clock runs
 * on a little past `until`; what fell due in that little is still open.
 */
export function asExpected(outcomes: readonly Outcome[], until: number): ScenarioObligation[] {
  return outcomes
    .filter(({ opened }) => opened <= until)
    .toSorted((a, b) => a.opened - b.opened || (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0))
    .map(({ kind, opened, due, closedAt, ...outcome }) => {
      const status = statusAt(outcome.status, due, until);
      return { kind, opened: iso(opened), due: iso(due), status, at: instantOf(status, due, closedAt) };
    });
}

/** What differs from `expected`, a line each; empty where nothing does. Other kinds than the compared are left out. */
export function differences(
  got: readonly ScenarioObligation[],
  expected: readonly ScenarioObligation[],
): string[] {
  const line = (one: ScenarioObligation) =>
    `${one.kind} opened ${one.opened} due ${one.due} ${one.status} ${one.at ?? '-'}`;
  const compared = got.filter(({ kind }) => comparedKinds.has(kind)).map(line);
  const wanted = expected.filter(({ kind }) => comparedKinds.has(kind)).map(line);
  const missing = wanted.filter((one) => !compared.includes(one)).map((one) => `- expected: ${one}`);
  const stray = compared.filter((one) => !wanted.includes(one)).map((one) => `+ played:   ${one}`);
  const lines = [...missing, ...stray];
  if (lines.length === 0 && compared.join('\n') !== wanted.join('\n'))
    return ['the order or number of obligations differs'];
  return lines;
}

function statusAt(status: string, due: number, until: number): ScenarioObligation['status'] {
  switch (status) {
    case 'met':
    case 'met-late':
    case 'cancelled':
      return status;
    case 'overdue':
      return due < until ? 'overdue' : 'open';
    default:
      return 'open';
  }
}

function instantOf(
  status: ScenarioObligation['status'],
  due: number,
  closedAt: number | null,
): string | null {
  if (status === 'open') return null;
  return iso(status === 'overdue' ? due : (closedAt ?? due));
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
