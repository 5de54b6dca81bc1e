import type { Approval } from '../../server/replies.ts';

/** What a lead can say to it, a word each: the search has two answers in one step. */
export const decisions = [
  'continue',
  'close',
  'keepLevel',
  'changeLevel',
  'reopen',
  'keepDischarged',
  'settleDispute',
  'accept',
  'decline',
  'sign',
] as const;
export type Decision = (typeof decisions)[number];

const ofStep: Partial<Record<string, readonly Decision[]>> = {
  decideLocate: ['continue', 'close'],
  keepLevel: ['keepLevel'],
  changeLevel: ['changeLevel'],
  reopen: ['reopen'],
  keepDischarged: ['keepDischarged'],
  settleDispute: ['settleDispute'],
};

/** In the order in which they are offered; none where the page of the client is the place. */
export function decisionsOf({ duty, offer, review }: Approval): Decision[] {
  if (offer) return ['accept', 'decline'];
  if (review) return ['sign'];
  const found = (duty?.decidedBy ?? []).flatMap((step) => ofStep[step] ?? []);
  return decisions.filter((one) => found.includes(one));
}

/** What was filled in beside the decision. */
export type Filled = {
  until: string;
  level: string;
  reference: string;
  declined: string;
  reason: string;
};

/** Whether it goes to the other side of the line of the index, with which documents go. */
export function crosses(
  { index }: Pick<Approval, 'index'>,
  level: { intensity: string | null } | undefined,
): boolean {
  return index !== null && index.documents.length > 0 && level?.intensity === index.indicates;
}

/** Where the decision goes, and what of it. */
export function pressOf(
  one: Approval,
  decision: Decision,
  { carries, ...filled }: Filled & { carries: boolean },
  now: string,
): { path: string; body: object } {
  const { enrollmentId, duty, index, offer, review } = one;
  const reason = filled.reason.trim();
  if (offer)
    return decision === 'accept'
      ? { path: `/transfers/${offer.transfer}/accept`, body: { reference: filled.reference.trim() } }
      : { path: `/transfers/${offer.transfer}/decline`, body: { reason: filled.declined } };
  if (review)
    return {
      path: `/staff/${review.staff.staffId}/case-reviews/${review.documentId}/acts/sign`,
      body: {},
    };
  const steps: Partial<Record<Decision, object>> = {
    continue: { type: 'decideLocate', decision, until: filled.until, reason },
    close: { type: 'decideLocate', decision, reason },
    changeLevel: {
      ...{ type: decision, level: filled.level, reason },
      ...(index ? { index: index.stepId } : {}),
      ...(index && carries ? { enclosed: index.enclosed } : {}),
    },
    settleDispute: {
      ...{ type: decision, about: duty?.about },
      ...(reason === '' ? {} : { terms: reason }),
    },
  };
  const step = { ...(steps[decision] ?? { type: decision, reason }), occurredAt: now };
  return { path: `/enrollments/${enrollmentId}/commands`, body: { commands: [step] } };
}
