import type { Instant } from '../../engine/calendar/index.ts';
import { type Hours, mailInstant, type TimedRung } from '../../engine/deadlines/rungs.ts';
import { markOf } from '../../engine/notifications/mark.ts';
import type { NotificationDraft } from '../../engine/notifications/notification.ts';
import type { StaffClock, StaffDuty } from './duties.ts';

/** What is to be told about a member of staff: codes only, as of enrollments. */
export type StaffNotice = NotificationDraft & { aboutStaffId: string };

/**
 * What has to be told of these duties by `asOf`. The same rung of the same duty has the same id, however many rounds
 * come upon it: it is told once.
 */
export function staffNotices(duties: readonly StaffDuty[], clock: StaffClock, asOf: Instant): StaffNotice[] {
  return duties.flatMap((duty) => duty.rungs.map((rung) => noticeOf(duty, rung, clock, asOf)));
}

/** The hire of somebody, for the quality office (ST-3); once a person. */
export function hireNotice(subject: string, clock: Hours, at: Instant): StaffNotice {
  return {
    id: `${subject}/staff-${markOf('hire')}/1`,
    ...{ kind: 'hire', audience: 'quality-office', staffId: null, aboutStaffId: subject },
    ...{ obligation: 'hire.notice', duty: 'ST-3', due: null, raisedAt: at },
    deliveries: [{ channel: 'mail', notBefore: mailInstant(clock, 'next-morning', at) }],
  };
}

/** That somebody's details have changed: for themselves, or, where they have done it, for the director. */
export function changeNotice(
  subject: string,
  { commandId, at, byThemselves }: { commandId: string; at: Instant; byThemselves: boolean },
): StaffNotice {
  return {
    id: `${subject}/staff-${markOf(`change/${commandId}`)}/1`,
    ...{ kind: 'staff-changed', obligation: null, duty: null, due: null, raisedAt: at },
    ...(byThemselves
      ? { audience: 'director' as const, staffId: null }
      : { audience: 'coordinator' as const, staffId: subject }),
    ...{ aboutStaffId: subject, deliveries: [{ channel: 'mail', notBefore: at }] },
  };
}

function noticeOf(duty: StaffDuty, rung: TimedRung, clock: StaffClock, at: Instant): StaffNotice {
  const { key, kind, subject, due, supervisor } = duty;
  const mine = rung.to === 'coordinator';
  return {
    // Neither the item nor its day has a place in what mail servers see.
    id: `${subject}/staff-${markOf(`${key}/${due}/${rung.id}`)}/1`,
    // That a day has passed is an escalation to everybody but the one whose day it was.
    kind: mine && rung.type === 'escalation' ? 'overdue' : rung.type,
    audience: rung.to,
    staffId: mine ? subject : rung.to === 'supervisor' ? supervisor : null,
    aboutStaffId: subject,
    obligation: kind,
    duty: duty.duty,
    due,
    raisedAt: at,
    deliveries: [{ channel: 'mail', notBefore: mailInstant(clock, rung.deliver, at) }],
  };
}
