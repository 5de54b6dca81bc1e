import { z } from 'zod';
import { successor } from './leaving-schemas.ts';
import { agencyRoles } from '../changing.ts';
import { actor } from '../../../kit/http/reply-parts.ts';
import { instantOut } from '../../../kit/http/dates.ts';
import { personName, whyInShort } from '../../../kit/http/schemas.ts';

const text = z.string();
const turned = z
  .strictObject({ from: text, to: text })
  .nullable()
  .meta({ description: 'Null: it has stayed' });

export const emailAddress = z.email().max(200);

export const changeBody = z
  .strictObject({
    name: personName(200).optional(),
    email: emailAddress.optional().meta({ description: 'What waits to be sent goes there' }),
    role: z.enum(agencyRoles).optional(),
    successor: successor,
    reason: whyInShort('Why; nothing of a client'),
  })
  .meta({ id: 'StaffChangeBody', description: 'What is left out stays' });

export const changedReply = z
  .strictObject({
    change: text.meta({ description: 'Names it' }),
    staffId: text,
    revision: z.int().meta({ description: 'Of the person, since then: the ETag of GET /staff/{id}' }),
    changed: z
      .strictObject({ name: turned, email: turned, role: turned })
      .meta({ description: 'What has changed, from what to what' }),
    ...{ by: actor, recordedAt: instantOut, reason: text },
  })
  .meta({ id: 'StaffChange' });

export const changesReply = z.strictObject({ items: z.array(changedReply) }).meta({ id: 'StaffChanges' });
