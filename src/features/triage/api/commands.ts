import { z } from 'zod';
import {
  type TriageFacts,
  locateDecisions,
  needOutcomes,
  appointmentOutcomes,
  locateKinds,
  locateOutcomes,
} from '../../../engine/record/steps/triage.ts';
import {
  about,
  emergencyNeed,
  instantIn,
  line,
  localDate,
  prose,
  stepId,
} from '../../../kit/http/schemas.ts';
import type { SpecsOf } from '../../../kit/http/command-spec.ts';

const note = prose('What else is to be known.').optional();
const place = prose('Where it is.').optional();
const travel = prose('How the client gets there.').optional();

/** Emergency needs, appointments, locating a client, the treatment provider (IN, CO-7). */
export const triageSpecs = {
  confirmNeed: {
    summary: 'Go through one emergency need with the client (IN-3)',
    facts: z.strictObject({
      outcome: z.enum(needOutcomes),
      last: z
        .boolean()
        .default(false)
        .meta({ description: 'With it, all needs that are known have been gone through' }),
    }),
    words: { need: emergencyNeed, words: prose("The need in the client's words.").optional(), note },
  },
  nameTreatmentProvider: {
    summary: 'Name the provider of the client’s treatment (IN-6)',
    facts: z.strictObject({}),
    words: { provider: line(200), reachedBy: prose('How the provider is reached.').optional(), note },
  },
  notifyTreatmentProvider: {
    summary:
      'Record that the treatment provider was told who the coordinator is and how to reach them (IN-6)',
    facts: z.strictObject({}),
    words: { told: prose('Who was told, and how.').optional(), note },
  },
  scheduleAppointment: {
    summary: 'Make an appointment, with place and travel (CO-7)',
    facts: z.strictObject({
      startsAt: instantIn.meta({ description: 'When it begins' }),
      travelArranged: z.boolean(),
    }),
    words: {
      purpose: prose('What it is for.'),
      place: prose('Where it is.'),
      withWhom: prose('With whom.').optional(),
      travel,
      note,
    },
  },
  remindOfAppointment: {
    summary: 'Record that the client was reminded of an appointment (CO-7)',
    facts: z.strictObject({ about }),
    words: { note },
  },
  recordAppointment: {
    summary: 'Record what came of an appointment; a missed one opens the search for the client (CO-7, IN-7)',
    facts: z.strictObject({ about, outcome: z.enum(appointmentOutcomes) }),
    words: { reason: prose('Why it was missed or cancelled.').optional(), note },
  },
  recordLocateAttempt: {
    summary: 'Record an attempt to find the client (IN-7)',
    facts: z.strictObject({
      kind: z.enum(locateKinds),
      outcome: z.enum(locateOutcomes),
      release: stepId
        .meta({ description: 'The release of information under which somebody else is asked' })
        .exactOptional(),
    }),
    words: { place, summary: prose('What was tried, and what came of it.').optional(), note },
  },
  decideLocate: {
    summary: 'Decide how the search for the client goes on (IN-7)',
    facts: z.strictObject({
      decision: z.enum(locateDecisions),
      until: localDate.meta({ description: 'With `continue`: when it is decided anew' }).exactOptional(),
    }),
    words: { reason: prose('Why.'), note },
  },
} satisfies SpecsOf<TriageFacts>;
