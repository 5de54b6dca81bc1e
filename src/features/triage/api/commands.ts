import { disclosed, tellingFaults, tellingWords } from '../../disclosures/api/telling-schemas.ts';
import { whatWasTold } from '../../disclosures/api/what-was-told.ts';
import { dateIn, instantIn } from '../../../kit/http/dates.ts';
import {
  about,
  called,
  emergencyNeed,
  noFacts,
  note,
  prose,
  stepId,
  why,
} from '../../../kit/http/schemas.ts';
import type { SpecsFor } from '../../../kit/http/command-spec.ts';
import { leads, team } from '../../../kit/http/roles.ts';
import type { triageStepRules } from '../step-rules.ts';
import { z } from 'zod';
import {
  locateDecisions,
  needOutcomes,
  appointmentOutcomes,
  locateKinds,
  locateOutcomes,
} from '../../../engine/record/steps/triage.ts';

const place = prose('Where it is.').optional();
const travel = prose('How the client gets there.').optional();

/** Emergency needs, appointments, locating a client, the treatment provider (IN, CO-7). */
export const triageSpecs = {
  confirmNeed: {
    summary: 'Go through one emergency need with the client (IN-3)',
    roles: team,
    problems: {},
    resolve: null,
    facts: z.strictObject({
      outcome: z.enum(needOutcomes),
      last: z
        .boolean()
        .default(false)
        .meta({ description: 'With it, all needs that are known have been gone through' }),
    }),
    details: { need: emergencyNeed, words: prose("The need in the client's words.").optional(), note },
  },

  nameTreatmentProvider: {
    summary: 'Name the provider of the client’s treatment (IN-6)',
    roles: ['intake', ...team],
    problems: {},
    resolve: null,
    facts: noFacts,
    details: { provider: called(200), reachedBy: prose('How the provider is reached.').optional(), note },
  },

  notifyTreatmentProvider: {
    summary:
      'Record that the treatment provider was told who the coordinator is and how to reach them (IN-6)',
    roles: team,
    problems: { 'no-treatment-provider': true, 'release-missing': true, 'law-does-not-cover': true },
    resolve: whatWasTold(null),
    facts: z.strictObject({ disclosed }),
    details: { told: prose('Who was told, and how.').optional(), ...tellingWords, note },
    check: (body) => [
      ...tellingFaults(body, true),
      // Told nothing, they know nobody.
      ...(Array.isArray(body['disclosed']) && body['disclosed'].length === 0
        ? [{ field: 'disclosed', detail: 'names who was told' }]
        : []),
    ],
  },

  scheduleAppointment: {
    summary: 'Make an appointment, with place and travel (CO-7)',
    roles: team,
    problems: { 'appointment-in-past': true },
    resolve: null,
    facts: z.strictObject({
      startsAt: instantIn('planned').meta({ description: 'When it begins' }),
      travelArranged: z.boolean(),
    }),
    details: {
      purpose: prose('What it is for.'),
      place: prose('Where it is.'),
      withWhom: prose('With whom.').optional(),
      travel,
      note,
    },
  },

  remindOfAppointment: {
    summary: 'Record that the client was reminded of an appointment (CO-7)',
    roles: team,
    problems: { 'unknown-appointment': true, 'appointment-over': true },
    resolve: null,
    facts: z.strictObject({ about }),
    details: { note },
  },

  recordAppointment: {
    summary: 'Record what came of an appointment; a missed one opens the search for the client (CO-7, IN-7)',
    roles: team,
    problems: { 'unknown-appointment': true, 'appointment-over': true, 'appointment-not-yet': true },
    resolve: null,
    facts: z.strictObject({ about, outcome: z.enum(appointmentOutcomes) }),
    details: { reason: why('Why it was missed or cancelled.').optional(), note },
  },

  recordLocateAttempt: {
    summary: 'Record an attempt to find the client (IN-7)',
    roles: team,
    problems: { 'release-missing': true, 'no-locate-open': true, 'law-does-not-cover': true },
    resolve: whatWasTold(null),
    encounter: true,
    facts: z.strictObject({
      kind: z.enum(locateKinds),
      outcome: z.enum(locateOutcomes),
      release: stepId
        .meta({ description: 'The release of information under which somebody else is asked' })
        .exactOptional(),
      disclosed,
    }),
    details: {
      place,
      summary: prose('What was tried, and what came of it.').optional(),
      ...tellingWords,
      note,
    },
    check: (body) => tellingFaults(body, false),
  },

  decideLocate: {
    summary: 'Decide how the search for the client goes on (IN-7)',
    // IN-7: a supervisor decides.
    roles: leads,
    problems: { 'no-locate-open': true, 'locate-end-missing': true, 'end-not-later': true },
    resolve: null,
    facts: z.strictObject({
      decision: z.enum(locateDecisions),
      until: dateIn('planned')
        .meta({ description: 'With `continue`: when it is decided anew' })
        .exactOptional(),
    }),
    details: { reason: why('Why.'), note },
  },
} satisfies SpecsFor<typeof triageStepRules>;
