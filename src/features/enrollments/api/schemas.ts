import { z } from 'zod';
import { enrollmentSorts, timelineOrders } from '../sorts.ts';
import { stages } from '../../../engine/record/summary.ts';
import { comprehensiveScreen, consentForms } from '../../referrals/api/form-schemas.ts';
import { birthDateQuality, mayLeaveMessage, phoneNumber } from '../../identity/api/schemas.ts';
import { hasDate } from '../../identity/identity.ts';
import { pageQuery } from '../../../kit/http/paging.ts';
import { dateIn, instantIn } from '../../../kit/http/dates.ts';
import {
  called,
  emergencyNeeds,
  flag,
  levelId,
  personName,
  prose,
  staffMember,
  uuid,
  why,
  withoutRepeats,
} from '../../../kit/http/schemas.ts';

const reference = called(100).meta({
  description: "The agency's own number of the client: names the person within the agency",
  example: 'C-1042',
});
const names = { givenName: personName(200).optional(), familyName: personName(200).optional() };
const birthDate = dateIn('born').optional();
const differentFrom = z.array(uuid).max(60).refine(withoutRepeats, 'names something twice').optional().meta({
  description:
    'Clients (`clientId`) who look like this person and are somebody else: the candidates of `looks-alike`',
});

const referredClient = z
  .strictObject({
    ...{ reference, ...names, birthDate },
    birthDateQuality: birthDateQuality.optional().meta({ description: 'Left out: full, or not-collected' }),
    phone: z.strictObject({ value: phoneNumber, mayLeaveMessage }).optional(),
    differentFrom,
    sameAsOnRecord: uuid.optional().meta({
      description:
        'The client (`clientId`) who is meant though something differs: `onRecord` of `person-differs`. What is on record stays; that it was confirmed, and what was told, is on record. Refused where the reference leads to another file',
    }),
  })
  .refine(({ givenName, familyName }) => (givenName ?? familyName) !== undefined, {
    path: ['familyName'],
    error: 'is missing: whoever has a single name gives it as one of the two',
  })
  .refine(
    ({ birthDate, birthDateQuality: quality }) =>
      quality === undefined || hasDate(quality) === (birthDate !== undefined),
    {
      path: ['birthDateQuality'],
      error: 'full and approximate are of a date, the others of none',
    },
  );

/** A referral from the Central Intake Unit (IN-1). */
export const newEnrollmentBody = z
  .strictObject({
    client: referredClient,
    referral: z.strictObject({
      receivedAt: instantIn('received')
        .optional()
        .meta({ description: 'When the referral arrived; left out, it is now. Clocks start here.' }),
      level: levelId,
      emergency: z.boolean(),
      needs: emergencyNeeds.default([]),
      dangerConsidered: why(
        'Why it is no emergency all the same, where a need is dangerous by its kind: asked for then.',
      ).optional(),
      screen: comprehensiveScreen.optional(),
      consents: consentForms.default([]),
      noConsents: z.literal(true).optional().meta({
        description:
          'That no consent came: the client is asked for them. Left out with none, nobody was asked',
      }),
      note: prose('What else is to be known.').optional(),
    }),
  })
  .refine(({ referral: { consents, noConsents } }) => noConsents === undefined || consents.length === 0, {
    path: ['referral', 'noConsents'],
    error: 'is said though some came',
  })
  .meta({ id: 'NewEnrollment' });

/** What a referral tells of the person so far, whose fields are being filled in. */
export const possibleDuplicatesBody = z
  .strictObject({
    client: z.strictObject({
      ...{ reference: reference.optional(), ...names, birthDate },
      phone: z.strictObject({ value: phoneNumber }).optional(),
      differentFrom,
    }),
  })
  .meta({ id: 'PossibleDuplicatesOf' });

export const enrollmentListQuery = z.strictObject({
  stage: z.enum(stages).optional(),
  level: levelId.optional(),
  coordinator: z
    .union([z.literal(['me', 'none']), staffMember('about')])
    .optional()
    .meta({ description: "A coordinator's staff id, `me`, or `none`" }),
  overdue: flag.optional().meta({ description: 'Whether anything is overdue now' }),
  sort: z
    .enum(enrollmentSorts)
    .default('received')
    .meta({ description: 'The newest referral first, or what is due next' }),
  ...pageQuery,
});

export const timelineQuery = z.strictObject({
  order: z.enum(timelineOrders).default('asc').meta({ description: 'The oldest entry first, or the newest' }),
  type: z
    .string()
    .regex(/^[A-Za-z]{1,60}$/)
    .optional()
    .meta({ description: 'Events of that type alone', example: 'ContactLogged' }),
  after: z.coerce.number().int().min(0).max(2_000_000_000).default(0).meta({
    description:
      '`nextAfter` of the page before: events with a higher `seq`, of the newest first with a lower one',
  }),
  limit: z.coerce.number().int().min(1).max(500).default(200).meta({ description: 'Items of a page' }),
});

export const worklistQuery = z.strictObject({
  soonHours: z.coerce.number().int().min(1).max(720).default(72).meta({
    description: 'How many hours ahead counts as soon',
  }),
});
