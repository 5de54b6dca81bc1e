import { z } from 'zod';
import { dateIn } from '../../../kit/http/dates.ts';
import { called, line, personName } from '../../../kit/http/schemas.ts';
import type { IdentityContent } from '../identity.document.ts';
import { birthDateQualities, nameUses, ownSystem, phoneUses, sourceTypes, toldMembers } from '../identity.ts';

export const birthDateQuality = z.enum(birthDateQualities).meta({
  description: 'How well the date is known; unknown, refused and not-collected are of none',
});
// Of somebody's life, as the birth date is.
const period = z.strictObject({ start: dateIn('born').optional(), end: dateIn('born').optional() });
const system = z.literal('phone');
/** A name of ours (`county`), or one that says whose number it is, as `hmis:` and its source do. */
const identifierSystem = z
  .string()
  .max(400)
  .regex(/^[A-Za-z0-9][!-~]*$/);

/** A number as people write it. */
export const phoneNumber = line(40)
  .refine((text) => text.replaceAll(/\D/g, '').length >= 3, 'is no number')
  .meta({ description: 'Protected.', example: '+1 414 555 0100' });
export const mayLeaveMessage = z
  .boolean()
  .meta({ description: 'Whether a message may be left there without giving the client away' });

/** Who somebody is, as it comes in. */
export const identityFields = {
  name: z
    .array(
      z.strictObject({
        use: z.enum(nameUses),
        given: personName(200).optional(),
        family: personName(200).optional(),
        text: personName(400).optional().meta({ description: 'A name that has no such parts' }),
        period: period.optional(),
      }),
    )
    .min(1)
    .max(20)
    .meta({ description: 'Whoever has a single name has one of given, family and text. Protected.' }),
  birthDate: dateIn('born').nullable(),
  birthDateQuality,
  identifier: z
    .array(
      z.strictObject({
        system: identifierSystem.meta({
          description: `Who gave it; \`${ownSystem}\`: the agency's own, the reference`,
        }),
        value: called(200),
        period: period.optional(),
      }),
    )
    .min(1)
    .max(50),
  telecom: z
    .array(z.strictObject({ system, value: phoneNumber, use: z.enum(phoneUses).optional(), mayLeaveMessage }))
    .max(20),
};

const text = z.string();
const kept = z.strictObject({ start: text.optional(), end: text.optional() }).optional();
const told = z.strictObject({
  givenName: text.nullable(),
  familyName: text.nullable(),
  birthDate: text.nullable(),
});

/** The same as it is kept: what was taken in once is read for ever. */
export const identityContent: z.ZodType<IdentityContent> = z
  .strictObject({
    name: z.array(
      z.strictObject({
        use: z.enum(nameUses),
        ...{ given: text.optional(), family: text.optional(), text: text.optional(), period: kept },
      }),
    ),
    birthDate: text.nullable(),
    birthDateQuality,
    identifier: z.array(z.strictObject({ system: text, value: text, period: kept })),
    telecom: z.array(
      z.strictObject({ system, value: text, use: z.enum(phoneUses).optional(), mayLeaveMessage }),
    ),
    source: z
      .strictObject({
        type: z.enum(sourceTypes),
        enrollmentId: text.optional().meta({ description: 'Whose referral it came with' }),
        told: told.optional().meta({
          description: 'Of a confirmation: who was told, and said to be the same person',
        }),
        differing: z.array(z.enum(toldMembers)).optional(),
        toldReference: text.optional().meta({
          description:
            "Of the file that an emergency got to itself: the reference it came under, which is somebody else's",
        }),
      })
      .meta({ description: 'Where this revision comes from' }),
  })
  .meta({ id: 'Identity' });
