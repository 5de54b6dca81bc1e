import { z } from 'zod';
import { localDateOf, startOfLocalDay } from '../../../engine/calendar/index.ts';
import { stages } from '../../../engine/record/summary.ts';
import type { Paging } from '../postgres/intake.ts';
import { ifNobodyOf, ifNobodyOut, nextPageOut } from '../../crisis/api/if-nobody.ts';
import { type Chain, emergencyChain, nextPage } from '../../crisis/if-nobody.ts';
import { codeListsOf } from '../../code-lists/api/lists.ts';
import { agencyPolicy } from '../../../kit/http/documents/agency-policy.ts';
import { type RouteContext, scopeOf } from '../../../kit/http/context.ts';
import { instantOut } from '../../../kit/http/dates.ts';
import { ok } from '../../../kit/http/reply.ts';
import { client, renderClient } from '../../../kit/http/reply-parts.ts';
import { type Route, route } from '../../../kit/http/route.ts';

const text = z.string();
const member = z.strictObject({ staffId: text, name: text.nullable() });

export const intakeReply = z
  .strictObject({
    ...{ asOf: instantOut, timeZone: text },
    policy: z
      .strictObject({ profileHash: text, calendarHash: text })
      .meta({ description: 'By which a referral of today runs: GET /policies/{hash}' }),
    levels: z
      .array(
        z.strictObject({
          ...{ id: text, title: text },
          family: z.boolean().meta({ description: 'Whether a household is enrolled together at it' }),
        }),
      )
      .meta({ description: 'Levels of care that a referral may name, as the policy has them' }),
    needs: z
      .array(z.strictObject({ code: text, title: text, dangerous: z.boolean() }))
      .meta({ description: "What an emergency may be about: the agency's own list, in its order" }),
    onCall: z
      .array(member)
      .meta({ description: 'Who takes emergencies now, whoever is paged first before all others' }),
    items: z
      .array(
        z.strictObject({
          ...{ enrollmentId: text, client, emergency: z.boolean(), level: text, stage: z.enum(stages) },
          ...{ receivedAt: instantOut, coordinator: member.nullable(), nextDue: instantOut.nullable() },
          paged: z
            .array(z.strictObject({ audience: text, name: text.nullable(), at: instantOut }))
            .meta({ description: 'To whom an emergency was announced, in this order' }),
          answered: z
            .strictObject({ name: text.nullable(), at: instantOut })
            .nullable()
            .meta({ description: 'Who said that they are on it' }),
          nextPage: nextPageOut,
          consents: z.strictObject({ owed: z.array(text), ask: z.boolean() }).meta({
            description:
              'Those that came with the referral and are no release yet; whether the client is to be asked for them, none having come (IN-1)',
          }),
          sameness: z.int().meta({
            description: 'On how many on record nobody has said yet whether they are this person',
          }),
        }),
      )
      .meta({
        description:
          'What came in today, and what came in before and still waits for a coordinator; newest first',
      }),
    ifNobody: ifNobodyOut,
    more: z.boolean().meta({ description: 'Whether there are others: GET /enrollments has them all' }),
  })
  .meta({ id: 'Intake' });

const mostShown = 100;

/** What whoever refers clients begins from: one reading. */
export function intakeRoute(context: RouteContext): Route {
  const { reads, clock, search } = context;
  return route({
    id: 'getIntake',
    method: 'get',
    path: '/intake',
    tag: 'Enrollments',
    summary:
      'What came in today and how it stands; whom an emergency would page; the words that a referral is told in',
    operation: 'intake:read',
    replies: { 200: { description: 'As it stands now', schema: intakeReply } },
    async handle({ caller }) {
      const now = clock.now();
      const { agencyId } = caller;
      const [{ profile, calendar, profileHash, calendarHash }, { needs }, onCall, of] = await Promise.all([
        agencyPolicy(context, agencyId),
        codeListsOf(context, caller),
        reads.onCallAt(agencyId, now),
        reads.relatedTo(caller, now),
      ]);
      const today = startOfLocalDay(calendar, localDateOf(calendar, now));
      const newest = await reads.enrollments({ scope: scopeOf(caller), of, now, limit: mostShown + 1 });
      const shown = newest
        .slice(0, mostShown)
        .filter(
          ({ receivedAt, coordinatorId, dischargedAt, endedAt }) =>
            receivedAt >= today || (coordinatorId === null && dischargedAt === null && endedAt === null),
        );
      const urgent = shown.flatMap(({ id, emergency }) => (emergency ? [id] : []));
      const ids = shown.map(({ id }) => id);
      const [pagingOf, consentsOf, open, ifNobody] = await Promise.all([
        reads.pagingOf(agencyId, urgent),
        reads.consentsOwedOf(ids),
        search.openSameness(agencyId, ids),
        ifNobodyOf(context, agencyId, { profile, onCall }),
      ]);
      const chain = emergencyChain(profile);
      return ok({
        ifNobody,
        ...{ asOf: now, timeZone: calendar.timeZone, onCall, policy: { profileHash, calendarHash } },
        levels: profile.levels.map(({ id, title, family = false }) => ({ id, title, family })),
        needs: needs.flatMap(({ retired, ...need }) => (retired ? [] : [need])),
        items: shown.map((row) => {
          const { id, emergency, level, stage, receivedAt, nextDue, coordinatorId } = row;
          const paging = pagingOf(id);
          return {
            ...{ enrollmentId: id, client: renderClient(row.client, true), emergency, level, stage },
            ...{ receivedAt, nextDue, ...paging, nextPage: chain && nextOf(chain, paging) },
            consents: consentsOf(id),
            sameness: open.get(id) ?? 0,
            coordinator:
              coordinatorId === null ? null : { staffId: coordinatorId, name: row.coordinatorName },
          };
        }),
        more: newest.length > mostShown,
      });
    },
  });
}

/** Nobody, once somebody has answered. */
function nextOf(chain: Chain, { paged, answered }: Paging): ReturnType<typeof nextPage> {
  const last = paged.at(-1);
  return last && !answered ? nextPage(chain, last) : null;
}
