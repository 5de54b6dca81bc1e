import { z } from 'zod';
import { reviewFormats } from '../../../engine/policy/supervision-terms.ts';
import { staffDuties } from '../../staff/duties.ts';
import { staffClockOf } from '../../staff/api/staff-clock.ts';
import { instantOut } from '../../../kit/http/dates.ts';
import { ok } from '../../../kit/http/reply.ts';
import { namedDuty } from '../../../kit/http/reply-parts.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { isSeenBy } from './supervised-routes.ts';

const text = z.string();
const turns = ['supervisor', 'coordinator'] as const;
const person = z.strictObject({ staffId: text, name: text });

export const dueReviewsReply = z
  .strictObject({
    asOf: instantOut,
    formats: z
      .array(z.enum(reviewFormats))
      .meta({ description: 'As the staff policy lets reviews be held; none: it has settled nothing' }),
    items: z.array(
      z.strictObject({
        staff: person,
        supervisor: person.nullable().meta({ description: 'null: nobody is named' }),
        duties: z
          .array(
            z.strictObject({
              ...{ ...namedDuty, duty: text, due: instantOut, state: z.enum(['open', 'overdue']) },
            }),
          )
          .meta({ description: 'Case reviews, check-ins and evaluations that are owed, the soonest first' }),
        reviews: z
          .array(
            z.strictObject({
              ...{ documentId: text, revision: z.int(), state: text, plannedOn: text, format: text },
              waitsFor: z.enum(turns).meta({ description: 'Whose turn it is: to prepare, to hold, to sign' }),
            }),
          )
          .meta({ description: 'Case reviews that were begun and are not signed by both' }),
      }),
    ),
  })
  .meta({ id: 'DueReviews' });

/** SU-1, SU-2: what is to be reviewed, with whom, by whom. */
export function dueReviewsRoute(context: RouteContext): Route {
  return route({
    id: 'listDueReviews',
    method: 'get',
    path: '/reviews',
    tag: 'Supervision',
    summary:
      'Case reviews, check-ins and evaluations that are owed or under way, of whom the caller leads; others their own (SU-1, SU-2)',
    operation: 'reviews:read',
    replies: { 200: { description: 'By what is owed first', schema: dueReviewsReply } },
    async handle({ caller }) {
      const asOf = context.clock.now();
      const [{ heldSince, ...clock }, members, begun] = await Promise.all([
        staffClockOf(context, caller.agencyId),
        context.reads.staffMembers(caller.agencyId),
        context.reads.openReviews(caller.agencyId),
      ]);
      const occasions = new Set<string>((clock.staffPolicy.occasions ?? []).map(({ kind }) => kind));
      const names = new Map(members.map(({ staffId, name }) => [staffId, name]));
      const items = members
        .filter(({ staffId, occasions: held }) =>
          isSeenBy(caller, { staffId, supervisorId: held?.supervisorId ?? null }),
        )
        .map(({ staffId, name, role, roleSince, clients, file, occasions: held }) => {
          const owing = { staffId, role, roleSince, clients, file: file?.content ?? null, occasions: held };
          const owed = heldSince === null ? [] : staffDuties([{ ...owing, heldSince }], clock, asOf);
          const supervisorId = held?.supervisorId ?? null;
          return {
            staff: { staffId, name },
            supervisor:
              supervisorId === null
                ? null
                : { staffId: supervisorId, name: names.get(supervisorId) ?? supervisorId },
            duties: owed
              .flatMap(({ kind, title, duty, due, state }) =>
                state !== 'met' && occasions.has(kind) ? [{ kind, title, duty, due, state }] : [],
              )
              .toSorted((a, b) => a.due - b.due),
            reviews: begun
              .filter((one) => one.staffId === staffId)
              .map(({ staffId: _, ...one }) => ({ ...one, waitsFor: turnOf(one.state) })),
          };
        })
        .filter(({ duties, reviews }) => duties.length + reviews.length > 0)
        .toSorted((a, b) => (a.duties[0]?.due ?? Infinity) - (b.duties[0]?.due ?? Infinity));
      return ok({ asOf, formats: clock.staffPolicy.supervision?.reviews.formats.value ?? [], items });
    },
  });
}

/** The coordinator signs last; all before is the supervisor's to bring about. */
function turnOf(state: string): (typeof turns)[number] {
  return state === 'signed-by-supervisor' ? 'coordinator' : 'supervisor';
}
