import type { Caller } from '../../../kit/reads.ts';
import { acuityBandsOf } from '../bands.ts';
import { factsOf } from '../board.ts';
import { type Month, monthAfter, type Period, periodOf } from '../period.ts';
import { reachOf } from '../../relation/relation.ts';
import { staffClockOf } from '../../staff/api/staff-clock.ts';
import { type RouteContext, scopeOf } from '../../../kit/http/context.ts';

/** Months that are looked at together. */
const mostMonths = 24;

type Asked = { month: Month; through?: Month | undefined };

/** All that is counted in those months of the enrollments the caller may see; null: no such months. */
export async function askedMonths(context: RouteContext, caller: Caller, { month, through = month }: Asked) {
  if (through < month || through >= monthAfter(month, mostMonths)) return null;
  const { calendar, profile, staffPolicy } = await staffClockOf(context, caller.agencyId);
  const period = periodOf(calendar, month, through, context.clock.now());
  const [from, until] = [period.months[0]?.from ?? 0, period.months.at(-1)?.until ?? 0];
  const of = await context.reads.relatedTo(caller, context.clock.now());
  const cases = await context.reads.numberCases(scopeOf(caller), of, { from, until });
  return { period, through, facts: factsOf(cases, period, acuityBandsOf(profile, staffPolicy)) };
}

/** What a request is told whose months are none. */
export const wrongMonths = {
  parameter: 'through',
  detail: `is not before "month", and takes in ${mostMonths} months at most`,
};

/** What every reply about months begins with. */
export function headerOf(caller: Caller, month: Month, { asOf, months }: Period) {
  const last = months.at(-1);
  return {
    ...{ asOf, month, through: last?.month ?? month },
    complete: (last?.until ?? Infinity) <= asOf,
    of: reachOf(caller.role) === 'requests' ? ('put-before-payer' as const) : ('all' as const),
  };
}
