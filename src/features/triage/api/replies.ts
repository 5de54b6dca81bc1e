import { z } from 'zod';
import { locatingEnds } from '../locating.ts';
import {
  locateDecisions,
  needOutcomes,
  appointmentOutcomes,
  locateKinds,
} from '../../../engine/record/steps/triage.ts';
import { instantOut } from '../../../kit/http/dates.ts';
import { author, details, stepMark } from '../../../kit/http/reply-parts.ts';

const text = z.string();

/** What was found and done for a client at the door: needs, appointments, the search for the client (IN). */
export const triageReply = z
  .strictObject({
    asOf: instantOut,
    reported: z
      .array(z.strictObject({ ...stepMark, type: text, details }))
      .meta({ description: 'The referral and the emergencies found later, with needs, screen and consents' }),
    firstContact: z.strictObject({
      reachedAt: instantOut.nullable(),
      due: instantOut.nullable().meta({ description: 'From the assignment; null before there is one' }),
      beside: z
        .array(z.strictObject({ title: text, due: instantOut, source: text }))
        .meta({ description: 'What other clauses say; shown, never announced' }),
    }),
    needs: z
      .array(
        z.strictObject({
          ...stepMark,
          by: author,
          outcome: z.enum(needOutcomes),
          led: z.array(z.strictObject({ ...stepMark, type: text })).meta({
            description: 'Later steps that name this need, such as a referral for it',
          }),
          details,
        }),
      )
      .meta({ description: 'Needs as they were gone through with the client, one by one' }),
    allNeedsSeen: z.boolean(),
    providers: z.array(z.strictObject({ ...stepMark, toldAt: instantOut.nullable(), details })),
    appointments: z.array(
      z.strictObject({
        ...stepMark,
        startsAt: instantOut,
        travelArranged: z.boolean(),
        remindedAt: instantOut.nullable(),
        outcome: z.strictObject({ ...stepMark, outcome: z.enum(appointmentOutcomes), details }).nullable(),
        details,
      }),
    ),
    locating: z.array(
      z.strictObject({
        ...stepMark,
        attempts: z.array(
          z.strictObject({
            ...stepMark,
            day: z.int().meta({ description: 'Local days after the miss' }),
            kind: z.enum(locateKinds),
            reached: z.boolean(),
            details,
          }),
        ),
        decisions: z.array(
          z.strictObject({
            ...stepMark,
            by: author,
            decision: z.enum(locateDecisions),
            until: text.nullable(),
            details,
          }),
        ),
        end: z.strictObject({ how: z.enum(locatingEnds), at: instantOut }).nullable(),
      }),
    ),
  })
  .meta({ id: 'Triage' });
