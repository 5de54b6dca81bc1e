import type { Caller } from '../../../kit/reads.ts';
import { acuityBandsOf } from '../bands.ts';
import { kindsOfOthers } from '../owners.ts';
import { type Month, monthAfter, type Period, periodOf } from '../period.ts';
import { reachOf } from '../../relation/relation.ts';
import { staffClockOf } from '../../staff/api/staff-clock.ts';
import type { RouteContext } from '../../../kit/http/context.ts';

/** Months that are looked at together. */
const mostMonths = 24;

type Asked = { month: Month; through?: Month | undefined };

/** Those months, and what to ask of the enrollments the caller may see; null: no such months. */
export async function askedMonths(context: RouteContext, caller: Caller, { month, through = month }: Asked) {
  if (through < month || through >= monthAfter(month, mostMonths)) return null;
  const { calendar, profile, staffPolicy } = await staffClockOf(context, caller.agencyId);
  const period = periodOf(calendar, month, through, context.clock.now());
  const [of, profiles] = await Promise.all([
    context.reads.relatedTo(caller, context.clock.now()),
    context.reads.profilesDue(caller.agencyId, period),
  ]);
  const ofOthers = await Promise.all(
    profiles.map(async (profileHash) =>
      kindsOfOthers(await context.policies.profile(profileHash)).map((kind) => ({ profileHash, kind })),
    ),
  );
  const bands = acuityBandsOf(profile, staffPolicy);
  const asked = { agencyId: caller.agencyId, of, period, bands, ofOthers: ofOthers.flat() };
  return { period, through, asked };
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
