import type { RecordedStep } from '../../engine/record/steps/index.ts';
import { dueAfter } from '../../engine/calendar/index.ts';
import type { Instant } from '../../engine/calendar/index.ts';
import type { PathwayStatus } from '../../engine/obligations/fold.ts';

/** When the client was first reached, by when that was owed, and what other readings of the duty say (IN-5). */
export type FirstContact = {
  reachedAt: Instant | null;
  /** Null before anybody is assigned. */
  due: Instant | null;
  beside: { title: string; due: Instant; source: string }[];
};

/** Of an enrollment as it stands after these steps; the first of them is the referral. */
export function firstContactOf(
  { obligations, clientReachedAt, policy }: PathwayStatus,
  steps: readonly RecordedStep[],
): FirstContact {
  const { profile, calendar } = policy;
  const referredAt = steps[0]?.at;
  const rule = profile.rules.find(({ kind }) => kind === 'contact.first');
  const beside = referredAt === undefined ? [] : (rule?.beside ?? []);
  return {
    reachedAt: clientReachedAt,
    due: obligations.find(({ kind }) => kind === 'contact.first')?.due ?? null,
    beside: beside.map(({ title, value, source }) => ({
      title,
      due: dueAfter(calendar, referredAt ?? 0, value, profile.businessDayEnds.value),
      source,
    })),
  };
}
