import { z } from 'zod';
import { crisisStates } from '../state.ts';
import { crisisActions } from '../../../engine/policy/terms.ts';
import { instantOut } from '../../../kit/http/dates.ts';
import { author, details, sourced, stepMark } from '../../../kit/http/reply-parts.ts';

const text = z.string();
const mark = z.strictObject({ ...stepMark, by: author, details });

/** What counts as a crisis, and what is done about one (CR-5). */
export const crisisGuideReply = z
  .strictObject({
    counts: z.array(z.strictObject({ code: text, title: text })),
    plan: z.array(z.strictObject({ action: z.enum(crisisActions), what: text })),
    designatedProfessional: text,
    ...sourced,
    paging: z.strictObject({
      everyMinutes: z.number(),
      chain: z.array(text).meta({ description: 'Whom the pages go to in turn; then round again' }),
      ...sourced,
    }),
  })
  .meta({ id: 'CrisisGuide' });

export const crisis = z
  .strictObject({
    ...mark.shape,
    full: z.boolean(),
    state: z.enum(crisisStates).meta({
      description: 'left: the client was discharged before it was closed',
    }),
    answered: mark.nullable(),
    actions: z.array(mark.extend({ action: z.enum(crisisActions) })),
    missing: z
      .array(z.enum(crisisActions))
      .meta({ description: 'What is to be recorded before it is closed' }),
    handedOver: mark.nullable(),
    staffings: z.array(mark),
    safetyPlanReviews: z.array(mark.extend({ changed: z.boolean() })),
    closed: mark.nullable(),
  })
  .meta({ id: 'Crisis' });

export const crisisRegisterReply = z
  .strictObject({ asOf: instantOut, items: z.array(crisis) })
  .meta({ id: 'CrisisRegister' });
