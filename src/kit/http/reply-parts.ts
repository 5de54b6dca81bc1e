import { z } from 'zod';
import { instantOut } from './schemas.ts';

/** Who did it; the name where it is known. */
export const author = z.strictObject({ staffId: z.string(), name: z.string().nullable() });

/** What people wrote with a step; only for roles that may read it. */
export const details = z
  .record(z.string(), z.unknown())
  .optional()
  .meta({ description: 'What people wrote; only for roles that may read it' });

/** A step as registers name it. */
export const stepMark = { stepId: z.string(), at: instantOut };

export const client = z
  .strictObject({
    reference: z.string(),
    givenName: z.string().optional(),
    familyName: z.string().optional(),
    birthDate: z.string().nullable().optional(),
  })
  .meta({ id: 'Client', description: 'Names and birth date only for roles that may read them' });
