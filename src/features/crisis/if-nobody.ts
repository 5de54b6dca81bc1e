import type { Instant } from '../../engine/calendar/index.ts';
import type { Audience, Basis, Profile } from '../../engine/policy/profile.ts';
import { pagingOf, responseKind } from './pages.ts';

/** Who is paged one after another for as long as nobody answers, in minutes from the first page. */
export type Chain = {
  pages: { to: Audience; afterMinutes: number }[];
  /** In how many minutes after the last the first is paged again; null: nobody else is. */
  againAfter: number | null;
  source: string;
  basis: Basis;
};

const minute = 60_000;
const ownSafeguard = 'A safeguard of the system: the policy says nothing of it';

/** About an emergency: the pages of the ladder that its duty climbs. Null: the policy pages nobody. */
export function emergencyChain({ rules, ladders }: Profile): Chain | null {
  const ladder = rules
    .map((rule) => ladders[rule.ladder] ?? [])
    .find((rungs) => rungs.some(({ type }) => type === 'page'));
  const pages = (ladder ?? []).flatMap(({ type, to, when, source, basis }) =>
    type === 'page' && 'afterOpened' in when
      ? [{ to, afterMinutes: when.afterOpened.minutes, source, basis }]
      : [],
  );
  const [first] = pages;
  if (!first) return null;
  const { source, basis } = first;
  return {
    ...{ source, basis, againAfter: null },
    pages: pages
      .map(({ to, afterMinutes }) => ({ to, afterMinutes }))
      .toSorted((a, b) => a.afterMinutes - b.afterMinutes),
  };
}

/** About a crisis: down the chain and round again, until somebody answers (CR-1). */
export function crisisChain(profile: Profile): Chain {
  const { everyMinutes, chain } = pagingOf(profile);
  const { source = ownSafeguard, basis = 'agency' } = profile.crisis?.paging ?? {};
  return {
    ...{ source, basis, againAfter: everyMinutes },
    pages: chain.map((to, n) => ({ to, afterMinutes: n * everyMinutes })),
  };
}

/** Who comes after whoever was paged last, and when; null: the chain ends with them. */
export function nextPage(
  { pages, againAfter }: Chain,
  last: { audience: string; at: Instant },
): { audience: Audience; at: Instant } | null {
  const n = pages.findIndex(({ to }) => to === last.audience);
  const [before, next] = [pages[n], pages[n + 1]];
  if (before && next)
    return { audience: next.to, at: last.at + (next.afterMinutes - before.afterMinutes) * minute };
  const [first] = pages;
  return before && first && againAfter !== null
    ? { audience: first.to, at: last.at + againAfter * minute }
    : null;
}

/** Of which chain a page is, and who comes next in it. */
export function nextAfter(
  { crisis, emergency }: { crisis: Chain; emergency: Chain | null },
  obligation: string | null,
  last: { audience: string; at: Instant },
): ReturnType<typeof nextPage> {
  const chain = obligation === responseKind ? crisis : emergency;
  return chain && nextPage(chain, last);
}

/** Of a crisis that nobody has answered: the first page that is still to come. */
export function nextOfCrisis(
  { pages, againAfter }: Chain,
  reportedAt: Instant,
  now: Instant,
): ReturnType<typeof nextPage> {
  const every = (againAfter ?? 0) * minute;
  const n = every === 0 ? 0 : Math.floor((now - reportedAt) / every) + 1;
  const next = pages[n % Math.max(1, pages.length)];
  return next && every > 0 ? { audience: next.to, at: reportedAt + n * every } : null;
}
