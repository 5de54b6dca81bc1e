import {
  fromPlan,
  type Picked,
  pickable,
  pickedFields,
  type Planned,
} from '../../../features/referrals/from-plan.ts';
import type { PlanList } from '../../server/replies.ts';
import type { Known, Words } from '../steps/fields.ts';

type Plan = PlanList['items'][number];

export const plansPath = (id: string) => `/enrollments/${id}/plans?limit=50`;
const plansOf = ({ enrollmentId, reply }: Known) => reply(plansPath(enrollmentId)) as PlanList | undefined;

/** The complete plan that says what is told, the newest one; of an emergency its need does. */
export function planFor(words: Words, known: Known): Plan | undefined {
  if (words['emergency'] === true) return undefined;
  return plansOf(known)?.items.find(({ state }) => state === 'complete');
}

/** Whether it is known that the client has no plan that could say it. */
export const isUnplanned = (known: Known): boolean =>
  plansOf(known) !== undefined && planFor({}, known) === undefined;

/** Whether words are typed: no plan says them, no need does, and the policy puts no plan before a referral. */
export const isTyped = (words: Words, known: Known): boolean =>
  isUnplanned(known) && words['emergency'] !== true && !known.status.policy.profile.referralOrder;

/** What there is to be ticked. */
export function itemsOf(field: keyof Picked, words: Words, known: Known) {
  const plan = planFor(words, known);
  return plan ? pickable(plan.content.sections)[field] : [];
}

export const pickedIn = (words: Words): Picked =>
  Object.fromEntries(pickedFields.map((field) => [field, words[field] ?? []])) as Picked;

/** What the plan says by what is ticked; null while something is missing. */
export function saidBy(plan: Plan, words: Words): Planned | null {
  const picked = pickedIn(words);
  if (pickedFields.some((field) => picked[field].length === 0)) return null;
  const said = fromPlan(plan.content.sections, picked);
  return 'unknown' in said ? null : said;
}
