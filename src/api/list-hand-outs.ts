import { z } from 'zod';
import { disclosureLaws } from '../engine/record/steps/disclosures.ts';
import { releasePurposes } from '../engine/record/steps/releases.ts';
import { listRecipients, toWhomOfList } from '../features/disclosures/api/known-recipients.ts';
import { namesOfRecipients } from '../features/disclosures/api/recipients.ts';
import type { Disclosure, Ground } from '../features/disclosures/disclosure.ts';
import { laws } from '../features/disclosures/laws.ts';
import { calledOf } from '../features/papers/api/handed-out-copy.ts';
import { texts } from '../features/papers/api/printing.ts';
import { tableNotice } from '../features/papers/handed-out.ts';
import { actorOf, type RouteContext } from '../kit/http/context.ts';
import { agencyPolicy, dateAt } from '../kit/http/documents/agency-policy.ts';
import { isRefusal, refuse, type Refusal } from '../kit/http/reply.ts';
import { type Route, route } from '../kit/http/route.ts';
import { called, line, why } from '../kit/http/schemas.ts';
import { csvReply } from '../kit/http/serve-csv.ts';
import { readQuery } from '../kit/http/serve-route.ts';
import { mayDo } from './permissions.ts';

const allowedBy = z
  .discriminatedUnion('ground', [
    z.strictObject({ ground: z.literal('release') }),
    z.strictObject({
      ground: z.literal('law'),
      law: z.enum(disclosureLaws),
      note: why('Who asked for it, and why it is so.'),
    }),
  ])
  .meta({
    description: 'A law, or of each client in it a release of their own to that recipient for that purpose',
  });

const body = z
  .strictObject({
    read: line(2_000).meta({
      description: 'The list with its filters, as it is read: its address below /api/v1',
      example: '/enrollments?overdue=true',
    }),
    to: toWhomOfList,
    recipientName: called(200).optional().meta({ description: 'Who that is by name. Protected' }),
    purpose: z.enum(releasePurposes),
    allowedBy,
  })
  .meta({ id: 'ListHandOut' });

/**
 * A table that names clients goes to somebody outside: a disclosure of each of them (RF-3). It is made and put on record in one
 * request, so that there is none without the other; asked for twice, it has left twice.
 */
export function listHandOutRoute(context: RouteContext, routes: readonly Route[]): Route {
  const { clock, disclosures } = context;
  return route({
    id: 'handOutList',
    method: 'post',
    path: '/lists-taken/hand-outs',
    tag: 'Disclosures',
    summary:
      'A list as a table for somebody outside: a line of the accounting for each client in it, and the notice of 42 CFR 2.32 below its rows (RF-3)',
    operation: 'list:hand-out',
    body,
    replies: {
      200: { description: 'The table; that it left is on record', schema: z.string(), type: ['text/csv'] },
    },
    problems: [
      'list-not-handed-out',
      'list-not-covered',
      'law-does-not-cover',
      'unknown-recipient',
      'not-found',
      'invalid-parameter',
    ],
    async handle({ caller, body: asked }) {
      const found = askedList(routes, asked.read);
      const tells = found?.csv.tells ?? null;
      if (!found || tells === null) return refuse('list-not-handed-out', { errors: [unknownList] });
      const { list, csv, params } = found;
      if (list.operation !== null && !mayDo(caller.role, list.operation)) return refuse('forbidden');
      const now = clock.now();
      const { calendar } = await agencyPolicy(context, caller.agencyId);
      const today = async () => dateAt({ calendar }, now);
      const query = await readQuery(list, found.query, { now, today });
      if (isRefusal(query)) return query;
      const { to, purpose, recipientName } = asked;
      if (!(await listRecipients(context, caller.agencyId, [to])))
        return refuse('unknown-recipient', { errors: [unknownTo] });

      const law = asked.allowedBy.ground === 'law' ? asked.allowedBy : null;
      const ground: Ground | 'any' = law ? { law: law.law } : 'any';
      const leaving: Disclosure = { way: 'list', to, purposes: [purpose], content: tells, items: [] };
      const words = {
        ...(law ? { note: law.note } : {}),
        ...(recipientName === undefined ? {} : { recipientName }),
      };
      const names = await namesOfRecipients(context, { agencyId: caller.agencyId, enrollmentId: '' }, [to]);
      const whom = calledOf(texts, { to, words }, names);
      return csvReply(
        { ...list, csv },
        { caller, params, query: query.value, body: undefined, key: undefined, ...notVersioned },
        {
          ...{ calendar, now },
          notice: tableNotice(texts, { to: whom, purpose, citation: law && laws[law.law].citation }),
          async keep(taken) {
            const by = actorOf(caller);
            const outcome = await disclosures.letListGo({ taken, by, now, leaving, ground, words });
            return outcome.ok ? undefined : refusalOf(outcome);
          },
        },
      );
    },
  });
}

const notVersioned = { expectedVersion: undefined, codes: null };
const unknownTo = { pointer: '/to/id', detail: 'is nobody of that kind whom the record knows' };
const unknownList = { pointer: '/read', detail: 'is not where a list that names clients is read' };
const mostNamed = 10;

function refusalOf({
  refusal,
  of,
}: {
  refusal: 'not-found' | 'release-missing' | 'law-does-not-cover';
  of: string[];
}): Refusal {
  if (refusal !== 'release-missing') return refuse(refusal);
  const named = of.slice(0, mostNamed).join(', ');
  const others = of.length - mostNamed;
  const detail =
    others > 0
      ? `No release of theirs covers it: ${named}, and ${others} others.`
      : `No release of theirs covers it: ${named}.`;
  return refuse('list-not-covered', { detail });
}

/** Which list an address reads, by which filters; null: it is none that comes as a table. */
function askedList(routes: readonly Route[], read: string) {
  const [path = '', search = ''] = read.split('?', 2);
  for (const list of routes) {
    const { csv } = list;
    const params = csv && paramsIn(list, path);
    if (!csv || !params) continue;
    const { format: _, ...query } = Object.fromEntries(new URLSearchParams(search));
    return { list, csv, params, query };
  }
  return null;
}

function paramsIn({ path, params }: Route, asked: string): Record<string, string> | null {
  const [parts, given] = [path.split('/'), asked.split('/')];
  if (parts.length !== given.length) return null;
  const found: Record<string, string> = {};
  for (const [n, part] of parts.entries()) {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    const value = given[n] ?? '';
    if (name === undefined) {
      if (part !== value) return null;
      continue;
    }
    const read = params[name]?.safeParse(value);
    if (!read?.success) return null;
    found[name] = read.data;
  }
  return found;
}
