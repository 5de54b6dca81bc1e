import { z } from 'zod';
import type { Reply } from './reply.ts';
import type { Route } from './route.ts';

/**
 * A handler answered with what its route does not promise. Nothing of it is sent; `misfits` say where and how, without
 * a value.
 */
export class ReplyMismatchError extends Error {
  override readonly name = 'ReplyMismatchError';
  readonly misfits: readonly string[];

  constructor(misfits: readonly string[]) {
    super('a reply does not fit its schema');
    this.misfits = misfits;
  }
}

const most = 10;
// A member that a schema names. An id, or another key that comes from data, holds a digit or a hyphen, or is no member.
const member = /^[a-z][A-Za-z]{0,39}$/;

/** What a handler answered with, as it leaves: JSON is made from the domain's values by the schema of its status. */
export function encodeReply({ replies }: Pick<Route, 'replies'>, reply: Reply): Reply {
  const spec = replies[reply.status];
  if (!spec) throw new ReplyMismatchError([`undocumented status ${reply.status}`]);
  if (spec.type !== undefined) return reply;
  const { data, error } = z.safeEncode(spec.schema, reply.body);
  if (!error) return { ...reply, body: data };
  throw new ReplyMismatchError(error.issues.slice(0, most).map(misfitOf));
}

function misfitOf({ code, path }: z.core.$ZodIssue): string {
  const parts = path.map((part) => (typeof part === 'string' && member.test(part) ? part : '*'));
  return `${code} at /${parts.join('/')}`;
}
