import { z } from 'zod';
import type { ReleaseFacts } from '../../../engine/record/steps/releases.ts';
import {
  declineReasons,
  feedbackSources,
  referralAnswers,
  type ReferralFacts,
  reviewDecisions,
  serviceEnds,
  withdrawalReasons,
} from '../../../engine/record/steps/referrals.ts';
import {
  recipientKinds,
  releasableContents,
  releasePurposes,
} from '../../../engine/record/steps/releases.ts';
import {
  about,
  code,
  line,
  localDate,
  prose,
  stepId,
  uuid,
  withoutRepeats,
} from '../../../kit/http/schemas.ts';
import type { SpecsOf } from '../../../kit/http/command-spec.ts';

const referral = about.meta({ description: 'The referral, by the id of the step that made it' });
const service = code.meta({ description: "The agency's code of the service", example: 'supportive-housing' });
const feeCents = z
  .int()
  .exactOptional()
  .meta({ description: 'A fee for the referral: there may be none (AU-5)' });
const note = prose('What else is to be known.').optional();

export const referralSpecs = {
  grantRelease: {
    summary: 'Record a release of information that the client has signed (RF-3)',
    facts: z.strictObject({
      recipient: uuid.meta({ description: 'Id of the provider, team member or person who may be told' }),
      recipientKind: z.enum(recipientKinds),
      purpose: z.enum(releasePurposes),
      content: z
        .array(z.enum(releasableContents))
        .min(1)
        .max(releasableContents.length)
        .refine(withoutRepeats, 'names something twice'),
      expiresOn: localDate,
    }),
    words: {
      recipientName: line(200),
      howConsented: prose('How the client agreed: signed on paper, on a screen, with whom present.'),
      revocationTold: prose('How the client was told that it can be revoked.').optional(),
      note,
    },
  },
  revokeRelease: {
    summary: 'Record that the client takes a release back: nothing leaves under it from then on (RF-3)',
    facts: z.strictObject({ about }),
    words: { reason: prose('What the client said, if anything.').optional(), note },
  },
  recordChoice: {
    summary:
      "Record the client's informed choice of a provider: what was offered, what was chosen, why (PL-6)",
    facts: z.strictObject({
      service,
      options: z.array(uuid).min(1).max(20).refine(withoutRepeats, 'names something twice'),
      chosen: uuid.nullable().meta({ description: 'Null: the client wants none of them' }),
      replaces: stepId.exactOptional().meta({ description: 'The referral that came to nothing' }),
    }),
    words: {
      optionsOffered: prose('What the client was told of each.'),
      reasons: prose("The client's reasons, in their own words."),
      note,
    },
  },
  makeReferral: {
    summary: 'Make a referral to the provider that the client has chosen (RF-1, RF-2, RF-4)',
    facts: z.strictObject({
      provider: uuid,
      service,
      internal: z.boolean(),
      payer: code.exactOptional().meta({ description: 'Who pays for the service', example: 'medicaid' }),
      targetOn: localDate,
      reviewOn: localDate,
      availabilityKnown: z.boolean(),
      waitingDays: z.int().min(0).max(3650).nullable(),
      fits: z.boolean().meta({ description: "The provider serves the client's group" }),
      need: stepId.exactOptional().meta({ description: 'The confirmed need it is for' }),
      emergency: z.boolean().exactOptional(),
      feeCents,
    }),
    // RF-2: these and no more; there is no room for a note.
    words: {
      clientName: line(200),
      presentingIssue: line(500).meta({
        description: 'In short: what the provider needs to know, not the history',
      }),
      desiredServices: line(500),
      goals: line(500),
      receivingAgency: line(200),
      caseManager: line(200),
    },
  },
  sendReferral: {
    summary: 'Send the referral: only under a release that covers it (RF-1, RF-3)',
    facts: z.strictObject({ about: referral, release: stepId }),
    words: { note },
  },
  recordReferralAnswer: {
    summary: "Record the provider's answer; declined, the client chooses again (RF-6)",
    facts: z.strictObject({
      about: referral,
      answer: z.enum(referralAnswers),
      reason: z.enum(declineReasons).exactOptional(),
    }),
    words: { said: prose('What the provider said.').optional(), note },
  },
  startService: {
    summary: 'Record that the service has begun: its review falls due (RF-5)',
    facts: z.strictObject({ about: referral, feeCents }),
    words: { note },
  },
  reviewService: {
    summary: 'Review the service: continue, revise or switch (RF-5)',
    facts: z.strictObject({
      about: referral,
      decision: z.enum(reviewDecisions),
      targetOn: localDate.exactOptional(),
      reviewOn: localDate.exactOptional(),
    }),
    words: { findings: prose('What the review found, and why it is decided so.'), note },
  },
  recordServiceFeedback: {
    summary: 'Record what client, provider or collaterals say of the service (RF-6)',
    facts: z.strictObject({
      about: referral,
      from: z.enum(feedbackSources),
      delivered: z.boolean().meta({ description: 'The provider delivers what was agreed' }),
      release: stepId.exactOptional().meta({ description: 'For a collateral (CO-5)' }),
    }),
    words: { feedback: prose('What was said.'), note },
  },
  endService: {
    summary: 'Record that the service has ended',
    facts: z.strictObject({ about: referral, reason: z.enum(serviceEnds) }),
    words: { note },
  },
  withdrawReferral: {
    summary: 'Withdraw a referral before its service has begun',
    facts: z.strictObject({ about: referral, reason: z.enum(withdrawalReasons) }),
    words: { note },
  },
} satisfies SpecsOf<ReferralFacts | ReleaseFacts>;
