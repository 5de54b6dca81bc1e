import { z } from 'zod';
import { referralStates } from '../state.ts';
import {
  declineReasons,
  feedbackSources,
  referralAnswers,
  reviewDecisions,
  serviceEnds,
  withdrawalReasons,
} from '../../../engine/record/steps/referrals.ts';
import {
  recipientKinds,
  releasableContents,
  releaseExpiries,
  releasePurposes,
  signatures,
  signers,
  signingAuthorities,
} from '../../../engine/record/steps/releases.ts';
import { dateOut, instantOut } from '../../../kit/http/dates.ts';
import { author, details, namedDuty, stepMark } from '../../../kit/http/reply-parts.ts';

const text = z.string();
const day = z.int().meta({ description: 'Local days after the start of the service' });
const entry = { ...stepMark, by: author, details };

const release = z
  .strictObject({
    ...entry,
    recipient: text.meta({
      description:
        'Id of the provider, member of the roster or agency; of somebody named in words, of the release itself',
    }),
    recipientKind: z.enum(recipientKinds),
    purpose: z.enum(releasePurposes),
    content: z.array(z.enum(releasableContents)),
    expiry: z.enum(releaseExpiries),
    expiresOn: dateOut,
    signer: z.enum(signers).nullable().meta({ description: 'Null in what was recorded before it was asked' }),
    authority: z.enum(signingAuthorities).nullable(),
    signature: z.enum(signatures).nullable(),
    signedOn: dateOut.nullable(),
    copy: text.nullable().meta({
      description: 'The file with what was signed, by its attachment; the newest of several',
    }),
    copyMissing: z
      .boolean()
      .meta({ description: 'Signed on paper, and no file of the client is what was signed' }),
    revokedAt: instantOut.nullable(),
    endedAt: instantOut.nullable().meta({ description: 'When its event or condition came' }),
    inForce: z.boolean().meta({ description: 'Given, not revoked, not ended, not expired: now' }),
    sent: z.array(text).meta({ description: 'What was sent under it, by its steps' }),
  })
  .meta({ id: 'Release' });

export const releaseList = z.strictObject({ asOf: instantOut, items: z.array(release) });

const choice = z
  .strictObject({
    ...entry,
    service: text,
    options: z.array(text).meta({ description: 'Ids of the providers offered' }),
    chosen: text.nullable(),
    replaces: text.nullable(),
    referral: text.nullable().meta({ description: 'The referral made on it' }),
  })
  .meta({ id: 'Choice' });

const referral = z
  .strictObject({
    ...entry,
    state: z.enum(referralStates),
    provider: text,
    service: text,
    internal: z.boolean(),
    emergency: z.boolean(),
    need: text.nullable(),
    payer: text.nullable(),
    targetOn: dateOut.meta({ description: 'As the newest review has it' }),
    reviewOn: dateOut,
    choice: text.nullable(),
    daysWaiting: z.int().nullable().meta({
      description: 'Local days since it was made while the service has not begun; null once it has',
    }),
    sent: z
      .strictObject({
        ...entry,
        release: text,
        covered: z.boolean().meta({
          description: 'False where a revocation or a correction entered later took the ground from it',
        }),
      })
      .nullable(),
    answers: z.array(
      z.strictObject({
        ...entry,
        answer: z.enum(referralAnswers),
        reason: z.enum(declineReasons).nullable(),
      }),
    ),
    started: z.strictObject(entry).nullable(),
    reviews: z.array(z.strictObject({ ...entry, day, decision: z.enum(reviewDecisions) })),
    feedback: z.array(z.strictObject({ ...entry, from: z.enum(feedbackSources), delivered: z.boolean() })),
    ended: z
      .strictObject({ ...entry, reason: z.enum([...new Set([...serviceEnds, ...withdrawalReasons])]) })
      .nullable(),
    owed: z.array(z.strictObject({ key: text, ...namedDuty, due: instantOut, overdue: z.boolean() })),
  })
  .meta({ id: 'ServiceReferral' });

export const referralList = z.strictObject({
  asOf: instantOut,
  items: z.array(referral),
  choices: z.array(choice),
});

export const transmittalReply = z
  .strictObject({
    clientName: text,
    madeOn: dateOut,
    sentOn: dateOut,
    presentingIssue: text,
    desiredServices: text,
    goals: text,
    payer: text.nullable().meta({ description: 'Who pays: as the plan says it' }),
    payerAsked: text.nullable().meta({ description: 'Who was asked to pay and has not answered' }),
    receivingAgency: text,
    targetOn: dateOut,
    reviewOn: dateOut,
    caseManager: text,
    text: text.meta({ description: 'The same for printing' }),
  })
  .meta({ id: 'Transmittal', description: 'What the provider is told, and nothing more (RF-2)' });
