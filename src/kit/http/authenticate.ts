import type { Caller } from '../reads.ts';
import type { Clock } from './context.ts';
import { type Refusal, refuse } from './reply.ts';
import { hashToken } from '../token.ts';

/** Long enough to spare the database a query a request, short enough for a withdrawn token to end soon. */
const rememberMs = 3000;
const mostRemembered = 1000;

type Known = { caller: Caller; expiresAt: number; until: number };

export type Authenticate = (authorization: string | undefined) => Promise<Caller | Refusal>;

/** The one place that says who calls: from the Authorization header to a member of staff. */
export function createAuthenticate(
  reads: { callerByToken(tokenHash: string): Promise<{ caller: Caller; expiresAt: number } | null> },
  clock: Clock,
): Authenticate {
  const known = new Map<string, Known>();

  async function look(hash: string): Promise<Known | undefined> {
    const now = clock.now();
    const remembered = known.get(hash);
    if (remembered && remembered.until > now) return remembered;
    known.delete(hash);
    const found = await reads.callerByToken(hash);
    if (!found) return undefined;
    if (known.size >= mostRemembered) known.clear();
    const entry = { ...found, until: now + rememberMs };
    known.set(hash, entry);
    return entry;
  }

  return async (authorization) => {
    const token = /^Bearer ([\w.~+/-]{16,200}=*)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) return refuse('unauthenticated');
    const found = await look(hashToken(token));
    if (!found) return refuse('unauthenticated');
    if (found.expiresAt <= clock.now()) return refuse('token-expired');
    return found.caller;
  };
}
