import { limitsOf } from '../bands.ts';
import type { OverdueCase, OverdueCell } from '../postgres/ports.ts';
import { overdueQuery, overdueReply } from './overdue-schemas.ts';
import { cadenceFor, type Profile, ruleOf } from '../../../engine/policy/profile.ts';
import { agencyPolicy } from '../../../kit/http/documents/agency-policy.ts';
import { type RouteContext, scopeOf } from '../../../kit/http/context.ts';
import { csvList } from '../../../kit/http/csv-list.ts';
import { openPage } from '../../../kit/http/paging.ts';
import { ok, refuse } from '../../../kit/http/reply.ts';
import { renderClient } from '../../../kit/http/reply-parts.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { dutyTitles, type TitleOf } from '../../../kit/duty-titles.ts';

type Place = { due: number; enrollmentId: string; key: string };

/** What is late in the agency, or will be tonight: how much of what and with whom, and the cases with why. */
export function overdueRoute(context: RouteContext): Route {
  const { reads, clock, absences, policies } = context;
  return route({
    id: 'getOverdue',
    method: 'get',
    path: '/overdue',
    tag: 'Worklists',
    summary:
      'What is overdue and due today in the agency, counted by duty and coordinator, with the cases and why they are owed',
    operation: 'overdue:read',
    query: overdueQuery,
    replies: { 200: { description: 'As it stands now', schema: overdueReply } },
    problems: ['bad-cursor'],
    csv: csvList(overdueReply, {
      list: 'overdue',
      rows: ({ items }) => items,
      tells: ['identity', 'assessment', 'progress'],
      enrollmentId: (row) => row.enrollmentId,
      client: ({ client }) => client,
      columns: {
        level: ({ level }) => level,
        stage: ({ stage }) => stage,
        coordinator: ({ coordinator }) => coordinator?.name,
        duty: ({ title }) => title,
        clause: ({ duty }) => duty,
        opened: ({ opened }) => opened,
        due: ({ due }) => due,
        heldUntil: ({ suspended }) => suspended?.until,
      },
    }),
    async handle({ caller, query }) {
      const now = clock.now();
      const { agencyId } = caller;
      const { cursor, limit, by, kind, staff, when } = query;
      const page = openPage<Place>(context, ['overdue', scopeOf(caller), { kind, staff, when }], cursor);
      if (!page) return refuse('bad-cursor');
      const policy = await agencyPolicy(context, agencyId);
      const until = limitsOf(policy.calendar, now).todayEnds;
      const staffId = staff === 'none' ? null : staff;
      const asked = { agencyId, now, until, kind, staffId, when, after: page.after, limit: limit + 1 };
      const [cells, cases, names, away] = await Promise.all([
        reads.overdueCells(agencyId, now, until),
        reads.overdueCases(asked),
        reads.staffNames(agencyId),
        absences.absences(agencyId, { now }),
      ]);
      const hashes = [...new Set(cases.map(({ profileHash }) => profileHash))];
      const profiles = new Map(
        await Promise.all(hashes.map(async (hash) => [hash, await policies.profile(hash)] as const)),
      );
      const titleOf = await dutyTitles(policies, [caller.profileHash, ...hashes]);
      const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null));
      const covers = new Map(
        away.filter(({ from }) => from <= now).map(({ staff, cover }) => [staff.staffId, cover]),
      );
      const titled = cells.map((cell) => ({ ...cell, title: titleOf(cell.kind) }));
      const keyOf = { duty: ({ kind: of }: Cell) => of, staff: ({ staffId: of }: Cell) => of ?? '' };
      return ok({
        asOf: now,
        timeZone: policy.calendar.timeZone,
        todayEnds: until,
        counts: sumOf(titled),
        staff: overdueByStaff(cells, names).people.map((one) => ({
          ...one,
          cover: covers.get(one.staff?.staffId ?? '') ?? null,
        })),
        cells: groupsOf(titled, keyOf[by]).flatMap((group) => group.toSorted(worstFirst)),
        ...page.close(
          cases,
          limit,
          ({ due, enrollmentId, key }) => ({ due, enrollmentId, key }),
          (one) => caseOf(one, { nameOf, titleOf, profile: profiles.get(one.profileHash) ?? policy.profile }),
        ),
      });
    },
  });
}

/** The sum of it, and of each with whose clients something is late; where most is overdue first. */
export function overdueByStaff(cells: readonly OverdueCell[], names: ReadonlyMap<string, string>) {
  const people = groupsOf(cells, ({ staffId }) => staffId ?? '').map((group) => {
    const { staffId } = group[0];
    const staff = staffId === null ? null : { staffId, name: names.get(staffId) ?? null };
    return { staff, ...sumOf(group) };
  });
  return { counts: sumOf(cells), people };
}

type Counts = { overdue: number; today: number };
type Cell = OverdueCell & { title: string };

function worstFirst(a: Counts, b: Counts): number {
  return b.overdue - a.overdue || b.today - a.today;
}

/** Together what has the same key; the group with most that is overdue first. */
function groupsOf<One extends Counts>(
  cells: readonly One[],
  keyOf: (cell: One) => string,
): [One, ...One[]][] {
  const groups = new Map<string, [One, ...One[]]>();
  for (const cell of cells) {
    const group = groups.get(keyOf(cell));
    if (group) group.push(cell);
    else groups.set(keyOf(cell), [cell]);
  }
  return [...groups.values()].toSorted((a, b) => worstFirst(sumOf(a), sumOf(b)));
}

function sumOf(cells: readonly Counts[]): Counts {
  return cells.reduce(
    (sum, { overdue, today }) => ({ overdue: sum.overdue + overdue, today: sum.today + today }),
    { overdue: 0, today: 0 },
  );
}

type Words = { nameOf: (id: string | null) => string | null; titleOf: TitleOf; profile: Profile };

function caseOf(one: OverdueCase, { nameOf, titleOf, profile }: Words) {
  const { client, staffId, focus, profileHash, cadenceLevel, suspended, kind, openedBy, ...rest } = one;
  const { source, basis } = cadenceFor(ruleOf(profile, kind), cadenceLevel);
  return {
    ...{ ...rest, kind, title: titleOf(kind, profileHash), about: focus, source, basis },
    openedBy: openedBy === null ? null : { type: openedBy },
    client: renderClient(client, true),
    coordinator: staffId === null ? null : { staffId, name: nameOf(staffId) },
    suspended: suspended && { type: suspended.type, until: suspended.until },
  };
}
