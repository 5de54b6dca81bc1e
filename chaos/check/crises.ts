import { audienceOf, crisisMark, pagingOf } from '../../src/features/crisis/pages.ts';
import type { Profile } from '../../src/engine/policy/profile.ts';
import { enteredSteps } from './effective.ts';
import type { Check, Evidence, StoredEvent, StoredNotification } from './evidence.ts';
import { isWhole } from './streams.ts';

const minute = 60_000;
/** Between the clock of the database, the engine's and ours, on one machine. */
const toleranceMs = 1_000;
/** A step is judged before it is committed: PostgreSQL may have been away in between. */
const commitMs = 30_000;

/** A crisis on record, with what ended its paging: by when that was recorded; null while it goes on. */
type Known = { enrollmentId: string; mark: string; reportedAt: number; overAt: number | null };

/** Pages of crises: raised by the crises' own workflows, by no event. */
export function crisisPagesOf({ notifications }: Pick<Evidence, 'notifications'>): StoredNotification[] {
  return notifications.filter(({ id }) => partsOf(id) !== null);
}

function partsOf(id: string): { crisis: string; page: number } | null {
  const [, crisis, page] = /^([^/]+\/crisis-[0-9a-f]{16})\/(\d+)$/.exec(id) ?? [];
  return crisis === undefined || page === undefined ? null : { crisis, page: Number(page) };
}

/**
 * The chain is paged about each crisis that nobody has taken on: 1, 2, 3…, each down the chain, each once, none before
 * its time, none long after somebody was on it; and each open one has its workflow, no other has.
 */
export function checkCrises(evidence: Evidence): Check[] {
  const known = crisesKnown(evidence);
  const raised = byCrisis(evidence);
  const pages = [...raised.values()].flat();
  return [
    {
      name: 'crises: each page once, down the chain',
      examined: pages.length,
      violations: [...raised].flatMap(([crisis, rows]) =>
        wrongPages(rows, known.get(crisis), isOfPending(crisis, evidence), evidence).map(
          (words) => `${crisis}: ${words}`,
        ),
      ),
    },
    {
      name: 'crises: their workflows run while nobody answers, and end then',
      examined: known.size,
      violations: [...crisesOutOfStep(evidence), ...notPaged(known, raised, evidence)],
    },
  ];
}

/** Where a crisis' workflow runs and should not, or the other way round. */
export function crisesOutOfStep({ streams, crises }: Pick<Evidence, 'streams' | 'crises'>): string[] {
  const lines: string[] = [];
  const known = crisesKnown({ streams });
  const accounts = new Map(crises.map((one) => [nameOf(one), one]));
  for (const [crisis, { overAt }] of known) {
    const { status, taskAttempts = 0 } = accounts.get(crisis) ?? {};
    const wrong = (words: string): void => void lines.push(`${crisis}: ${words}`);
    if (overAt === null && status !== 'RUNNING') wrong(`nobody has answered, and its workflow is ${status}`);
    if (overAt !== null && status === 'RUNNING') wrong('somebody has answered, and its workflow goes on');
    if (status !== undefined && status !== 'RUNNING' && status !== 'COMPLETED')
      wrong(`its workflow is ${status}`);
    if (taskAttempts > 1) wrong(`its workflow task is at attempt ${taskAttempts}`);
  }
  for (const [crisis, { status }] of accounts)
    if (!known.has(crisis) && status === 'RUNNING')
      lines.push(`${crisis}: a workflow runs for nothing on record`);
  return lines;
}

type Page = { page: number; row: StoredNotification };

function wrongPages(
  rows: readonly Page[],
  known: Known | undefined,
  pending: boolean,
  evidence: Evidence,
): string[] {
  const lines: string[] = [];
  const { everyMinutes, chain } = pagingOf(profileOf(evidence));
  if (!known && !pending) lines.push('was paged and is not on record');
  if (!known && rows.length > 1) lines.push(`was paged ${rows.length} times and is not on record`);
  for (const [i, { page, row }] of rows.entries()) {
    if (page !== i + 1) lines.push(`page ${page} stands in place ${i + 1}`);
    if (row.audience !== audienceOf({ everyMinutes, chain }, page))
      lines.push(`page ${page} went to ${row.audience}`);
    const before = rows[i - 1]?.row.raisedAt ?? -Infinity;
    if (row.raisedAt < before + everyMinutes * minute - toleranceMs) lines.push(`page ${page} came too soon`);
    const channels = evidence.deliveries
      .filter(({ notificationId }) => notificationId === row.id)
      .map(({ channel }) => channel)
      .toSorted((a, b) => (a < b ? -1 : 1));
    if (channels.join(' ') !== 'mail webhook') lines.push(`page ${page} goes out by ${channels.join(' ')}`);
    if (row.raisedAt > (known?.overAt ?? Infinity) + commitMs)
      lines.push(`page ${page} was raised although somebody was on it`);
  }
  return lines;
}

/** Crises that stood long enough without an answer and whose paging was not begun, or has stopped. */
function notPaged(
  known: ReadonlyMap<string, Known>,
  raised: ReadonlyMap<string, readonly Page[]>,
  evidence: Evidence,
): string[] {
  const settled = evidence.at - pagingOf(profileOf(evidence)).everyMinutes * minute - commitMs;
  return [...known].flatMap(([crisis, { reportedAt, overAt }]) => {
    const last = raised.get(crisis)?.at(-1)?.row.raisedAt;
    if (last === undefined)
      return (overAt ?? evidence.at) > reportedAt + commitMs ? [`${crisis}: nobody was ever paged`] : [];
    return overAt === null && last < settled
      ? [`${crisis}: nobody has answered, and paging has stopped`]
      : [];
  });
}

/** Every crisis reported in a stream. A report that was voided is over from then on, an answer that was voided no answer. */
function crisesKnown({ streams }: Pick<Evidence, 'streams'>): Map<string, Known> {
  const all = [...streams].flatMap(([enrollmentId, events]) =>
    isWhole(events) ? crisesIn(enrollmentId, events) : [],
  );
  return new Map(all.map((one) => [nameOf(one), one]));
}

function crisesIn(enrollmentId: string, events: readonly StoredEvent[]): Known[] {
  const steps = enteredSteps(events);
  return events.flatMap((event) => {
    if (!('facts' in event) || event.facts.type !== 'reportCrisis') return [];
    const { stepId, recordedAt: reportedAt } = event;
    const voidedBy = events.find(
      (other) => 'facts' in other && other.facts.type === 'voidStep' && other.facts.step === stepId,
    );
    const ends = steps.filter(({ at, seq, facts }) =>
      facts.type === 'discharge'
        ? at > event.occurredAt || (at === event.occurredAt && seq > event.seq)
        : takingOn.has(facts.type) && 'about' in facts && facts.about === stepId,
    );
    const over = [...ends, ...(voidedBy ? [voidedBy] : [])].map(({ recordedAt }) => recordedAt);
    return [
      {
        ...{ enrollmentId, mark: crisisMark(stepId), reportedAt },
        overAt: over.length === 0 ? null : Math.min(...over),
      },
    ];
  });
}

const takingOn = new Set(['answerCrisis', 'recordCrisisAction', 'handOverCrisis', 'closeCrisis']);

const nameOf = ({ enrollmentId, mark }: { enrollmentId: string; mark: string }): string =>
  `${enrollmentId}/crisis-${mark}`;

function byCrisis(evidence: Evidence): Map<string, Page[]> {
  const found = new Map<string, Page[]>();
  for (const row of crisisPagesOf(evidence)) {
    const parts = partsOf(row.id);
    if (!parts) continue;
    found.set(parts.crisis, [...(found.get(parts.crisis) ?? []), { page: parts.page, row }]);
  }
  for (const rows of found.values()) rows.sort((a, b) => a.page - b.page);
  return found;
}

/** It was told when it was taken in; what became of it is looked at with the answers. */
function isOfPending(crisis: string, { pending }: Evidence): boolean {
  return pending.some(
    ({ enrollmentId, commandId }) => nameOf({ enrollmentId, mark: crisisMark(commandId) }) === crisis,
  );
}

function profileOf({ streams }: Evidence): Profile | null {
  const [first] = [...streams.values()][0] ?? [];
  return first && 'facts' in first && first.facts.type === 'receiveReferral'
    ? first.facts.policy.profile
    : null;
}
