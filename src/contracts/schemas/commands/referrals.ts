import { z } from 'zod';
import type { ReferralFacts } from '../../../domain/referrals/steps.ts';
import { recipientKinds, releasableContents, releasePurposes } from '../../../domain/releases/steps.ts';
import { about, line, localDate, prose, uuid, withoutRepeats } from '../common.ts';
import type { SpecsOf } from './spec.ts';

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
} satisfies SpecsOf<ReferralFacts>;
