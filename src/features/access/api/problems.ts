import type { AccessRefusal } from '../issue.ts';
import type { ViewRefusal } from '../postgres/ports.ts';
import { type Problem, refusal } from '../../../kit/http/problem.ts';

/** The part of the error table that access tokens add. */
export const accessProblems = {
  'access-to-oneself': refusal(
    403,
    'Nobody gives access to themselves',
    'Ask another director, or ops. Your own tokens you can revoke.',
  ),
  'access-not-given-here': refusal(
    403,
    'Access of this role is not the agency’s to give or to take',
    'Ask ops: they give access to the payer and to themselves.',
  ),
  'unknown-token': refusal(
    404,
    'This person has no such token',
    'Name a token as GET /staff/{id}/access-tokens shows it.',
  ),
  'unknown-view': refusal(
    404,
    'You have no such view',
    'It was deleted meanwhile, perhaps on another device.',
  ),
  'view-known': refusal(
    409,
    'You have a view of that name on this page',
    'Choose another name, or delete that one first.',
  ),
  'too-many-views': refusal(
    409,
    'You have as many views as can be kept',
    'Delete one that you no longer use.',
  ),
  'session-by-token': refusal(
    403,
    'A session is opened with an access token',
    'Send your token as "Authorization: Bearer …". A session opens no other one: it ends, and you sign in anew.',
  ),
} satisfies Record<AccessRefusal | ViewRefusal | 'session-by-token', Problem>;
