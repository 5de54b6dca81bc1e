import { disclosed, tellingFaults, tellingWords } from '../../disclosures/api/telling-schemas.ts';
import { whatWasTold } from '../../disclosures/api/what-was-told.ts';
import { dateIn, instantIn } from '../../../kit/http/dates.ts';
import {
  about,
  contentHashHex,
  dutyKind,
  emergencyNeeds,
  noFacts,
  note,
  obligationKey,
  reason,
  staffMember,
  stepId,
  summary,
  why,
  withoutRepeats,
} from '../../../kit/http/schemas.ts';
import type { SpecsFor } from '../../../kit/http/command-spec.ts';
import { leads, team } from '../../../kit/http/roles.ts';
import type { enrollmentStepRules } from '../../../pathway/enrollment-step-rules.ts';
import { namedCoordinator, namedPolicy, noRevocation } from './resolve.ts';
import { z } from 'zod';
import { contactsWith, contactModes, contactOutcomes, handOvers } from '../../../engine/policy/terms.ts';
import { missCauses } from '../../../engine/policy/miss-cause.ts';

const kinds = z.array(dutyKind).min(1).max(50).refine(withoutRepeats, 'names something twice');

/** From assignment to discharge, and what supervisors do to clocks. */
export const enrollmentSpecs = {
  assignCoordinator: {
    summary: 'Assign, or reassign, the coordinator (IN-4)',
    roles: leads,
    problems: {},
    resolve: namedCoordinator,
    facts: z.strictObject({ coordinatorId: staffMember('to-act') }),
    details: { note },
  },

  logContact: {
    summary: 'Record a contact or the attempt of one (IN-2, IN-5, IN-7, CO-1, CO-2, CO-5)',
    roles: team,
    problems: { 'release-missing': true, 'law-does-not-cover': true },
    resolve: whatWasTold(null),
    encounter: true,
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
      disclosed,
    }),
    details: {
      summary: summary.optional(),
      whyAlone: why('Why the former coordinator was not there.').optional(),
      ...tellingWords,
      note,
    },
    check(body) {
      const { handOver, whyAlone, with: whom, outcome } = body;
      const asked = outcome === 'reached' && (whom === 'provider' || whom === 'collateral');
      return [
        ...tellingFaults(body, asked),
        ...(handOver === undefined || (whom === 'client' && outcome === 'reached')
          ? []
          : [{ field: 'handOver', detail: 'belongs to a contact that reached the client' }]),
        ...((handOver === 'alone') === (whyAlone !== undefined)
          ? []
          : [{ field: 'whyAlone', detail: 'belongs to a hand-over without the former coordinator' }]),
      ];
    },
  },

  reportEmergentNeed: {
    summary: 'Report an emergency found later: starts the emergency clocks (IN-2)',
    roles: ['intake', ...team],
    problems: {},
    resolve: null,
    facts: noFacts,
    details: { needs: emergencyNeeds.min(1), summary: summary.optional(), note },
  },

  acknowledgePage: {
    summary: 'Answer the open page: I am on it (IN-8, CR-1)',
    roles: team,
    problems: { 'no-page-open': true },
    resolve: null,
    facts: noFacts,
    details: { note },
  },

  reopen: {
    summary: 'Reopen a discharged enrollment',
    roles: leads,
    problems: { 'not-discharged': true, 'reopening-closed': true },
    resolve: null,
    facts: noFacts,
    details: { reason, note },
  },

  keepDischarged: {
    summary: 'Say why an enrollment stays closed after a crisis of the discharged client (CR-6)',
    roles: leads,
    problems: {},
    resolve: null,
    facts: noFacts,
    details: { reason, note },
  },

  enterInError: {
    summary:
      'Say that the referral was never meant: clocks end, nothing of it is counted; voiding it undoes that',
    roles: leads,
    problems: { 'error-dated-back': true },
    resolve: null,
    facts: noFacts,
    details: { reason, note },
  },

  holdClocks: {
    summary: 'Hold the clocks of named duties until a review date',
    roles: leads,
    problems: { 'unknown-duty': true, 'not-holdable': true, 'review-date-out-of-range': true },
    resolve: null,
    facts: z.strictObject({ kinds, reviewOn: dateIn('planned') }),
    details: { reason, note },
  },

  releaseHold: {
    summary: 'Let held clocks run on',
    roles: leads,
    problems: { 'not-held': true },
    resolve: null,
    facts: z.strictObject({ kinds }),
    details: { note },
  },

  moveDeadline: {
    summary: 'Move one deadline to a later time',
    roles: leads,
    problems: { 'unknown-duty': true, 'not-holdable': true, 'deadline-not-later': true },
    resolve: null,
    facts: z.strictObject({ kind: dutyKind, about: about.exactOptional(), to: instantIn('due') }),
    details: { reason, note },
  },

  waiveDuty: {
    summary: 'Waive one duty until a date',
    roles: leads,
    problems: { 'end-not-later': true, 'unknown-duty': true, 'not-holdable': true },
    resolve: null,
    facts: z.strictObject({ kind: dutyKind, until: dateIn('planned') }),
    details: { reason, note },
  },

  explainMiss: {
    summary: 'Say why a duty was not met in time; it changes no obligation (SU-3)',
    roles: leads,
    problems: { 'not-missed': true },
    resolve: null,
    facts: z.strictObject({ obligation: obligationKey, cause: z.enum(missCauses) }),
    details: { reason, note },
  },

  adoptPolicy: {
    summary: 'Bring another profile and calendar into force for this enrollment',
    roles: ['ops', ...leads],
    problems: {},
    resolve: namedPolicy,
    facts: z.strictObject({ profile: contentHashHex, calendar: contentHashHex }),
    details: { note },
  },

  voidStep: {
    summary: 'Withdraw a step entered in error; nothing is deleted',
    // The domain lets only the author or a lead void a step.
    roles: team,
    problems: {
      'units-exceeded': true,
      'authorization-not-in-force': true,
      'authorization-overlap': true,
      'unknown-step': true,
      'step-not-voidable': true,
      'step-already-voided': true,
      'not-your-step': true,
      'payment-not-voidable': true,
    },
    resolve: noRevocation,
    facts: z.strictObject({ step: stepId }),
    details: { reason, note },
  },
} satisfies SpecsFor<typeof enrollmentStepRules>;
