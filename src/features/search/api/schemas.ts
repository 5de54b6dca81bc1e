import { askedDays } from '../../relation/api/asked-days.ts';
import { z } from 'zod';
import { relations } from '../../relation/relation.ts';
import { matches, occasions } from '../rank.ts';
import { pageOf, pageQuery } from '../../../kit/http/paging.ts';
import { actor, author } from '../../../kit/http/reply-parts.ts';
import { instantOut } from '../../../kit/http/dates.ts';
import { line, staffMember, uuid } from '../../../kit/http/schemas.ts';

/** What is looked for. */
export const searched = {
  q: line(200).meta({
    description:
      'Names (in any order, with typing errors, or their first three letters), a number of the client, a telephone number or its last four digits, a birth date; together or alone',
    example: 'Quintavalle Marisol',
  }),
};

const matched = z.array(z.enum(matches)).meta({ description: 'By what they were found' });

const file = z.strictObject({
  ...{ clientId: z.string(), reference: z.string(), givenName: z.string().nullable() },
  familyName: z.string().nullable(),
  birthDate: z.string().nullable(),
  enrollments: z.array(
    z.strictObject({
      enrollmentId: z.string(),
      why: z.enum(relations).nullable().meta({
        description: 'Why you may see this enrollment; null: it is one with which you have nothing to do',
      }),
      stage: z.string().nullable(),
      level: z.string().nullable(),
      coordinator: author.nullable(),
      receivedAt: instantOut,
      open: z.boolean(),
    }),
  ),
});

const own = file
  .extend({
    matched,
    linked: z.array(file).meta({ description: 'Other files of the same person' }),
  })
  .meta({ id: 'FoundClient', description: 'A client whom you may see' });

const other = z
  .strictObject({
    ...{ clientId: z.string(), reference: z.string(), initials: z.string() },
    birthYear: z.number().int().nullable(),
    matched,
    breakGlass: z.string().nullable().meta({
      description:
        'Where you break the glass (POST, with a reason) if it cannot wait; null where there is nothing to look at yet',
    }),
  })
  .meta({
    id: 'OtherClient',
    description:
      'A client of the agency with whom you have nothing to do. That you were shown them is on record',
  });

/** Whom somebody was shown, as far as they may see them. */
export const people = { own: z.array(own), others: z.array(other) };

export const searchReply = z
  .strictObject({
    ...people,
    more: z.boolean().meta({ description: 'Whether there are others: say more to find them' }),
  })
  .meta({ id: 'SearchResult', description: 'The best first; your own clients before all others' });

export const shownQuery = z.strictObject({
  staffId: staffMember('about').optional().meta({ description: 'Whom they were shown to' }),
  clientId: uuid.optional().meta({ description: 'Who was shown' }),
  ...askedDays,
  ...pageQuery,
});

export const shownReply = pageOf(
  z
    .strictObject({
      ...{ id: z.string(), at: instantOut, by: actor, occasion: z.enum(occasions) },
      clients: z.array(z.strictObject({ clientId: z.string(), reference: z.string() })),
    })
    .meta({
      id: 'ShownClients',
      description: 'Somebody was shown clients with whom they have nothing to do',
    }),
).meta({ id: 'ShownClientsPage' });
