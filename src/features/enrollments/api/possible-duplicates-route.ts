import { z } from 'zod';
import { showLookAlikes } from '../../search/api/look-alikes.ts';
import { people } from '../../search/api/schemas.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { ok } from '../../../kit/http/reply.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { possibleDuplicatesBody } from './schemas.ts';

/** Shown while a referral is written, as `looks-alike` shows them once it is sent. */
export const possibleDuplicatesReply = z
  .strictObject({ candidates: z.strictObject(people) })
  .meta({ id: 'PossibleDuplicates', description: 'Clients who look like the person, the likest first' });

/** Who on record may be the person of a referral, while it is written. Names are no part of an address: it is asked by POST. */
export function possibleDuplicatesRoute(context: RouteContext): Route {
  return route({
    id: 'findPossibleDuplicates',
    method: 'post',
    path: '/enrollments/possible-duplicates',
    tag: 'Enrollments',
    summary: 'Who on record may be the person of a referral, as far as it is written',
    operation: 'enrollment:create',
    body: possibleDuplicatesBody,
    replies: {
      200: {
        description: 'Those who are not named in `differentFrom`; that strangers were shown is on record',
        schema: possibleDuplicatesReply,
      },
    },
    async handle({ caller, body: { client } }) {
      return ok({ candidates: await showLookAlikes(context, { caller, client, now: context.clock.now() }) });
    },
  });
}
