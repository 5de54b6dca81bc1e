import { z } from 'zod';
import { disclosureLaws, type Told, toldRoles } from '../../../engine/record/steps/disclosures.ts';
import { releasableContents } from '../../../engine/record/steps/releases.ts';
import { prose, stepId, withoutRepeats } from '../../../kit/http/schemas.ts';
import { disclosedToKinds } from '../disclosure.ts';

const oneTold = z
  .strictObject({
    recipientKind: z.enum(disclosedToKinds),
    recipient: z
      .union([stepId, z.enum(toldRoles)])
      .exactOptional()
      .meta({
        description:
          'Id of the provider, the agency or the member of the roster; of somebody whom a release names without one, that release; of `role`, what they are to the client. Left out of the payer',
      }),
    content: z
      .array(z.enum(releasableContents))
      .min(1)
      .max(releasableContents.length)
      .refine(withoutRepeats, 'names something twice'),
    ground: z.enum(['release', 'none', ...disclosureLaws]).meta({
      description: 'What allowed it: a release, a law (42 CFR part 2), or nothing',
    }),
    release: stepId.exactOptional().meta({ description: 'The release, by the step that granted it' }),
  })
  .meta({ id: 'Told', description: 'One whom something about the client was told' });

/** What about the client was told, as a fact of the step. */
export const disclosed = z
  .array(oneTold)
  .max(20)
  .exactOptional()
  .meta({ description: 'What about the client was told, and to whom; an empty list: nothing (RF-3)' });

/** What is written of it. Protected. */
export const tellingWords = {
  toldWords: prose('What exactly was told, and to whom.').optional(),
  emergencyNote: prose(
    'Told in a medical emergency: who of the medical personnel, where they work, who told them, when, and what the emergency was (42 CFR 2.51).',
  ).optional(),
};

/** What does not agree in it; `asked`: it has to be said. */
export function tellingFaults(body: Record<string, unknown>, asked: boolean) {
  const given = body['disclosed'] as Told[] | undefined;
  if (given === undefined)
    return asked
      ? [{ field: 'disclosed', detail: 'is required: what about the client was told, or nothing' }]
      : [];
  return given.flatMap(({ recipientKind, recipient, ground, release }, place) => {
    const isRole = recipient !== undefined && (toldRoles as readonly string[]).includes(recipient);
    const isLeftOut = recipient === undefined;
    return [
      ...(isRole === (recipientKind === 'role') && isLeftOut === (recipientKind === 'payer')
        ? []
        : [{ field: `disclosed.${place}.recipient`, detail: 'does not fit its kind' }]),
      ...((ground === 'release') === (release !== undefined)
        ? []
        : [
            {
              field: `disclosed.${place}.release`,
              detail: 'belongs to what a release allowed, and to nothing else',
            },
          ]),
    ];
  });
}
