import type { Instant } from '../../engine/calendar/index.ts';
import { CalendarRangeError } from '../../engine/calendar/index.ts';
import { mailInstant, rungInstant } from '../../engine/deadlines/rungs.ts';
import { markOf } from '../../engine/notifications/mark.ts';
import type { NotificationDraft, NotificationKind } from '../../engine/notifications/notification.ts';
import type { Audience } from '../../engine/policy/profile.ts';
import type { StaffClock } from '../staff/duties.ts';
import type { Span } from './shift.ts';

/** What is to be told about the rota: about no enrollment and about nobody's file. */
export type RotaNotice = NotificationDraft & { aboutStaffId: null };

type Told = { agencyId: string; at: Instant };

/** Titles of what is told about the rota, by the kind of thing it is about. */
const titles: Record<string, string> = {
  'on-call.shift': 'On-call shifts',
  'on-call.swap': 'Swap of on-call shifts',
};

export function rotaTitle(kind: string | null): string | null {
  return titles[kind ?? ''] ?? null;
}

/** Whoever's shifts an act has made or ended is told so at once, but for who did it. */
export function shiftNotices(
  { agencyId, at, commandId, by }: Told & { commandId: string; by: string },
  staffIds: readonly string[],
): RotaNotice[] {
  return [...new Set(staffIds)]
    .filter((staffId) => staffId !== by)
    .map((staffId) =>
      notice({ agencyId, at }, `${commandId}/${staffId}`, {
        ...{ kind: 'rota', obligation: 'on-call.shift', audience: 'coordinator', staffId },
      }),
    );
}

/** What became of a swap, for those it concerns: who is asked; who asked, and the supervisors once it is settled. */
export function swapNotices(
  told: Told,
  swap: {
    id: string;
    state: 'asked' | 'accepted' | 'declined' | 'withdrawn';
    asker: string;
    askedOf: string;
  },
): RotaNotice[] {
  const { id, state, asker, askedOf } = swap;
  const about = { kind: 'swap', obligation: 'on-call.swap' } as const;
  const person = (staffId: string) =>
    notice(told, `${id}/${state}/${staffId}`, { ...about, audience: 'coordinator', staffId });
  if (state === 'asked' || state === 'withdrawn') return [person(askedOf)];
  return [
    person(asker),
    notice(told, `${id}/${state}/supervisor`, { ...about, audience: 'supervisor', staffId: null }),
  ];
}

/** What has to be told by `asOf` of gaps that lie ahead or are there now: each rung of a gap has one id for ever. */
export function gapNotices(
  gaps: readonly Span[],
  clock: StaffClock,
  { agencyId, at: asOf }: Told,
): RotaNotice[] {
  const rule = clock.staffPolicy.onCall;
  if (!rule) return [];
  return gaps
    .filter(({ until }) => until > asOf)
    .flatMap(({ from }) =>
      (clock.staffPolicy.ladders[rule.ladder] ?? [])
        .filter((rung) => instantOf(() => rungInstant(clock, rung, { opened: from, due: from })) <= asOf)
        .map((rung) => ({
          ...notice({ agencyId, at: asOf }, `gap/${from}/${rung.id}`, {
            ...{ kind: rung.type, obligation: rule.kind, audience: rung.to, staffId: null, due: from },
          }),
          deliveries: [{ channel: 'mail' as const, notBefore: mailInstant(clock, rung.deliver, asOf) }],
        })),
    );
}

/** Beyond the calendar nothing is told: its next version does. */
function instantOf(work: () => Instant): Instant {
  try {
    return work();
  } catch (error) {
    if (error instanceof CalendarRangeError) return Infinity;
    throw error;
  }
}

function notice(
  { agencyId, at }: Told,
  name: string,
  what: {
    kind: NotificationKind;
    obligation: string;
    audience: Audience;
    staffId: string | null;
    due?: Instant;
  },
): RotaNotice {
  return {
    id: `${agencyId}/rota-${markOf(name)}/1`,
    ...{ duty: 'CR-1', due: null, raisedAt: at, aboutStaffId: null, ...what },
    deliveries: [{ channel: 'mail', notBefore: at }],
  };
}
