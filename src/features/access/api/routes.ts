import type { TokenRow } from '../postgres/ports.ts';
import { isOneOf } from '../../../kit/http/roles.ts';
import { accessPermissions } from './permissions.ts';
import type { Caller } from '../../../kit/reads.ts';
import { issueBody, issuedReply, revokeBody, tokenReply, tokensReply } from './schemas.ts';
import { uuid } from '../../../kit/http/schemas.ts';
import { hashToken, newToken } from '../../../kit/token.ts';
import { actReply, askOf } from '../../../kit/http/act-reply.ts';
import { ok, refuse, reply } from '../../../kit/http/reply.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { actorOf, type RouteContext } from '../../../kit/http/context.ts';

const tag = 'Staff';
const params = { id: uuid };
const dayMs = 86_400_000;

/** Who was hired gets access, and it ends: by its time, by being revoked, by leaving. */
export function accessTokenRoutes(context: RouteContext): Route[] {
  const { access, clock } = context;
  return [
    route({
      id: 'listAccessTokens',
      method: 'get',
      path: '/staff/{id}/access-tokens',
      tag,
      summary: 'Access tokens of a person: who issued them, until when, which were revoked; others their own',
      operation: 'access:own',
      params,
      replies: { 200: { description: 'The one that lasts longest first', schema: tokensReply } },
      problems: ['not-found'],
      async handle({ caller, params: { id = '' } }) {
        const rows = seesTo(caller, id) ? await access.tokens(caller.agencyId, id) : null;
        return rows === null
          ? refuse('not-found')
          : ok({ items: rows.map((row) => render(row, clock.now())) });
      },
    }),

    route({
      id: 'issueAccessToken',
      method: 'post',
      path: '/staff/{id}/access-tokens',
      tag,
      summary: 'Give somebody who works here access: the token is shown once',
      operation: 'access:give',
      params,
      body: issueBody,
      takesKey: true,
      replies: {
        201: { description: 'Issued', schema: issuedReply },
        200: { description: 'Had been issued by an earlier request with this key', schema: issuedReply },
      },
      problems: ['not-found', 'idempotency-key-reused', 'access-to-oneself', 'access-not-given-here'],
      async handle(input) {
        const { id = '' } = input.params;
        const ask = askOf(context, input, { route: `staff/${id}/access-tokens` });
        const token = newToken();
        const expiresAt = ask.now + input.body.days * dayMs;
        const outcome = await access.issue({ ...ask, staffId: id, hash: hashToken(token), expiresAt });
        return actReply(outcome, {
          thing: 'token',
          reply: (row, status) =>
            status === 'replayed'
              ? ok({ ...render(row, ask.now), token: null }, unstored)
              : reply(201, { ...render(row, ask.now), token }, unstored),
          refusal: refuse,
        });
      },
    }),

    route({
      id: 'revokeAccessToken',
      method: 'post',
      path: '/staff/{id}/access-tokens/{token}/revoke',
      tag,
      summary: 'End a token before its time, within seconds; a second time changes nothing. Others their own',
      operation: 'access:own',
      params: { ...params, token: uuid },
      body: revokeBody,
      replies: { 200: { description: 'As it stands now', schema: tokenReply } },
      problems: ['not-found', 'unknown-token', 'access-not-given-here'],
      async handle({ caller, body, params: { id = '', token = '' } }) {
        if (!seesTo(caller, id)) return refuse('not-found');
        const asked = { staffId: id, tokenId: token, reason: body.reason, now: clock.now() };
        const outcome = await access.revoke({ by: actorOf(caller), ...asked });
        return 'row' in outcome ? ok(render(outcome.row, asked.now)) : refuse(outcome.refusal);
      },
    }),
  ];
}

/** What is shown once is kept by nobody on its way. */
const unstored = { 'Cache-Control': 'no-store' };

function seesTo(caller: Caller, staffId: string): boolean {
  return caller.staffId === staffId || isOneOf(caller.role, accessPermissions['access:give']);
}

function render({ id, ...row }: TokenRow, now: number) {
  return { tokenId: id, ...row, opens: row.revoked === null && now < row.expiresAt };
}
