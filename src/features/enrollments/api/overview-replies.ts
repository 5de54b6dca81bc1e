import { z } from 'zod';
import { dutyFields, reachOut } from '../../day/api/schemas.ts';
import { bands } from '../../day/bands.ts';
import { toldOut } from '../../triage/api/told.ts';
import { planVersions } from '../../plans/plan.ts';
import { contactInformation } from '../../team/api/contact-information-routes.ts';
import { planSections } from '../../plans/api/schemas.ts';
import { dueChangeTypes } from '../../../engine/obligations/obligation.ts';
import { contactModes } from '../../../engine/policy/terms.ts';
import { stages } from '../../../engine/record/summary.ts';
import { instantOut } from '../../../kit/http/dates.ts';
import { author, client } from '../../../kit/http/reply-parts.ts';

const text = z.string();
const words = text.nullable().meta({ description: 'Only for roles that may read what people wrote' });
const optionalInstant = instantOut.nullable();

const duty = z
  .strictObject({
    ...dutyFields,
    band: z.enum([...bands, 'later']).meta({ description: 'As on the day of a coordinator' }),
    originalDue: instantOut,
    enteredLate: z.boolean(),
    openedBy: z
      .strictObject({ step: text, title: text, at: instantOut, by: author })
      .nullable()
      .meta({ description: 'The step that opened it' }),
    changes: z
      .array(
        z.strictObject({
          ...{ type: z.enum(dueChangeTypes), at: instantOut, from: instantOut, to: instantOut },
          by: author.nullable().meta({ description: 'Null where a hold or waiver ran out by itself' }),
          reason: words,
        }),
      )
      .meta({ description: 'Holds, waivers and moves of its deadline, in their order' }),
    ways: z
      .array(
        z.strictObject({
          ...{ step: text, title: text },
          modes: z.array(z.enum(contactModes)).meta({ description: 'Of a contact; empty: any' }),
        }),
      )
      .meta({ description: 'What would meet it' }),
  })
  .meta({ id: 'OwedDuty' });

const safetyPlan = z.strictObject({
  ...{ version: z.enum(planVersions), writtenAt: instantOut },
  plan: planSections.shape.safetyPlan.unwrap(),
  strengths: z.array(text).meta({ description: 'The strengths that it uses, in words' }),
  reviewed: z
    .strictObject({ at: instantOut, by: author, said: text })
    .nullable()
    .meta({ description: 'What was said of it when it was last looked at again since' }),
});

export const overviewReply = z
  .strictObject({
    ...{ asOf: instantOut, timeZone: text, enrollmentId: text, client, version: z.int() },
    ...{ stage: z.enum(stages), level: text, emergency: z.boolean() },
    coordinator: z.strictObject({ staffId: text, name: text.nullable() }).nullable(),
    receivedAt: instantOut,
    dischargedAt: optionalInstant,
    endedAt: optionalInstant,
    enteredInErrorAt: optionalInstant,
    pendingSteps: z.int(),
    sameness: z.int().meta({
      description: 'On how many on record nobody has said yet whether they are this person',
    }),
    told: toldOut,
    reach: reachOut.meta({ description: 'The first way to call them; only for roles that may read names' }),
    contactInformation: contactInformation
      .nullable()
      .meta({ description: 'All ways to reach them, where they are on file; for the same roles' }),
    nextAppointment: z
      .strictObject({ appointmentId: text, startsAt: instantOut, purpose: words, place: words })
      .nullable(),
    safetyPlan: safetyPlan.nullable().meta({
      description: 'Of the newest complete plan that has one; only for roles that may read what people wrote',
    }),
    duties: z.array(duty).meta({ description: 'All that is owed now, by its due instant' }),
  })
  .meta({ id: 'ClientOverview', description: 'A client at one look' });
