import { codeIn } from '../../../kit/http/codes.ts';
import { about, note, prose, staffMember } from '../../../kit/http/schemas.ts';
import type { SpecsFor } from '../../../kit/http/command-spec.ts';
import { team } from '../../../kit/http/roles.ts';
import type { crisisStepRules } from '../step-rules.ts';
import { z } from 'zod';
import { namedColleague } from './resolve.ts';
import { staffingPurposes } from '../../../engine/record/steps/crisis.ts';
import { crisisActions } from '../../../engine/policy/terms.ts';

const aCrisis = z.strictObject({ about });

/** Crises, from the report to the look back (CR). */
export const crisisSpecs = {
  reportCrisis: {
    summary: 'Report a crisis: who is on call is paged until somebody answers (CR-1)',
    roles: ['intake', ...team],
    problems: {},
    resolve: null,
    facts: z.strictObject({
      full: z
        .boolean()
        .default(false)
        .meta({ description: 'It goes to the designated mental health professional' }),
    }),
    details: {
      kind: codeIn('crises', { description: 'What it is.', example: 'overdose' }),
      what: prose('What has happened.'),
      who: prose('Who told it, and who is there.').optional(),
      place: prose('Where the client is.').optional(),
      note,
    },
  },

  answerCrisis: {
    summary: 'Answer a crisis: I am on it (CR-1)',
    roles: team,
    problems: { 'crisis-answered': true, 'unknown-crisis': true, discharged: true, 'crisis-closed': true },
    resolve: null,
    facts: aCrisis,
    details: { note },
  },

  recordCrisisAction: {
    summary: 'Record a part of the response: respond, listen, consult, act, plan (CR-2)',
    roles: team,
    problems: { 'unknown-crisis': true, discharged: true, 'crisis-closed': true },
    resolve: null,
    facts: z.strictObject({ about, action: z.enum(crisisActions) }),
    details: { summary: prose('What was done, and what came of it.'), note },
  },

  handOverCrisis: {
    summary: 'Record that a full crisis was handed over to the designated mental health professional (CR-2)',
    roles: team,
    problems: { 'unknown-crisis': true, discharged: true, 'crisis-closed': true },
    resolve: null,
    facts: aCrisis,
    details: { to: prose('To whom, and how.'), note },
  },

  closeCrisis: {
    summary: 'Close a crisis, each part of the response being on record (CR-2)',
    roles: team,
    problems: {
      'unknown-crisis': true,
      discharged: true,
      'crisis-closed': true,
      'crisis-incomplete': true,
      'crisis-not-handed-over': true,
    },
    resolve: null,
    facts: aCrisis,
    details: { summary: prose('How it ended.').optional(), note },
  },

  recordStaffing: {
    summary: 'Record a staffing with a supervisor or designee (CR-3, RF-1)',
    roles: team,
    problems: { 'unknown-crisis': true, discharged: true },
    resolve: namedColleague,
    encounter: true,
    facts: z.strictObject({
      purpose: z.enum(staffingPurposes),
      about: about.exactOptional(),
    }),
    details: {
      talk: prose('What was said.'),
      recommendations: prose('What was recommended.'),
      withStaffId: staffMember('acted').meta({ description: 'The supervisor or designee' }).optional(),
      note,
    },
  },

  reviewSafetyPlan: {
    summary: 'Look at the Safety/Crisis Plan again (CR-4)',
    roles: team,
    problems: { 'unknown-crisis': true, discharged: true },
    resolve: null,
    facts: z.strictObject({ changed: z.boolean(), about: about.exactOptional() }),
    details: {
      safetyPlan: prose("The Safety/Crisis Plan as it stands now, with the client's strengths.").optional(),
      summary: prose('What was found.').optional(),
      note,
    },
  },
} satisfies SpecsFor<typeof crisisStepRules>;
