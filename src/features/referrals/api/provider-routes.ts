import type { DocumentRow } from '../../../kit/documents.ts';
import { why } from '../../../kit/http/schemas.ts';
import {
  availability,
  providerContent,
  providerDescription,
  providerList,
  providerQuery,
  verifiedOn,
} from './provider-schemas.ts';
import { csvList } from '../../../kit/http/csv-list.ts';
import { localDateOf } from '../../../engine/calendar/index.ts';
import { type Provider, type ProviderAct, providerKind, searchProviders } from '../directory.document.ts';
import { agencyPolicy, dateAt } from '../../../kit/http/documents/agency-policy.ts';
import { type ActPlace, actRoute, type DocumentDefinition } from '../../../kit/http/documents/definition.ts';
import { documentRoutes } from '../../../kit/http/documents/routes.ts';
import { ok } from '../../../kit/http/reply.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import type { RouteContext } from '../../../kit/http/context.ts';

const tag = 'Provider directory';

/** The agency's directory of providers (RF-4). */
export function providerRoutes(context: RouteContext): Route[] {
  // The search is the list: newest first would help nobody.
  const routes = documentRoutes(context, definition).filter(({ id }) => id !== 'listProviders');
  return [searchRoute(context), ...routes];
}

const definition: DocumentDefinition<Provider, ProviderAct, typeof providerContent> = {
  kind: providerKind,
  ...{ name: 'Provider', noun: 'provider', tag, path: 'providers', of: 'agency', single: false },
  read: 'directory:read',
  content: providerContent,
  begin: actRoute({
    id: 'listProvider',
    summary: 'Take a provider into the directory (RF-4)',
    operation: 'directory:write',
    fields: { ...providerDescription, ...availability, verifiedOn: verifiedOn.optional() },
    problems: ['provider-listed'],
    async toAct({ verifiedOn: asked, ...provider }, place, context) {
      const today = await todayOf(context, place);
      return { type: 'list', provider: { ...provider, verifiedOn: asked ?? today }, today };
    },
  }),
  acts: {
    revise: actRoute({
      id: 'reviseProvider',
      replaces: true,
      summary: 'Say anew what the provider is',
      operation: 'directory:write',
      fields: providerDescription,
      problems: ['nothing-changed', 'provider-retired'],
      toAct: (description) => ({ type: 'revise', description }),
    }),
    verify: actRoute({
      id: 'verifyProvider',
      replaces: true,
      summary: 'Record that the provider was asked for its openings and waiting time (RF-4)',
      operation: 'directory:write',
      fields: { ...availability, verifiedOn: verifiedOn.optional() },
      problems: ['provider-retired'],
      async toAct({ verifiedOn: asked, ...known }, place, context) {
        const today = await todayOf(context, place);
        return { type: 'verify', availability: known, verifiedOn: asked ?? today, today };
      },
    }),
    retire: actRoute({
      id: 'retireProvider',
      summary: 'Take the provider out of the search; it stays to be read',
      operation: 'directory:write',
      fields: { reason: why('Why nobody is referred there any more.') },
      problems: ['provider-retired'],
      toAct: ({ reason }) => ({ type: 'retire', reason }),
    }),
  },
};

async function todayOf(context: RouteContext, { caller, now }: ActPlace): Promise<string> {
  return dateAt(await agencyPolicy(context, caller.agencyId), now);
}

function searchRoute(context: RouteContext): Route {
  const { documents, clock } = context;
  return route({
    id: 'searchProviders',
    method: 'get',
    path: '/providers',
    tag,
    summary: 'Providers of a service, the fitting first; stale entries are marked (RF-4)',
    operation: 'directory:read',
    query: providerQuery,
    replies: { 200: { description: 'All that offer it', schema: providerList } },
    csv: csvList(providerList, {
      list: 'providers',
      // The kind has written their content.
      rows: ({ items }) => items.map(({ content, fit }) => ({ ...(content as Provider), fit })),
      columns: {
        name: ({ name }) => name,
        services: ({ services }) => services,
        populations: ({ populations }) => populations,
        languages: ({ languages }) => languages,
        openings: ({ openings }) => openings,
        waitingDays: ({ waitingDays }) => waitingDays,
        person: ({ contact }) => contact.person,
        phone: ({ contact }) => contact.phone,
        email: ({ contact }) => contact.email,
        address: ({ contact }) => contact.address,
        verified: (row) => row.verifiedOn,
        stale: ({ fit }) => fit.stale,
      },
    }),
    async handle({ caller, query }) {
      const { agencyId } = caller;
      const { profile, calendar } = await agencyPolicy(context, agencyId);
      const verifiedWithinDays = profile.providerVerifiedWithinDays?.value ?? null;
      const now = clock.now();
      const found = searchProviders(await allProviders(documents, agencyId), query, {
        today: localDateOf(calendar, now),
        verifiedWithinDays,
      });
      return ok({
        asOf: now,
        verifiedWithinDays,
        items: found.map(({ id, ...row }) => ({ documentId: id, ...row })),
      });
    },
  });
}

const pageSize = 200;

async function allProviders(
  documents: RouteContext['documents'],
  agencyId: string,
): Promise<DocumentRow<Provider>[]> {
  const place = { agencyId, enrollmentId: null, kind: providerKind.kind };
  const all: DocumentRow<Provider>[] = [];
  for (let after: { createdAt: number; id: string } | undefined; ;) {
    const page = await documents.list(place, { state: 'listed', after, limit: pageSize });
    // The kind has written their content.
    all.push(...(page as DocumentRow<Provider>[]));
    const last = page.at(-1);
    if (!last || page.length < pageSize) return all;
    after = { createdAt: last.createdAt, id: last.id };
  }
}
