import { z } from 'zod';
import { actor } from '../../../kit/http/reply-parts.ts';
import { dateIn, instantOut } from '../../../kit/http/dates.ts';
import { staffMember, whyInShort } from '../../../kit/http/schemas.ts';

const text = z.string();

export const successor = staffMember('to-act').optional().meta({
  description:
    'The coordinator who goes on with what their discharged clients leave to do: outcome data, follow-ups, notes. Needed where there is any',
});

export const leavingBody = z
  .strictObject({
    lastDay: dateIn('planned').meta({ description: 'Not ahead' }),
    reason: whyInShort('Why; nothing of a client'),
    successor,
  })
  .meta({ id: 'LeavingBody' });

export const leftReply = z
  .strictObject({
    ...{ staffId: text, name: text, lastDay: text, reason: text, recordedAt: instantOut },
    by: actor,
  })
  .meta({ id: 'Left', description: 'They sign in no more, take no clients and are paged no more' });
