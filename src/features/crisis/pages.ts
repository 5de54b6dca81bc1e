import type { Instant } from '../../engine/calendar/index.ts';
import { markOf } from '../../engine/notifications/mark.ts';
import type { NotificationDraft } from '../../engine/notifications/notification.ts';
import type { Audience, CrisisPolicy, Profile } from '../../engine/policy/profile.ts';

/** Kind of the duty to respond to a crisis, which its pages are about (CR-1). */
export const responseKind = 'crisis.response';

/** A crisis as its pages name it: the step that reported it. */
export type PagedCrisis = { enrollmentId: string; thing: string };

/**
 * Stands for the step which reported the crisis: step ids are chosen by those who send them, and have no place in the
 * ids that Temporal and pagers show. Tells crises of one enrollment apart, no more.
 */
export function crisisMark(thing: string): string {
  return markOf(thing);
}

type Paging = CrisisPolicy['paging']['value'];

/**
 * Under a profile that says nothing of crises, or before any is known: a crisis that nobody hears of is the one thing that
 * no policy means. A safeguard of the system, not of the county, whose own terms may change.
 */
const unsettled: Paging = { everyMinutes: 10, chain: ['on-call', 'supervisor', 'director'] };

/** How often who is paged. */
export function pagingOf(profile: Profile | null): Paging {
  return profile?.crisis?.paging.value ?? unsettled;
}

/** Whom that page goes to, counted from 1: down the chain, then round again (CR-1). */
export function audienceOf({ chain }: Paging, page: number): Audience {
  const audience = chain[(page - 1) % chain.length];
  if (audience === undefined) throw new Error('the chain to be paged is empty');
  return audience;
}

/** One page about a crisis. The same page has the same id, whoever raises it: it goes out once. */
export function crisisPage(
  { enrollmentId, thing }: PagedCrisis,
  { page, to, at }: { page: number; to: Audience; at: Instant },
): NotificationDraft {
  return {
    id: `${enrollmentId}/crisis-${crisisMark(thing)}/${page}`,
    kind: 'page',
    audience: to,
    staffId: null,
    obligation: responseKind,
    duty: 'CR-1',
    due: null,
    raisedAt: at,
    deliveries: [
      { channel: 'mail', notBefore: at },
      { channel: 'webhook', notBefore: at },
    ],
  };
}
