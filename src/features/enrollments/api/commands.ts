import { z } from 'zod';
import { authorizationDecisions } from '../../../engine/record/steps/authorizations.ts';
import {
  type PathwayStepType,
  contactsWith,
  contactModes,
  contactOutcomes,
  handOvers,
} from '../../../engine/record/vocabulary.ts';
import { leavingSpecs } from '../../outcomes/api/leaving-commands.ts';
import { missCauses } from '../../../engine/policy/miss-cause.ts';
import { initiativeLevels } from '../../../engine/record/steps/plans.ts';
import { meetingWords } from '../../team/api/schemas.ts';
import type { CommandSpec } from '../../../kit/http/command-spec.ts';
import {
  about,
  contentHashHex,
  dutyKind,
  emergencyNeeds,
  enclosed,
  indexAnswers,
  instantIn,
  levelId,
  localDate,
  obligationKey,
  planId,
  prose,
  stepId,
  uuid,
  withoutRepeats,
} from '../../../kit/http/schemas.ts';

const note = prose('What else is to be known.').optional();
const reason = prose('Why it is done.');
const summary = prose('What happened and what was agreed.');
const kinds = z.array(dutyKind).min(1).max(50).refine(withoutRepeats, 'names something twice');
const none = z.strictObject({});
const units = z.int().min(1).max(100_000);

/** From assignment to discharge, and what supervisors do to clocks. */
export const pathwaySpecs = {
  assignCoordinator: {
    summary: 'Assign, or reassign, the coordinator (IN-4)',
    facts: z.strictObject({ coordinatorId: uuid }),
    words: { note },
  },
  logContact: {
    summary: 'Record a contact or the attempt of one (IN-2, IN-5, IN-7, CO-1, CO-2, CO-5)',
    facts: z.strictObject({
      with: z.enum(contactsWith),
      mode: z.enum(contactModes),
      outcome: z.enum(contactOutcomes),
      release: stepId.exactOptional().meta({
        description: 'The release under which somebody close to the client was spoken with (CO-5)',
      }),
      handOver: z.enum(handOvers).exactOptional().meta({
        description:
          'The hand-over to a new coordinator: together with the former one, or, where that cannot be, alone with `whyAlone` (OU-4)',
      }),
    }),
    words: {
      summary: summary.optional(),
      whyAlone: prose('Why the former coordinator was not there.').optional(),
      note,
    },
    check({ handOver, whyAlone, with: whom, outcome }) {
      return [
        ...(handOver === undefined || (whom === 'client' && outcome === 'reached')
          ? []
          : [{ field: 'handOver', detail: 'belongs to a contact that reached the client' }]),
        ...((handOver === 'alone') === (whyAlone !== undefined)
          ? []
          : [{ field: 'whyAlone', detail: 'belongs to a hand-over without the former coordinator' }]),
      ];
    },
  },
  completePreliminarySccp: {
    summary: 'Complete the preliminary plan of care (PL-1)',
    facts: z.strictObject({ plan: planId }),
    words: { note },
  },
  formRst: {
    summary: 'Form the Recovery Support Team of the roster on file (RT-1, RT-3)',
    facts: none,
    words: { note },
  },
  holdRstMeeting: {
    summary: 'Record a meeting of the Recovery Support Team (RT-2)',
    facts: none,
    words: { ...meetingWords, summary: summary.optional(), note },
  },
  completeFullSccp: {
    summary: 'Complete the full plan of care (PL-2)',
    facts: z.strictObject({ plan: planId }),
    words: { note },
  },
  reviewSccp: {
    summary: 'Review the plan of care (PL-4)',
    facts: z.strictObject({
      initiative: z
        .enum(initiativeLevels)
        .meta({ description: "The client's initiative, from the least to the most (CO-6)" }),
      plan: planId.exactOptional(),
    }),
    words: { summary: summary.optional(), note },
  },
  scoreAcuity: {
    summary: 'Complete the Acuity Index (AC-1)',
    facts: z.strictObject({
      score: z
        .int()
        .min(-1_000_000)
        .max(1_000_000)
        .exactOptional()
        .meta({ description: 'Of a paper form; left out, it is worked out from the answers' }),
      instrument: contentHashHex
        .exactOptional()
        .meta({ description: 'The form that was answered, by its hash' }),
    }),
    words: { answers: indexAnswers.optional(), note },
  },
  changeLevel: {
    summary: 'Change the level of care (AC-3, AC-4)',
    facts: z.strictObject({
      level: levelId,
      index: stepId.exactOptional().meta({ description: 'The step that scored the index it rests on' }),
      documents: enclosed.exactOptional(),
    }),
    words: { reason, note },
  },
  requestExtension: {
    summary: 'Request an extension from the payer (AU-2, AC-2)',
    facts: z.strictObject({
      initial: z.boolean(),
      units,
      through: localDate,
      documents: enclosed.exactOptional(),
      authorization: about.exactOptional(),
    }),
    words: { justification: prose('Why it is needed.').optional(), note },
  },
  decideExtension: {
    summary: "Record the payer's decision (AU-3)",
    facts: z.strictObject({
      decision: z.enum(authorizationDecisions),
      units: units.nullable().default(null),
      authorization: about.exactOptional(),
      through: localDate.exactOptional(),
    }),
    words: { reason: reason.optional(), note },
  },
  reportEmergentNeed: {
    summary: 'Report an emergency found later: starts the emergency clocks (IN-2)',
    facts: none,
    words: { needs: emergencyNeeds.min(1), summary: summary.optional(), note },
  },
  acknowledgePage: {
    summary: 'Answer the open page: I am on it (IN-8, CR-1)',
    facts: none,
    words: { note },
  },
  ...leavingSpecs,
  reopen: { summary: 'Reopen a discharged enrollment', facts: none, words: { reason, note } },
  updateAssessment: {
    summary: 'Update the comprehensive assessment (PL-10)',
    facts: none,
    words: { summary: summary.optional(), note },
  },
  renewServicePlan: {
    summary: 'Renew the service plan, crisis safety plan and screenings (PL-10)',
    facts: z.strictObject({ plan: planId }),
    words: { note },
  },
  holdClocks: {
    summary: 'Hold the clocks of named duties until a review date',
    facts: z.strictObject({ kinds, reviewOn: localDate }),
    words: { reason, note },
  },
  releaseHold: {
    summary: 'Let held clocks run on',
    facts: z.strictObject({ kinds }),
    words: { note },
  },
  moveDeadline: {
    summary: 'Move one deadline to a later time',
    facts: z.strictObject({ kind: dutyKind, about: about.exactOptional(), to: instantIn }),
    words: { reason, note },
  },
  waiveDuty: {
    summary: 'Waive one duty until a date',
    facts: z.strictObject({ kind: dutyKind, until: localDate }),
    words: { reason, note },
  },
  explainMiss: {
    summary: 'Say why a duty was not met in time; it changes no obligation (SU-3)',
    facts: z.strictObject({ obligation: obligationKey, cause: z.enum(missCauses) }),
    words: { reason, note },
  },
  adoptPolicy: {
    summary: 'Bring another profile and calendar into force for this enrollment',
    facts: z.strictObject({ profile: contentHashHex, calendar: contentHashHex }),
    words: { note },
  },
  voidStep: {
    summary: 'Withdraw a step entered in error; nothing is deleted',
    facts: z.strictObject({ step: stepId }),
    words: { reason, note },
  },
} satisfies { [T in Exclude<PathwayStepType, 'receiveReferral'>]: CommandSpec<T> };
