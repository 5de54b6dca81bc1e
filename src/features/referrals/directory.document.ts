import { type LocalDate, parseLocalDate } from '../../engine/calendar/index.ts';
import type { DocumentKind } from '../../engine/documents/document.ts';
import { noDocument, refused } from '../../engine/documents/refusals.ts';

/** What a provider is, as far as the choice among providers asks for it (RF-4). */
export type ProviderDescription = {
  name: string;
  /** The agency's codes of the services. */
  services: string[];
  /** Whom it serves, in the agency's words; nobody named: everybody. */
  populations: string[];
  languages: string[];
  /** Within the agency. */
  internal: boolean;
  contact: {
    person?: string | undefined;
    phone?: string | undefined;
    email?: string | undefined;
    address?: string | undefined;
  };
};

/** What changes from week to week; null: not known. */
export type Availability = { openings: number | null; waitingDays: number | null };

/** A provider of the directory; `verifiedOn` is the local date on which it last was asked. */
export type Provider = ProviderDescription & Availability & { verifiedOn: string };

export type ProviderAct =
  | { type: 'list'; provider: Provider; today: string }
  | { type: 'revise'; description: ProviderDescription }
  | { type: 'verify'; availability: Availability; verifiedOn: string; today: string }
  | { type: 'retire'; reason: string };

/** With what an act on it is refused. */
type ProviderRefusal =
  'not-found' | 'nothing-changed' | 'occurred-in-future' | 'provider-listed' | 'provider-retired';

/** One a provider, of the agency. A retired one is no longer found, and stays to be read. */
export const providerKind: DocumentKind<Provider, ProviderAct, ProviderRefusal> = {
  kind: 'provider',
  decide(current, act, { hashOf }) {
    if (act.type === 'list') {
      if (!current)
        return verified(act.provider, act) ?? { ok: true, state: 'listed', content: act.provider };
      return refused('provider-listed', 'The provider is in the directory already.');
    }
    if (!current) return noDocument;
    if (current.state === 'retired') return refused('provider-retired', 'The provider is retired.');
    switch (act.type) {
      case 'revise': {
        const content = { ...current.content, ...act.description };
        if (hashOf(content) === hashOf(current.content))
          return refused('nothing-changed', 'The directory says so already.');
        return { ok: true, state: current.state, content };
      }
      case 'verify': {
        const { verifiedOn } = act;
        const content = { ...current.content, ...act.availability, verifiedOn };
        return verified(content, act) ?? { ok: true, state: current.state, content };
      }
      case 'retire':
        return { ok: true, state: 'retired', content: current.content, reason: act.reason };
    }
  },
};

function verified({ verifiedOn }: Provider, { today }: { today: string }) {
  if (verifiedOn <= today) return null;
  const detail = 'A provider is asked before that is recorded.';
  return refused('occurred-in-future', detail, [{ field: 'verifiedOn', detail }]);
}

/** What somebody looks for; left out, anything will do. */
export type ProviderQuery = {
  service?: string | undefined;
  population?: string | undefined;
  language?: string | undefined;
  /** Whether it has openings. */
  open?: boolean | undefined;
};

/** How a provider answers a query: what was not asked for fits. */
export type Fit = { population: boolean; language: boolean; stale: boolean };

/**
 * Providers of the service (and, asked for, with openings), the fitting first: by group and language served, then those
 * verified of late, then by waiting time, an unknown one last.
 */
export function searchProviders<Row extends { content: Provider }>(
  rows: readonly Row[],
  query: ProviderQuery,
  { today, verifiedWithinDays }: { today: LocalDate; verifiedWithinDays: number | null },
): (Row & { fit: Fit })[] {
  return rows
    .filter(({ content }) => offers(content, query))
    .map((row) => ({ ...row, fit: fitOf(row.content, query, today - (verifiedWithinDays ?? Infinity)) }))
    .toSorted(
      (a, b) =>
        misfits(a.fit) - misfits(b.fit) ||
        Number(a.fit.stale) - Number(b.fit.stale) ||
        (a.content.waitingDays ?? Infinity) - (b.content.waitingDays ?? Infinity) ||
        byName(a.content, b.content),
    );
}

function offers({ services, openings }: Provider, { service, open }: ProviderQuery): boolean {
  if (service !== undefined && !services.includes(service)) return false;
  return open === undefined || open === (openings !== null && openings > 0);
}

function fitOf(
  { populations, languages, verifiedOn }: Provider,
  { population, language }: ProviderQuery,
  freshSince: LocalDate,
): Fit {
  const verifiedDay = parseLocalDate(verifiedOn);
  return {
    population: population === undefined || populations.length === 0 || populations.includes(population),
    language: language === undefined || languages.includes(language),
    stale: verifiedDay === undefined || verifiedDay < freshSince,
  };
}

function misfits({ population, language }: Fit): number {
  return Number(!population) + Number(!language);
}

function byName(a: Provider, b: Provider): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
