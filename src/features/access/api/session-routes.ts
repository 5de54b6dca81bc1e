import { z } from 'zod';
import { meReply, sessionEnded, sessionReply } from './session-schemas.ts';
import { covers } from '../../on-call/shift.ts';
import { agencyPolicy } from '../../../kit/http/documents/agency-policy.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { ok, refuse, reply } from '../../../kit/http/reply.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { sessionCookie } from '../../../kit/http/session-cookie.ts';
import { hashToken, newToken } from '../../../kit/token.ts';

const tag = 'Signing in';

/** Our own default: a long working day, or a night on call. */
const longestMs = 12 * 3_600_000;

/** Signing a browser in and out, and who is signed in. */
export function sessionRoutes(context: RouteContext): Route[] {
  const { access, clock, publicUrl } = context;
  return [
    route({
      id: 'openSession',
      method: 'post',
      path: '/session',
      tag,
      summary:
        'Sign a browser in: for the access token in the Authorization header it is given a cookie that opens the same, for at most twelve hours',
      operation: 'access:own',
      replies: { 201: { description: 'Signed in; the cookie is in Set-Cookie', schema: sessionReply } },
      problems: ['session-by-token'],
      async handle({ caller: { signedInBy } }) {
        if (!signedInBy || signedInBy.sessionHash !== null) return refuse('session-by-token');
        const now = clock.now();
        const value = newToken();
        const expiresAt = Math.min(now + longestMs, signedInBy.until);
        const { tokenId } = signedInBy;
        await access.openSession({ hash: hashToken(value), tokenId, openedAt: now, expiresAt });
        const seconds = Math.floor((expiresAt - now) / 1_000);
        return reply(201, { expiresAt }, { 'Set-Cookie': sessionCookie({ value, seconds }, publicUrl) });
      },
    }),

    route({
      id: 'endSession',
      method: 'post',
      path: '/session/end',
      tag,
      summary: 'Sign this browser out, within seconds; an access token stays as it is',
      operation: 'access:own',
      body: z.strictObject({}).meta({ id: 'SessionEndBody' }),
      replies: { 200: { description: 'Signed out; the cookie is taken away', schema: sessionEnded } },
      async handle({ caller: { signedInBy } }) {
        const now = clock.now();
        if (signedInBy?.sessionHash) await access.endSession(signedInBy.sessionHash, now);
        return ok({ endedAt: now }, { 'Set-Cookie': sessionCookie(null, publicUrl) });
      },
    }),

    route({
      id: 'getMe',
      method: 'get',
      path: '/me',
      tag,
      summary: 'Who calls, what they may do, where and when they are',
      operation: 'access:own',
      replies: { 200: { description: 'As it stands now', schema: meReply } },
      async handle({ caller }) {
        const { staffId, role, agencyId } = caller;
        const now = clock.now();
        const [row, { shifts }, { calendar, profileHash, calendarHash }] = await Promise.all([
          context.reads.me(caller, now),
          context.onCall.mine(agencyId, staffId, now),
          agencyPolicy(context, agencyId),
        ]);
        return ok({
          ...{ staffId, name: row.name, role, operations: context.operationsOf(role) },
          agency: {
            agencyId,
            name: row.agency,
            timeZone: calendar.timeZone,
            policy: { profileHash, calendarHash },
          },
          onCallNow: caller.onCall || shifts.some((shift) => covers(shift, now)),
          coveringFor: row.coveringFor,
          signedInUntil: caller.signedInBy?.until ?? null,
          draftKey: context.keyed.draftKey(staffId),
        });
      },
    }),
  ];
}
