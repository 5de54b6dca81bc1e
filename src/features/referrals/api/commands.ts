import { disclosed, tellingFaults, tellingWords } from '../../disclosures/api/telling-schemas.ts';
import { whatWasTold } from '../../disclosures/api/what-was-told.ts';
import { dateIn } from '../../../kit/http/dates.ts';
import {
  about,
  code,
  contentHashHex,
  line,
  note,
  planId,
  prose,
  stepId,
  uuid,
  why,
  withoutRepeats,
} from '../../../kit/http/schemas.ts';
import { offeredProviders } from './named-provider.ts';
import { saidWholly, toldInReferral } from './told-in-referral.ts';
import type { SpecsFor } from '../../../kit/http/command-spec.ts';
import { team } from '../../../kit/http/roles.ts';
import type { referralStepRules } from '../step-rules.ts';
import { z } from 'zod';
import {
  declineReasons,
  feedbackSources,
  referralAnswers,
  reviewDecisions,
  serviceEnds,
  withdrawalReasons,
} from '../../../engine/record/steps/referrals.ts';

const referral = about.meta({ description: 'The referral, by the id of the step that made it' });
const service = code.meta({ description: "The agency's code of the service", example: 'supportive-housing' });
const picked = z
  .array(z.string().regex(/^[A-Za-z0-9._-]{1,60}$/))
  .min(1)
  .max(50)
  .refine(withoutRepeats, 'names something twice')
  .exactOptional();
const feeCents = z
  .int()
  .exactOptional()
  .meta({ description: 'A fee for the referral: there may be none (AU-5)' });

export const referralSpecs = {
  recordChoice: {
    summary:
      "Record the client's informed choice of a provider: what was offered, what was chosen, why (PL-6)",
    roles: team,
    problems: { 'unknown-referral': true, 'referral-out-of-turn': true, 'choice-not-offered': true },
    resolve: offeredProviders,
    facts: z.strictObject({
      service,
      options: z.array(uuid).min(1).max(20).refine(withoutRepeats, 'names something twice'),
      chosen: uuid.nullable().meta({ description: 'Null: the client wants none of them' }),
      replaces: stepId.exactOptional().meta({ description: 'The referral that came to nothing' }),
    }),
    details: {
      optionsOffered: prose('What the client was told of each.'),
      reasons: why("The client's reasons, in their own words."),
      note,
    },
  },

  makeReferral: {
    summary: 'Make a referral to the provider that the client has chosen (RF-1, RF-2, RF-4)',
    roles: team,
    problems: {
      'referral-fee': true,
      'need-not-confirmed': true,
      'choice-missing': true,
      'provider-not-suitable': true,
      'referral-dates': true,
      'referral-out-of-order': true,
    },
    resolve: toldInReferral,
    facts: z.strictObject({
      provider: uuid,
      service,
      internal: z.boolean(),
      payer: code.exactOptional().meta({
        description: 'Who pays for the service, where no plan says it',
        example: 'medicaid',
      }),
      plan: planId.exactOptional().meta({
        description: 'The complete plan that says what is told: words, dates and payer are not typed then',
      }),
      planHash: contentHashHex
        .exactOptional()
        .meta({ description: 'Of the plan as its author saw it; another one now refuses the step' }),
      planNeeds: picked.meta({ description: 'Needs of the plan, by their ids: the presenting issue' }),
      planServices: picked.meta({ description: 'Services of the plan, by their ids' }),
      planGoals: picked.meta({ description: 'Open goals of the plan, by their ids: with their dates' }),
      targetOn: dateIn('planned').exactOptional(),
      reviewOn: dateIn('planned').exactOptional(),
      availabilityKnown: z.boolean(),
      waitingDays: z.int().min(0).max(3650).nullable(),
      fits: z.boolean().meta({ description: "The provider serves the client's group" }),
      need: stepId.exactOptional().meta({ description: 'The confirmed need it is for' }),
      emergency: z.boolean().exactOptional().meta({
        description: 'It goes ahead of the order; without a plan, what is told is what its need says',
      }),
      reportedIn: stepId.exactOptional().meta({
        description: 'Of an emergency: the report whose words on that need are told as well',
      }),
      feeCents,
    }),
    // RF-2: what the plan says, or an emergency's need, whom it names by the record, and no more; there is no room for a note. Words
    // of one's own are for a client without a complete plan, where the policy lets such a one be referred.
    details: {
      presentingIssue: line(500).exactOptional().meta({
        description: 'In short: what the provider needs to know, not the history',
      }),
      desiredServices: line(500).exactOptional(),
      goals: line(500).exactOptional(),
    },
    check: saidWholly,
  },

  sendReferral: {
    summary: 'Send the referral: only under a release that covers it (RF-1, RF-3)',
    roles: team,
    problems: { 'release-missing': true, 'unknown-referral': true, 'referral-out-of-turn': true },
    resolve: null,
    facts: z.strictObject({ about: referral, release: stepId }),
    details: { note },
  },

  recordReferralAnswer: {
    summary: "Record the provider's answer; declined, the client chooses again (RF-6)",
    roles: team,
    problems: { 'unknown-referral': true, 'referral-out-of-turn': true, 'decline-reason-missing': true },
    resolve: null,
    facts: z.strictObject({
      about: referral,
      answer: z.enum(referralAnswers),
      reason: z.enum(declineReasons).exactOptional(),
    }),
    details: { said: prose('What the provider said.').optional(), note },
  },

  startService: {
    summary: 'Record that the service has begun: its review falls due (RF-5)',
    roles: team,
    problems: { 'referral-fee': true, 'unknown-referral': true, 'referral-out-of-turn': true },
    resolve: null,
    facts: z.strictObject({ about: referral, feeCents }),
    details: { note },
  },

  reviewService: {
    summary: 'Review the service: continue, revise or switch (RF-5)',
    roles: team,
    problems: { 'unknown-referral': true, 'referral-out-of-turn': true },
    resolve: null,
    facts: z.strictObject({
      about: referral,
      decision: z.enum(reviewDecisions),
      targetOn: dateIn('planned').exactOptional(),
      reviewOn: dateIn('planned').exactOptional(),
    }),
    details: { findings: prose('What the review found, and why it is decided so.'), note },
  },

  recordServiceFeedback: {
    summary: 'Record what client, provider or collaterals say of the service (RF-6)',
    roles: team,
    problems: {
      'release-missing': true,
      'law-does-not-cover': true,
      'unknown-referral': true,
      'referral-out-of-turn': true,
    },
    resolve: whatWasTold(null),
    facts: z.strictObject({
      about: referral,
      from: z.enum(feedbackSources),
      delivered: z.boolean().meta({ description: 'The provider delivers what was agreed' }),
      release: stepId.exactOptional().meta({ description: 'For a collateral (CO-5)' }),
      disclosed,
    }),
    details: { feedback: prose('What was said.'), ...tellingWords, note },
    check: (body) => tellingFaults(body, false),
  },

  endService: {
    summary: 'Record that the service has ended',
    roles: team,
    problems: { 'unknown-referral': true, 'referral-out-of-turn': true },
    resolve: null,
    facts: z.strictObject({ about: referral, reason: z.enum(serviceEnds) }),
    details: { note },
  },

  withdrawReferral: {
    summary: 'Withdraw a referral before its service has begun',
    roles: team,
    problems: { 'unknown-referral': true, 'referral-out-of-turn': true },
    resolve: null,
    facts: z.strictObject({ about: referral, reason: z.enum(withdrawalReasons) }),
    details: { note },
  },
} satisfies SpecsFor<typeof referralStepRules>;
