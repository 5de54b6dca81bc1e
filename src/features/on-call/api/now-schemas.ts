import { z } from 'zod';
import { crisisActions } from '../../../engine/policy/terms.ts';
import { instantOut } from '../../../kit/http/dates.ts';
import { author, client, namedDuty } from '../../../kit/http/reply-parts.ts';
import { reachOut } from '../../day/api/schemas.ts';
import { toldOut } from '../../triage/api/told.ts';
import { ifNobodyOut, nextPageOut } from '../../crisis/api/if-nobody.ts';
import { crisisStates, nextSteps } from '../../crisis/state.ts';

const text = z.string();
const shift = z.strictObject({
  ...{ shiftId: text, staffId: text, name: text, rank: z.int() },
  ...{ from: instantOut, until: instantOut, fromLocal: text, untilLocal: text },
});

export const nowReply = z
  .strictObject({
    ...{ asOf: instantOut, timeZone: text },
    hasRota: z.boolean().meta({ description: 'False: who is marked as on call among the staff is paged' }),
    onCall: z.array(shift).meta({ description: 'Who is on call now, in the order in which they are paged' }),
    mine: z.strictObject({ now: shift.nullable(), next: shift.nullable() }),
    pages: z
      .array(
        z.strictObject({
          id: text.meta({ description: 'POST /pages/{id}/acknowledge answers it' }),
          ...{ enrollmentId: text, client },
          title: text.nullable().meta({ description: 'The duty that it is about' }),
          duty: text.nullable(),
          due: instantOut.nullable(),
          raisedAt: instantOut,
          next: nextPageOut,
          ...{ reach: reachOut, told: toldOut },
        }),
      )
      .meta({ description: 'Pages to the caller that nobody has answered, the oldest first; one a thing' }),
    crises: z
      .array(
        z.strictObject({
          ...{
            enrollmentId: text,
            client,
            coordinator: z.strictObject({ staffId: text, name: text }).nullable(),
          },
          about: text.meta({ description: 'The step that reported it' }),
          called: text.nullable().meta({ description: 'What it is, as the agency calls it' }),
          ...{ reportedAt: instantOut, full: z.boolean(), state: z.enum(crisisStates) },
          answeredBy: author.nullable(),
          nextPage: nextPageOut,
          ...{ reach: reachOut, told: toldOut },
          next: z
            .strictObject({ step: z.enum(nextSteps), action: z.enum(crisisActions).nullable() })
            .meta({ description: 'The step that brings it on' }),
          owed: z
            .strictObject({ ...namedDuty, due: instantOut })
            .nullable()
            .meta({ description: 'What is due about it first' }),
        }),
      )
      .meta({ description: 'Open crises of the clients whom the caller may see' }),
    ifNobody: ifNobodyOut,
  })
  .meta({ id: 'OnCallNow' });
