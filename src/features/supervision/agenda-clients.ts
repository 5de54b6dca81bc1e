import { endOfLocalDay, type Instant, localDateOf } from '../../engine/calendar/index.ts';
import { countOf, dayOf, daysFrom } from './agenda-days.ts';
import type { AgendaLine, AgendaView, CaseloadClient } from './agenda.ts';

/** AC-5: since the last review, and those whose client is stabilized still; the newest first. */
export function eventLines({ clients, lastReviewAt, terms, policy, asOf }: AgendaView): AgendaLine[] {
  const lines = clients.flatMap(({ enrollmentId, steps }) =>
    steps.flatMap(({ id, at, facts }): AgendaLine[] => {
      if (facts.type !== 'reportHighAcuityEvent') return [];
      const days = daysFrom(policy, at, asOf);
      const until = stabilizedUntil(policy, at);
      const stabilized = until !== null && until >= asOf;
      const fresh = lastReviewAt === null ? days <= terms.eventDays.value : at > lastReviewAt;
      if (!fresh && !stabilized) return [];
      const lasting = stabilized ? `; closer contact until ${dayOf(policy, until)}` : '';
      const why = `High-acuity event on ${dayOf(policy, at)}, ${countOf(days)} ago${lasting} (AC-5)`;
      return [{ section: 'high-acuity-events', enrollmentId, duty: 'AC-5', about: id, at, days, why }];
    }),
  );
  return lines.toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0));
}

/**
 * CO-3: low and moderate acuity, which high-acuity clients push out of sight. Who was never scored counts among them, who
 * is stabilized after an event does not.
 */
export function quietLines(view: AgendaView): AgendaLine[] {
  const { clients, terms, policy, asOf } = view;
  const { days: least, atMost } = terms.quiet.value;
  return clients
    .filter((client) => !client.discharged && !isHigh(client, view))
    .map((client) => ({ client, at: lastContact(client) }))
    .map(({ client, at }) => ({ client, at, days: daysFrom(policy, at ?? client.since, asOf) }))
    .filter(({ days }) => days >= least)
    .toSorted((a, b) => b.days - a.days)
    .slice(0, atMost)
    .map(({ client: { enrollmentId, steps }, at, days }) => {
      const acuity = scoreOf(steps) === null ? 'no acuity on record' : 'low or moderate acuity';
      const talked =
        at === null
          ? `Nobody has talked with the client yet, for ${countOf(days)}`
          : `Nobody has talked with the client since ${dayOf(policy, at)}, ${countOf(days)}`;
      const why = `${talked}; ${acuity} (CO-3)`;
      const about = `${enrollmentId}/contact`;
      return { section: 'not-contacted', enrollmentId, duty: 'CO-3', about, at, days, why };
    });
}

/** Clients whom no review of this coordinator's has looked at for long. */
export function unreviewedLines({ clients, reviews, terms, policy, asOf }: AgendaView): AgendaLine[] {
  const { days: least, atMost } = terms.unreviewed.value;
  const lookedAt = new Map<string, Instant>();
  for (const { heldAt, lookedAt: ids } of reviews)
    for (const id of ids) lookedAt.set(id, Math.max(heldAt, lookedAt.get(id) ?? heldAt));
  return clients
    .filter(({ discharged }) => !discharged)
    .map(({ enrollmentId, since }) => ({ enrollmentId, since, at: lookedAt.get(enrollmentId) ?? null }))
    .map((one) => ({ ...one, days: daysFrom(policy, one.at ?? one.since, asOf) }))
    .filter(({ days }) => days >= least)
    .toSorted((a, b) => b.days - a.days)
    .slice(0, atMost)
    .map(({ enrollmentId, at, days }) => {
      const why =
        at === null
          ? `No review has looked at this client yet, for ${countOf(days)} (SU-1)`
          : `No review has looked at this client since ${dayOf(policy, at)}, ${countOf(days)} (SU-1)`;
      const about = `${enrollmentId}/review`;
      return { section: 'not-reviewed', enrollmentId, duty: 'SU-1', about, at, days, why };
    });
}

/** What earlier reviews have left open, until somebody closes it; the first due first. */
export function pointLines({ reviews, policy, asOf }: AgendaView): AgendaLine[] {
  const open = reviews.flatMap(({ reviewId, heldAt, points }) =>
    points.flatMap((point, place) =>
      point.closed === null ? [{ ...point, heldAt, about: `${reviewId}/${place + 1}` }] : [],
    ),
  );
  return open
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.heldAt - b.heldAt))
    .map(({ about, heldAt, what, who, dueOn, enrollmentId }) => {
      const days = daysFrom(policy, heldAt, asOf);
      const why = `Open since the review of ${dayOf(policy, heldAt)}, with the ${who}, due ${dueOn}: ${what}`;
      return { section: 'open-points', enrollmentId, duty: 'SU-1', about, at: heldAt, days, why };
    });
}

function isHigh({ steps }: CaseloadClient, { terms, policy, asOf }: AgendaView): boolean {
  const stabilized = steps.some(({ at, facts }) => {
    const until = facts.type === 'reportHighAcuityEvent' ? stabilizedUntil(policy, at) : null;
    return until !== null && until >= asOf;
  });
  return stabilized || (scoreOf(steps) ?? 0) > terms.moderateUpTo.value;
}

function scoreOf(steps: CaseloadClient['steps']): number | null {
  const newest = steps.findLast(({ facts }) => facts.type === 'scoreAcuity')?.facts;
  return newest?.type === 'scoreAcuity' ? newest.score : null;
}

/** Talked with, as the rules of contact have it: a text message is none. */
function lastContact({ steps }: CaseloadClient): Instant | null {
  const newest = steps.findLast(
    ({ facts }) =>
      facts.type === 'logContact' &&
      facts.with === 'client' &&
      facts.outcome === 'reached' &&
      facts.mode !== 'text',
  );
  return newest?.at ?? null;
}

function stabilizedUntil({ calendar, profile }: AgendaView['policy'], event: Instant): Instant | null {
  const days = profile.stabilizationDays?.value;
  return days === undefined ? null : endOfLocalDay(calendar, localDateOf(calendar, event) + days);
}
