import { z } from 'zod';
import { crisis } from '../../crisis/api/replies.ts';
import { planVersions } from '../../plans/plan.ts';
import { planSections } from '../../plans/api/schemas.ts';
import { actor, author, details, stepMark } from '../../../kit/http/reply-parts.ts';
import { instantOut } from '../../../kit/http/dates.ts';

const text = z.string();
const reason = text.optional().meta({ description: 'Only for roles that may read what people wrote' });

const enrollment = z.strictObject({
  ...{ enrollmentId: text, stage: text, level: text, emergency: z.boolean() },
  ...{ receivedAt: instantOut, open: z.boolean(), coordinator: author.nullable() },
  enteredInErrorAt: instantOut.nullable(),
});

const file = z.strictObject({
  ...{ clientId: text, reference: text, givenName: text.nullable(), familyName: text.nullable() },
  ...{ birthDate: text.nullable(), linkedAt: instantOut, by: actor },
});

/** Another file of the same person, as the page of an enrollment names it. */
export const linkedFile = file
  .extend({ enrollments: z.array(enrollment) })
  .meta({ id: 'LinkedFile', description: 'Another file of the same person' });

/** The same, with what keeps the person safe. */
const wholeFile = file.extend({
  enrollments: z.array(
    enrollment.extend({
      reported: z
        .array(z.strictObject({ ...stepMark, type: text, details }))
        .meta({ description: 'The referral and the emergencies found later, with their needs' }),
      crises: z.array(crisis),
      safetyPlan: z
        .strictObject({
          ...{ version: z.enum(planVersions), writtenAt: instantOut },
          plan: planSections.shape.safetyPlan.unwrap(),
        })
        .nullable()
        .optional()
        .meta({
          description:
            'Of the newest complete plan that has one. Only for roles that may read what people wrote',
        }),
    }),
  ),
});

export const linkReply = z
  .strictObject({
    linkId: text,
    clients: z.array(z.strictObject({ clientId: text.nullable(), reference: text.nullable() })).meta({
      description: 'Of a link that was parted, null for a client with whom you have nothing to do',
    }),
    ...{ linkedAt: instantOut, by: actor, reason },
    unlinked: z.strictObject({ at: instantOut, by: actor, reason }).nullable(),
  })
  .meta({ id: 'ClientLink', description: 'Two files that are, or were, held for one person' });

export const linksReply = z
  .strictObject({
    files: z.array(wholeFile).meta({ description: 'The other files of this person' }),
    links: z.array(linkReply).meta({
      description:
        'What holds the files together, and after that the links there were of this one; the newest first',
    }),
  })
  .meta({ id: 'LinkedFiles' });
