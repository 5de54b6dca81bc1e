import {
  appointmentsBetween,
  bandOf,
  bands,
  type DayLimits,
  isUrgent,
  limitsOf,
  stepsMeeting,
} from '../bands.ts';
import type { AboutClient } from '../postgres/ports.ts';
import type { WorkRow } from '../../enrollments/postgres/ports.ts';
import { dayReply } from './schemas.ts';
import { triageOf } from '../../triage/state.ts';
import { effectiveSteps } from '../../../engine/obligations/fold.ts';
import { cadenceFor, type Policy, type Profile, ruleOf } from '../../../engine/policy/profile.ts';
import type { StaffRole } from '../../../engine/policy/terms.ts';
import { agencyPolicy } from '../../../kit/http/documents/agency-policy.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { ok } from '../../../kit/http/reply.ts';
import { renderClient } from '../../../kit/http/reply-parts.ts';
import { everyone, type Operation } from '../../../kit/http/roles.ts';
import { type Route, route } from '../../../kit/http/route.ts';

/** What a coordinator has before them today. */
export function dayRoutes(context: RouteContext): Route[] {
  const { reads, clock } = context;
  return [
    route({
      id: 'getDay',
      method: 'get',
      path: '/day',
      tag: 'Worklists',
      summary:
        "The caller's day by clients: what is due in which part of it, by which clause, what meets it, how they are reached",
      operation: 'day:own',
      replies: { 200: { description: 'As it stands now', schema: dayReply } },
      async handle({ caller }) {
        const now = clock.now();
        const { agencyId, staffId } = caller;
        const [policy, rows, unread] = await Promise.all([
          agencyPolicy(context, agencyId),
          reads.workOf(agencyId, staffId, now),
          reads.unreadOf(caller, now),
        ]);
        const ids = [...new Set(rows.map(({ enrollmentId }) => enrollmentId))];
        const profiles = await profilesOf(context, rows);
        const about = await reads.aboutClients(agencyId, ids);
        const limits = limitsOf(policy.calendar, now);
        const able = new Map(everyone.map((role) => [role, new Set(context.operationsOf(role))]));
        const day = { policy, profiles, limits, able, now, reader: staffId };
        const clients = ids.map((id) =>
          cardOf(
            rows.filter(({ enrollmentId }) => enrollmentId === id),
            about.get(id),
            day,
          ),
        );
        const shown = clients.flatMap(({ duties }) => duties);
        return ok({
          asOf: now,
          timeZone: policy.calendar.timeZone,
          limits,
          counts: {
            ...countsOf(shown),
            later: clients.reduce((sum, { later }) => sum + later, 0),
          },
          unread,
          clients: clients.toSorted((a, b) => placeOf(a) - placeOf(b)),
        });
      },
    }),
  ];
}

type Day = {
  policy: Policy;
  profiles: ReadonlyMap<string, Profile>;
  limits: DayLimits;
  /** What each role may do. */
  able: ReadonlyMap<StaffRole, ReadonlySet<Operation>>;
  now: number;
  reader: string;
};

async function profilesOf({ policies }: RouteContext, rows: readonly WorkRow[]) {
  const hashes = [...new Set(rows.map(({ obligation }) => obligation.profileHash))];
  return new Map(
    await Promise.all(hashes.map(async (hash) => [hash, await policies.profile(hash)] as const)),
  );
}

function cardOf(rows: readonly WorkRow[], about: AboutClient | undefined, day: Day) {
  const [first] = rows;
  if (!first) throw new Error('a card without a duty');
  const { enrollmentId, client, stage, level, emergency, coordinatorId, coordinatorName } = first;
  const lines = rows.map((row) => lineOf(row, day));
  const duties = lines.flatMap(({ band, ...line }) => (band === null ? [] : [{ ...line, band }]));
  return {
    ...{ enrollmentId, client: renderClient(client, true), stage, level, emergency },
    reach: about?.reach ?? null,
    hasSafetyPlan: about?.hasSafetyPlan ?? false,
    nextAppointment: appointmentOf(about, day),
    coveringFor: coordinatorId === day.reader ? null : { staffId: coordinatorId, name: coordinatorName },
    duties,
    later: lines.length - duties.length,
  };
}

function lineOf({ obligation }: WorkRow, { policy, profiles, limits, able, now }: Day) {
  const { key, kind, focus, duty, due, opened, suspended, acknowledged, level, profileHash } = obligation;
  const profile = profiles.get(profileHash) ?? policy.profile;
  const rule = ruleOf(profile, kind);
  const { source, basis } = cadenceFor(rule, level);
  const metBy = stepsMeeting(rule);
  const meets = (role: StaffRole) =>
    metBy.some((step) => able.get(role)?.has(`command:${step}` as Operation) ?? false);
  const waitsFor = meets('coordinator') ? [] : everyone.filter(meets);
  const owed = { due, urgent: isUrgent(profile, rule), waits: suspended !== null || waitsFor.length > 0 };
  return {
    ...{ key, kind, title: rule.title, about: focus, due, opened },
    ...{ duty, source, basis, metBy, waitsFor },
    suspended: suspended && { type: suspended.type, until: suspended.until },
    acknowledged,
    band: bandOf(owed, limits, now),
  };
}

function appointmentOf(about: AboutClient | undefined, { policy, now }: Day) {
  const { from } = appointmentsBetween(policy.calendar, now);
  const [next] = triageOf(effectiveSteps(about?.steps ?? [], now))
    .appointments.filter(({ startsAt, outcome }) => outcome === null && startsAt >= from)
    .toSorted((a, b) => a.startsAt - b.startsAt);
  return next ? { appointmentId: next.id, startsAt: next.startsAt } : null;
}

type Shown = { duties: readonly { band: (typeof bands)[number]; due: number }[] };

function countsOf(duties: Shown['duties']): Record<(typeof bands)[number], number> {
  const counts = { now: 0, overdue: 0, today: 0, tomorrow: 0, week: 0, waiting: 0 };
  for (const { band } of duties) counts[band] += 1;
  return counts;
}

/** Bands in their order, and in a band by what is due first. */
function placeOf({ duties }: Shown): number {
  const places = duties.map(({ band, due }) => bands.indexOf(band) * 1e14 + due);
  return Math.min(Number.MAX_SAFE_INTEGER, ...places);
}
