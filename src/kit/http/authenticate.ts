import type { IncomingHttpHeaders } from 'node:http';
import type { Caller } from '../reads.ts';
import type { Clock } from './context.ts';
import { type Refusal, refuse } from './reply.ts';
import { sessionIn } from './session-cookie.ts';
import { hashToken } from '../token.ts';

/** Long enough to spare the database a query a request, short enough for a withdrawn token to end soon. */
const shortMs = 3000;
const mostRemembered = 1000;

type Found = { caller: Caller; expiresAt: number };
type Known = Found & { until: number };
type Look = (hash: string) => Promise<Found | null>;

/** What of a request says who sends it. */
export type Sent = { method: string; headers: IncomingHttpHeaders };

export type Authenticate = (sent: Sent) => Promise<Caller | Refusal>;

/**
 * The one place that says who calls: from the Authorization header, or without one from the cookie of a session, to a member of
 * staff. A browser sends the cookie along with whatever another site makes it send, so what changes something by a session
 * has to come from a page of this address. `origin`: where callers reach the API.
 */
export function createAuthenticate(
  reads: { callerByToken: Look; callerBySession: Look },
  { clock, origin, rememberMs = shortMs }: { clock: Clock; origin: string; rememberMs?: number },
): Authenticate {
  const byToken = remembering(reads.callerByToken, clock, rememberMs);
  const bySession = remembering(reads.callerBySession, clock, rememberMs);

  return async ({ method, headers }) => {
    const token = /^Bearer ([\w.~+/-]{16,200}=*)$/i.exec(headers.authorization ?? '')?.[1];
    const session = headers.authorization === undefined ? sessionIn(headers.cookie) : undefined;
    const secret = token ?? session;
    if (secret === undefined) return refuse('unauthenticated');
    const found = await (token === undefined ? bySession : byToken)(hashToken(secret));
    if (!found) return refuse('unauthenticated');
    if (found.expiresAt <= clock.now()) return refuse('token-expired');
    const changes = method !== 'GET' && method !== 'HEAD';
    return session !== undefined && changes && !isFromHere(headers, origin)
      ? refuse('not-from-here')
      : found.caller;
  };
}

/** Another site can set neither: for a header of one's own a browser asks first, and it alone says the origin. */
function isFromHere({ origin, host, 'x-requested-with': by }: IncomingHttpHeaders, own: string): boolean {
  if (by === undefined || origin === undefined || !URL.canParse(origin)) return false;
  return new URL(origin).origin === new URL(own).origin || new URL(origin).host === host;
}

function remembering(
  read: Look,
  clock: Clock,
  rememberMs: number,
): (hash: string) => Promise<Found | undefined> {
  const known = new Map<string, Known>();
  return async (hash) => {
    const now = clock.now();
    const remembered = known.get(hash);
    if (remembered && remembered.until > now) return remembered;
    known.delete(hash);
    const found = await read(hash);
    if (!found) return undefined;
    if (known.size >= mostRemembered) known.clear();
    const entry = { ...found, until: now + rememberMs };
    known.set(hash, entry);
    return entry;
  };
}
