import type { Resolve } from '../../../kit/http/command-spec.ts';
import { dayAt, staffClockOf } from '../../staff/api/staff-clock.ts';
import { cannotBeNamed } from '../../staff/api/to-act.ts';

/**
 * With whom a staffing was held worked at the agency on that day. What has happened is judged by nothing else: who was away was
 * reached all the same, and who has left since was there.
 */
export const namedColleague: Resolve = {
  problems: ['unknown-staff'],
  async look({ body, pointer, caller: { agencyId } }, context) {
    const { withStaffId, occurredAt } = body as { withStaffId?: string; occurredAt?: number };
    if (withStaffId === undefined) return {};
    const { works = false, lastDay = null } = (await context.reads.standing(agencyId, withStaffId)) ?? {};
    const clock = await staffClockOf(context, agencyId);
    const thatDay = dayAt(clock, occurredAt ?? context.clock.now());
    return works || (lastDay !== null && lastDay >= thatDay)
      ? {}
      : cannotBeNamed('unknown-staff', [`${pointer}/withStaffId`]);
  },
};
