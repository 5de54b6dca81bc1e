import type { CaseloadRow, PlaceRow } from '../postgres/ports.ts';
import { caseloadsReply } from './schemas.ts';
import { type Instant, localDateOf, startOfLocalDay } from '../../../engine/calendar/index.ts';
import { allowedAt, roomFor } from '../load.ts';
import { percentOf, shareAt } from '../share.ts';
import { weightOf } from '../weight.ts';
import type { Profile } from '../../../engine/policy/profile.ts';
import type { CaseloadWeights } from '../../../engine/policy/caseload-terms.ts';
import { csvList } from '../../../kit/http/csv-list.ts';
import { ok } from '../../../kit/http/reply.ts';
import { renderOverride } from './render-override.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { staffClockOf } from '../../staff/api/staff-clock.ts';

/** How far ahead somebody's absence is planned in a choice of days; a later end is given as an instant. */
const daysAhead = 42;

/** Who has how many clients, and room for how many more (ST-4). */
export function caseloadRoutes(context: RouteContext): Route[] {
  const { caseloads, clock } = context;
  return [
    route({
      id: 'getCaseloads',
      method: 'get',
      path: '/caseloads',
      tag: 'Caseloads',
      summary: 'Each coordinator: clients by level, share of a caseload, overrides, weight (ST-4)',
      operation: 'caseload:read',
      replies: { 200: { description: 'By name', schema: caseloadsReply } },
      csv: csvList(caseloadsReply, {
        list: 'caseloads',
        rows: ({ coordinators }) => coordinators,
        columns: {
          name: ({ name }) => name,
          active: ({ active }) => active,
          onCall: ({ onCall }) => onCall,
          mayTakeClients: ({ mayTakeClients }) => mayTakeClients,
          clients: ({ levels }) => levels.map(({ level, clients }) => `${level}: ${clients}`),
          room: ({ levels }) => levels.map(({ level, room }) => `${level}: ${room}`),
          provisional: ({ provisional }) => provisional.length,
          usedPercent: ({ usedPercent }) => usedPercent,
          limitPercent: ({ limitPercent }) => limitPercent,
          allowedPercent: ({ allowedPercent }) => allowedPercent,
          weightedPercent: ({ weightedPercent }) => weightedPercent,
        },
      }),
      async handle({ caller }) {
        const now = clock.now();
        const [{ calendar, profile, staffPolicy }, rows] = await Promise.all([
          staffClockOf(context, caller.agencyId),
          caseloads.caseloads(caller.agencyId, now),
        ]);
        const today = localDateOf(calendar, now);
        const { weights = null, longestOverrideDays = null } = staffPolicy.caseload ?? {};
        return ok({
          asOf: now,
          caps: profile.levels.map(({ id, title, caseload: { value, source, basis } }) => ({
            ...{ level: id, title, cap: value, source, basis },
          })),
          ...{ weights, longestOverrideDays },
          dayEnds: Array.from({ length: daysAhead }, (_, n) => startOfLocalDay(calendar, today + n + 1)),
          coordinators: rows.map((row) => render(row, profile, weights, now)),
        });
      },
    }),
  ];
}

function render(row: CaseloadRow, profile: Profile, weights: CaseloadWeights | null, now: Instant) {
  const { staffId, name, active, onCall, used, limit, acting, overrides } = row;
  const { mayTakeUntil } = acting;
  const lasting = row.places.filter(({ provisional }) => !provisional);
  return {
    ...{ staffId, name, active, onCall },
    mayTakeClients: mayTakeUntil !== null && mayTakeUntil > now,
    usedPercent: percentOf(used),
    limitPercent: percentOf(limit),
    allowedPercent: percentOf(allowedAt(row, now)),
    weightedPercent: percentOf(lasting.reduce((sum, place) => sum + weighted(place, weights, now), 0)),
    levels: levelsOf(lasting, profile).map(({ level, title }) => ({
      ...{ level, title, clients: lasting.filter((place) => place.level === level).length },
      room: roomFor(row, shareAt(profile, level), now),
    })),
    provisional: row.places
      .filter(({ provisional }) => provisional)
      .map(({ enrollmentId, level, since }) => ({ enrollmentId, level, since })),
    overrides: overrides.map(renderOverride),
  };
}

function weighted({ share, steps }: PlaceRow, weights: CaseloadWeights | null, now: Instant): number {
  return (share * weightOf(steps, weights, now)) / 100;
}

/** Of the agency's policy, and those that clients have who came under another. */
function levelsOf(places: readonly PlaceRow[], { levels }: Profile): { level: string; title: string }[] {
  const known = levels.map(({ id, title }) => ({ level: id, title }));
  const others = new Set(
    places.map(({ level }) => level).filter((level) => !levels.some(({ id }) => id === level)),
  );
  return [...known, ...[...others].toSorted().map((level) => ({ level, title: level }))];
}
