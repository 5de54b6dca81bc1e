import { z } from 'zod';
import { bases } from '../../engine/policy/profile.ts';
import type { ClientRow } from '../client-row.ts';
import { documentedBy, instantOut } from './dates.ts';

/** Who did it; the name where it is known. */
export const author = z.strictObject({ staffId: z.string(), name: z.string().nullable() });

/** Who did it in which role; the name where it is known. */
export const actor = z.strictObject({ staffId: z.string(), role: z.string(), name: z.string().nullable() });

const shownSigner = z.strictObject({ staffId: z.string(), role: z.string() });

/** Who did it, as documents keep them; the agency they acted for stays inside. */
export const signer = z
  .codec(shownSigner, shownSigner.extend({ agencyId: z.string().optional() }), {
    decode: (shown) => shown,
    encode: ({ staffId, role }) => ({ staffId, role }),
  })
  .meta({ override: documentedBy(shownSigner) });

/** The kind of a duty; beside it stands, as `title`, what that is called. */
const dutyKindOut = z.string().meta({ description: 'Kind of an obligation', 'x-duty': true });
/** A duty by its kind and its name: one is shown nowhere without the other. */
export const namedDuty = {
  kind: dutyKindOut,
  title: z
    .string()
    .meta({ description: 'What the duty is called', example: 'First contact with the client' }),
};

/** Where a number of the agency's comes from. */
export const sourced = { source: z.string(), basis: z.enum(bases) };

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
    id: z
      .string()
      .optional()
      .meta({ description: 'Their identity, with its history: /clients/{id}/identity' }),
    givenName: z.string().nullable().optional(),
    familyName: z.string().nullable().optional(),
    birthDate: z.string().nullable().optional(),
    initials: z.string().optional(),
  })
  .meta({
    id: 'Client',
    description:
      'As the newest revision of their identity says. All but the reference only for roles that may read it; of whom the reader has nothing to do with by now, reference and initials. Whoever has a single name has one of the two',
  });

/** What is shown of a client to who has nothing to do with them: enough to ask for them, or to break the glass. */
export function glimpseOf({ reference, givenName, familyName }: ClientRow) {
  return { reference, initials: [givenName, familyName].flatMap(initial).join(' ') };
}

function initial(name: string | null): string[] {
  const [first] = name?.trim() ?? '';
  return first === undefined ? [] : [`${first.toUpperCase()}.`];
}

/** The client with or without what identifies them. */
export function renderClient({ id, reference, givenName, familyName, birthDate }: ClientRow, names: boolean) {
  return names ? { id, reference, givenName, familyName, birthDate } : { reference };
}
