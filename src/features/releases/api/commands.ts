import { dateIn } from '../../../kit/http/dates.ts';
import { about, called, note, prose, uuid, why, withoutRepeats } from '../../../kit/http/schemas.ts';
import {
  type ReleasableContent,
  recipientKinds,
  releasableContents,
  releasePurposes,
} from '../../../engine/record/steps/releases.ts';
import { namedRecipient } from '../../referrals/api/named-provider.ts';
import type { SpecsFor } from '../../../kit/http/command-spec.ts';
import { team } from '../../../kit/http/roles.ts';
import type { releaseStepRules } from '../step-rules.ts';
import { z } from 'zod';

/** 42 CFR 2.31(b): a consent for counselling notes is combined with no other. */
const counsellingNotesAlone = (content: readonly ReleasableContent[]) =>
  content.length === 1 || !content.includes('counselling-notes');

export const releaseSpecs = {
  grantRelease: {
    summary: 'Record a release of information that the client has signed (RF-3)',
    // The Central Intake Unit sends consents with its referral, and hears of revocations, too.
    roles: ['intake', ...team],
    problems: { 'release-expired': true },
    resolve: namedRecipient,
    facts: z.strictObject({
      recipient: uuid.meta({ description: 'Id of the provider, team member or person who may be told' }),
      recipientKind: z.enum(recipientKinds),
      purpose: z.enum(releasePurposes),
      content: z
        .array(z.enum(releasableContents))
        .min(1)
        .max(releasableContents.length)
        .refine(withoutRepeats, 'names something twice')
        .refine(counsellingNotesAlone, {
          error: 'has something beside counselling notes, which go by a release of their own',
        }),
      expiresOn: dateIn('expires'),
    }),
    details: {
      recipientName: called(200),
      howConsented: prose('How the client agreed: signed on paper, on a screen, with whom present.'),
      revocationTold: prose('How the client was told that it can be revoked.').optional(),
      note,
    },
  },

  revokeRelease: {
    summary: 'Record that the client takes a release back: nothing leaves under it from then on (RF-3)',
    roles: ['intake', ...team],
    problems: { 'unknown-release': true, 'release-already-revoked': true },
    resolve: null,
    facts: z.strictObject({ about }),
    details: { reason: why('What the client said, if anything.').optional(), note },
  },
} satisfies SpecsFor<typeof releaseStepRules>;
