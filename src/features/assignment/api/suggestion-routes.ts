import type { AssignableRow } from '../postgres/ports.ts';
import { queueQuery, queueReply, suggestionsReply } from './schemas.ts';
import type { Ranking } from '../rank.ts';
import type { WaitingFor } from '../waiting.ts';
import { urgencyAt } from '../urgency.ts';
import { CalendarRangeError, type Instant } from '../../../engine/calendar/index.ts';
import { type NamedCandidate, suggestionsFor } from '../activities/suggesting.ts';
import { dutyTitles, type TitleOf } from '../../../kit/duty-titles.ts';
import { csvList } from '../../../kit/http/csv-list.ts';
import { ok, refuse } from '../../../kit/http/reply.ts';
import { renderClient } from '../../../kit/http/reply-parts.ts';
import { linesOf, obstacleText, renderGlance, whyOf } from './render-suggestion.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { enrollmentParams, type RouteContext } from '../../../kit/http/context.ts';
import { staffClockOf } from '../../staff/api/staff-clock.ts';

const tag = 'Assignment';
const shown = 3;

type Clock = Awaited<ReturnType<typeof staffClockOf>>;

/** Who waits for a coordinator, and who could be one (IN-4, IN-8). */
export function suggestionRoutes(context: RouteContext): Route[] {
  const { reads, clock: time } = context;
  return [
    route({
      id: 'getAssignmentQueue',
      method: 'get',
      path: '/assignments/queue',
      tag,
      summary: 'Enrollments without a lasting coordinator, the most urgent first, with who could take each',
      operation: 'assignment:read',
      query: queueQuery,
      replies: { 200: { description: 'By due instant, aged in business time', schema: queueReply } },
      csv: csvList(queueReply, {
        list: 'queue',
        rows: ({ unassigned, provisional }) => [...unassigned, ...provisional],
        leavesOff: ({ total, unassigned, provisional }) =>
          total.unassigned > unassigned.length || total.provisional > provisional.length,
        tells: ['identity', 'assessment', 'progress'],
        enrollmentId: (row) => row.enrollmentId,
        client: ({ client }) => client,
        columns: {
          level: ({ level }) => level,
          emergency: ({ emergency }) => emergency,
          provisional: ({ coordinatorId }) => coordinatorId !== null,
          received: ({ receivedAt }) => receivedAt,
          duty: ({ title }) => title,
          due: ({ due }) => due,
          held: ({ held }) => held,
          suggested: ({ suggestions }) => suggestions.map(({ name }) => name),
        },
      }),
      async handle({ caller: { agencyId }, query: { limit, which } }) {
        const now = time.now();
        const waiting = async (those: WaitingFor) =>
          which === undefined || which === those
            ? await reads.waiting(agencyId, those, limit)
            : { rows: [], total: 0 };
        const [clock, unassigned, provisional] = await Promise.all([
          staffClockOf(context, agencyId),
          waiting('unassigned'),
          waiting('provisional'),
        ]);
        const rows = [...unassigned.rows, ...provisional.rows];
        const { of } = await suggestionsFor(context, { agencyId, clock, now }, rows);
        const titleOf = await titlesFor(context, rows);
        const queued = (row: AssignableRow) =>
          renderQueued(row, of.get(row.enrollmentId), clock, now, titleOf);
        return ok({
          asOf: now,
          total: { unassigned: unassigned.total, provisional: provisional.total },
          unassigned: unassigned.rows.map(queued),
          provisional: provisional.rows.map(queued),
        });
      },
    }),

    route({
      id: 'getSuggestions',
      method: 'get',
      path: '/enrollments/{id}/suggestions',
      tag,
      summary: 'Who could be the coordinator, best first, and why; who could not, and why',
      operation: 'assignment:read',
      params: enrollmentParams,
      replies: { 200: { description: 'As things stand now', schema: suggestionsReply } },
      problems: ['not-found', 'discharged', 'enrollment-ended', 'entered-in-error'],
      async handle({ caller: { agencyId }, params }) {
        const row = await reads.assignable(agencyId, params['id'] ?? '', null);
        if (!row) return refuse('not-found');
        if (!row.open) return refuse('discharged');
        const now = time.now();
        const clock = await staffClockOf(context, agencyId);
        const { of } = await suggestionsFor(context, { agencyId, clock, now }, [row]);
        const { suggested = [], others = [] } = of.get(row.enrollmentId) ?? {};
        const titleOf = await titlesFor(context, [row]);
        const { enrollmentId, level, version, coordinatorId: staffId, provisional, need } = row;
        return ok({
          ...{ enrollmentId, asOf: now, level, version },
          coordinator: staffId === null ? null : { staffId, provisional },
          ...renderUrgency(row, clock, now, titleOf),
          need,
          items: suggested.map((one) => ({
            ...renderGlance(one),
            lines: linesOf(one, need, clock.calendar),
          })),
          others: others.map(({ candidate, obstacles }) => ({
            ...{ staffId: candidate.staffId, name: candidate.name },
            because: obstacles.map((obstacle) => obstacleText(obstacle, candidate)),
          })),
        });
      },
    }),
  ];
}

const titlesFor = ({ policies }: RouteContext, rows: readonly AssignableRow[]) =>
  dutyTitles(
    policies,
    rows.map(({ profileHash }) => profileHash),
  );

function renderQueued(
  row: AssignableRow,
  ranking: Ranking<NamedCandidate> | undefined,
  clock: Clock,
  now: Instant,
  titleOf: TitleOf,
) {
  const { enrollmentId, level, emergency, coordinatorId } = row;
  const suggested = ranking?.suggested ?? [];
  return {
    ...{ enrollmentId, client: renderClient(row.client, true), level, emergency, coordinatorId },
    receivedAt: row.receivedAt,
    ...renderUrgency(row, clock, now, titleOf),
    suggestions: suggested.slice(0, shown).map((one) => ({
      ...renderGlance(one),
      ...{ why: whyOf(one, row.need, clock.calendar), places: one.candidate.room },
    })),
    candidates: suggested.length,
  };
}

function renderUrgency({ owed, profileHash }: AssignableRow, clock: Clock, now: Instant, titleOf: TitleOf) {
  return {
    ...{ duty: owed?.duty ?? null, title: owed && titleOf(owed.kind, profileHash), due: owed?.due ?? null },
    held: owed?.held ?? false,
    business: owed && businessTime(owed, clock, now),
  };
}

function businessTime(
  owed: { opened: Instant; due: Instant },
  { calendar, profile, staffPolicy }: Clock,
  now: Instant,
) {
  const begins = staffPolicy.assignment?.businessDayBegins.value;
  // When a business day begins is the agency's to say.
  if (begins === undefined) return null;
  try {
    const day = { begins, ends: profile.businessDayEnds.value };
    const { passed, left, overdue } = urgencyAt(calendar, day, owed, now);
    return { passedMinutes: passed, leftMinutes: left, overdueMinutes: overdue };
  } catch (error) {
    if (error instanceof CalendarRangeError) return null;
    throw error;
  }
}
