import { z } from 'zod';
import { type CrisisFacts, crisisActions, staffingPurposes } from '../../../engine/record/steps/crisis.ts';
import { about, prose, uuid } from '../../../kit/http/schemas.ts';
import type { SpecsOf } from '../../../kit/http/command-spec.ts';

const note = prose('What else is to be known.').optional();
const aCrisis = z.strictObject({ about });

/** Crises, from the report to the look back (CR). */
export const crisisSpecs = {
  reportCrisis: {
    summary: 'Report a crisis: who is on call is paged until somebody answers (CR-1)',
    facts: z.strictObject({
      full: z
        .boolean()
        .default(false)
        .meta({ description: 'It goes to the designated mental health professional' }),
    }),
    words: {
      kind: z
        .string()
        .regex(/^[a-z][a-z-]{0,39}$/)
        .meta({
          description: 'What it is, by its code in the crisis guide. Protected.',
          example: 'overdose',
        }),
      what: prose('What has happened.'),
      who: prose('Who told it, and who is there.').optional(),
      place: prose('Where the client is.').optional(),
      note,
    },
  },
  answerCrisis: { summary: 'Answer a crisis: I am on it (CR-1)', facts: aCrisis, words: { note } },
  recordCrisisAction: {
    summary: 'Record a part of the response: respond, listen, consult, act, plan (CR-2)',
    facts: z.strictObject({ about, action: z.enum(crisisActions) }),
    words: { summary: prose('What was done, and what came of it.'), note },
  },
  handOverCrisis: {
    summary: 'Record that a full crisis was handed over to the designated mental health professional (CR-2)',
    facts: aCrisis,
    words: { to: prose('To whom, and how.'), note },
  },
  closeCrisis: {
    summary: 'Close a crisis, each part of the response being on record (CR-2)',
    facts: aCrisis,
    words: { summary: prose('How it ended.').optional(), note },
  },
  recordStaffing: {
    summary: 'Record a staffing with a supervisor or designee (CR-3, RF-1)',
    facts: z.strictObject({
      purpose: z.enum(staffingPurposes),
      about: about.exactOptional(),
    }),
    words: {
      talk: prose('What was said.'),
      recommendations: prose('What was recommended.'),
      withStaffId: uuid.meta({ description: 'The supervisor or designee' }).optional(),
      note,
    },
  },
  reviewSafetyPlan: {
    summary: 'Look at the Safety/Crisis Plan again (CR-4)',
    facts: z.strictObject({ changed: z.boolean(), about: about.exactOptional() }),
    words: {
      safetyPlan: prose("The Safety/Crisis Plan as it stands now, with the client's strengths.").optional(),
      summary: prose('What was found.').optional(),
      note,
    },
  },
} satisfies SpecsOf<CrisisFacts>;
