import { z } from 'zod';
import { releasableContents } from '../../../engine/record/steps/releases.ts';
import { disclosureLaws } from '../../../engine/record/steps/disclosures.ts';
import { instantOut, monthIn } from '../../../kit/http/dates.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { agencyPolicy } from '../../../kit/http/documents/agency-policy.ts';
import { ok } from '../../../kit/http/reply.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { periodOf } from '../../numbers/period.ts';
import { disclosedToKinds } from '../disclosure.ts';
import { disclosureOf, toldIn } from '../telling.ts';

/** So many are looked at of a month: as many as somebody reads in an hour. */
const sampled = 12;
const text = z.string();
const by = z
  .strictObject({ staffId: text, name: text.nullable() })
  .meta({ id: 'TellingBy', description: 'Who recorded it' });
const counted = {
  asked: z.int().meta({ description: 'Contacts and meetings in which it was said what was told' }),
  nothing: z.int().meta({ description: 'Those in which nothing was, as was said' }),
};

export const tellingsReply = z
  .strictObject({
    asOf: instantOut,
    month: monthIn,
    ...counted,
    items: z
      .array(z.strictObject({ by, ...counted }))
      .meta({ description: 'The greatest share of nothing first' }),
    sample: z
      .array(
        z.strictObject({
          enrollmentId: text,
          stepId: text,
          what: z.enum(toldIn),
          at: instantOut,
          by,
          told: z.array(
            z.strictObject({
              kind: z.enum(disclosedToKinds),
              role: text.nullable().meta({ description: 'Of `role`, what they are to the client' }),
              content: z.array(z.enum(releasableContents)),
              ground: z.enum(['release', 'none', ...disclosureLaws]),
            }),
          ),
        }),
      )
      .meta({
        description: 'A few of all of them, drawn by the month: the same whenever one looks. Codes, no names',
      }),
  })
  .meta({ id: 'Tellings' });

/** Whether "nothing was told" is said by habit: how often, by whom, and a sample to hold against the notes (RF-3, SU-3). */
export function tellingsRoute(context: RouteContext): Route {
  const { disclosures, reads, clock } = context;
  return route({
    id: 'getTellings',
    method: 'get',
    path: '/disclosures/tellings',
    tag: 'Disclosures',
    summary:
      'How often it was said of contacts and meetings that nothing about the client was told, by who recorded them, and a sample (RF-3)',
    operation: 'tellings:read',
    query: z.strictObject({ month: monthIn }),
    replies: { 200: { description: 'Of one month', schema: tellingsReply } },
    problems: ['beyond-calendar'],
    async handle({ caller: { agencyId }, query: { month } }) {
      const now = clock.now();
      const { calendar } = await agencyPolicy(context, agencyId);
      const [span] = periodOf(calendar, month, month, now).months;
      const [{ counts, sample }, names] = await Promise.all([
        disclosures.tellings({
          agencyId,
          month,
          sampled,
          from: span?.from ?? now,
          until: span?.until ?? now,
        }),
        reads.staffNames(agencyId),
      ]);
      const whose = (staffId: string) => ({ staffId, name: names.get(staffId) ?? null });
      const shareOf = (one: (typeof counts)[number]) => one.nothing / one.asked;
      const items = counts
        .toSorted((a, b) => shareOf(b) - shareOf(a) || b.asked - a.asked)
        .map(({ staffId, ...count }) => ({ by: whose(staffId), ...count }));
      const sum = (of: 'asked' | 'nothing') => counts.reduce((all, one) => all + one[of], 0);
      return ok({
        ...{ asOf: now, month, asked: sum('asked'), nothing: sum('nothing'), items },
        sample: sample.map(({ staffId, told, ...row }) => ({
          ...{ ...row, by: whose(staffId) },
          told: told.map((one) => {
            const { to, content } = disclosureOf(one);
            const role = to.kind === 'role' ? to.id : null;
            return { kind: to.kind, role, content, ground: one.ground };
          }),
        })),
      });
    },
  });
}
