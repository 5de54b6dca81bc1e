import { z } from 'zod';
import { actor } from '../../../kit/http/reply-parts.ts';
import { instantOut } from '../../../kit/http/dates.ts';
import { whyInShort } from '../../../kit/http/schemas.ts';

const text = z.string();

/** Our own default: long enough for a quarter's work, short enough that a forgotten token ends by itself. */
const mostDays = 90;

export const issueBody = z
  .strictObject({
    days: z.int().min(1).max(mostDays).default(mostDays).meta({ description: 'How long it lasts' }),
  })
  .meta({ id: 'AccessTokenBody' });

export const revokeBody = z
  .strictObject({ reason: whyInShort('Why; nothing of a client') })
  .meta({ id: 'AccessTokenEnd' });

const token = {
  tokenId: text.meta({ description: 'Names it; opens nothing' }),
  staffId: text,
  issued: z
    .strictObject({ by: actor, at: instantOut })
    .nullable()
    .meta({ description: 'Null for one that ops made' }),
  expiresAt: instantOut,
  revoked: z.strictObject({ by: actor, at: instantOut, reason: text }).nullable(),
  opens: z.boolean().meta({ description: 'Whether it can be used now' }),
};

export const tokenReply = z.strictObject(token).meta({ id: 'AccessToken' });

export const issuedReply = z
  .strictObject({
    ...token,
    token: text.nullable().meta({
      description:
        'The token, shown this once: only its hash is kept. Null where an earlier request with this key had it; revoke that one and issue another if it was lost',
    }),
  })
  .meta({ id: 'IssuedAccessToken' });

export const tokensReply = z
  .strictObject({ items: z.array(tokenReply) })
  .meta({ id: 'AccessTokens', description: 'The one that lasts longest first' });
