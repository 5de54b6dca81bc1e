import type { Audience } from '../../../engine/policy/profile.ts';
import type { Instant } from '../../../engine/calendar/index.ts';
import { effectiveSteps } from '../../../engine/obligations/fold.ts';
import { eventColumns, stepsIn } from '../../../kit/postgres/event-rows.ts';
import type { PrismaClient } from '../../../kit/postgres/generated/client.ts';
import type { Claimed, Judging, Verdict } from '../../../kit/postgres/outbox.ts';
import { crisisMark } from '../../crisis/pages.ts';
import { crisesOf, wantsAnswer } from '../../crisis/state.ts';
import { onShift } from '../../on-call/postgres/on-shift.ts';
import { type Ground, judge, type Judgement, type ObligationNow } from '../judgement.ts';
import { type Colleague, recipientsOf } from '../recipients.ts';

type Reader = Pick<PrismaClient, '$queryRaw' | 'event'>;
type Notification = Claimed['notification'];

/** Judges what was claimed by what the record says in the same transaction. */
export const judging: Judging = async (tx, claimed, at) => {
  const grounds = await groundsOf(tx, claimed, at);
  const judged = claimed.map((one) => {
    const ground = grounds.get(one.notification.id);
    if (!ground) throw new Error('a notification without its ground');
    return { ...one, ground, judgement: judge(ground) };
  });
  const readers = await readersOf(tx, judged, at);
  return new Map(
    judged.map((one): [string, Verdict] => [
      one.id,
      one.judgement.send
        ? { send: true, staffId: one.judgement.staffId, to: readers(one) }
        : { send: false, because: one.judgement.because },
    ]),
  );
};

type Standing = {
  id: string;
  known: boolean;
  coordinatorId: string | null;
  discharged: boolean;
  deceased: boolean;
  inError: boolean;
  owed: ObligationNow | null;
  due: Date | null;
  tells: boolean;
  toldTo: string | null;
  subjectLeft: boolean;
  addresseeLeft: boolean;
  filled: boolean;
};

/** What each of these notifications stands on now, by its id. */
export async function groundsOf(
  db: Reader,
  claimed: readonly Claimed[],
  at: Instant,
): Promise<Map<string, Ground>> {
  const rows = await standingOf(db, claimed);
  const of = new Map(rows.map((row) => [row.id, row]));
  const grounds = new Map<string, Ground>();
  for (const { notification } of claimed) {
    const row = of.get(notification.id);
    if (!row) continue;
    const isPage = notification.kind === 'page';
    grounds.set(notification.id, {
      ...{ kind: notification.kind, audience: notification.audience, staffId: notification.staffId },
      due: notification.due,
      enrollment: row.known
        ? {
            ...{ coordinatorId: row.coordinatorId, discharged: row.discharged },
            ...{ deceased: row.deceased, inError: row.inError },
          }
        : null,
      obligation: row.owed && row.due ? { ...row.owed, due: row.due.getTime() } : null,
      crisis: isPage ? await crisisNow(db, notification) : null,
      told: row.tells ? { staffId: row.toldTo } : null,
      ...{ subjectLeft: row.subjectLeft, addresseeLeft: row.addresseeLeft, filled: row.filled },
      onShift:
        isPage && notification.audience === 'on-call' && notification.staffId !== null
          ? await onShift(db, notification.agencyId, at)
          : [],
    });
  }
  return grounds;
}

/** One statement: what is read of one notification is of one moment. */
async function standingOf(db: Reader, claimed: readonly Claimed[]): Promise<Standing[]> {
  const ids = claimed.map(({ notification }) => notification.id);
  const own = claimed.map(({ id }) => id);
  return await db.$queryRaw<Standing[]>`
    SELECT n.id, e.id IS NOT NULL AS known, e.coordinator_id AS "coordinatorId",
      e.discharged_at IS NOT NULL AS discharged, e.in_error_at IS NOT NULL AS "inError",
      EXISTS (SELECT FROM enrollment x JOIN event v ON v.enrollment_id = x.id AND v.type = 'Discharged'
        AND v.data ->> 'reason' = 'deceased'
        WHERE x.client_id = e.client_id AND x.discharged_at IS NOT NULL) AS deceased,
      o.owed, o.due,
      t.told IS TRUE AS tells, t.staff_id AS "toldTo",
      EXISTS (SELECT FROM staff s WHERE s.id = n.about_staff_id AND NOT s.active) AS "subjectLeft",
      EXISTS (SELECT FROM staff s WHERE s.id = coalesce(n.handed_to, n.staff_id) AND NOT s.active) AS "addresseeLeft",
      n.obligation = 'on-call.gap' AND EXISTS (SELECT FROM on_call_shift h WHERE h.agency_id = n.agency_id
        AND h.from_at <= n.due AND least(h.until_at, h.cut_at) > n.due) IS TRUE AS filled
    FROM notification n
    LEFT JOIN enrollment e ON e.id = n.enrollment_id
    LEFT JOIN LATERAL (
      SELECT o.due, json_build_object('status', o.status, 'closed', o.closed_at IS NOT NULL, 'closedBy', c.type,
        'acknowledged', o.acknowledged, 'missWithdrawn', o.miss_withdrawn_at IS NOT NULL,
        'missRaised', o.miss_raised_at IS NOT NULL, 'superseded', o.superseded) AS owed
      FROM obligation o LEFT JOIN event c ON c.enrollment_id = o.enrollment_id AND c.seq = o.closed_by_seq
      WHERE o.enrollment_id = n.enrollment_id AND CASE WHEN n.obligation_key IS NULL
        THEN o.kind = n.obligation AND o.due = n.due ELSE o.key = n.obligation_key END
      -- Of several, as an earlier release names them, one that is still owed speaks for sending.
      ORDER BY o.superseded, o.closed_at IS NOT NULL LIMIT 1) o ON true
    LEFT JOIN LATERAL (
      SELECT true AS told, coalesce(m.handed_to, m.staff_id) AS staff_id
      FROM notification m JOIN delivery d ON d.notification_id = m.id
      WHERE n.kind = 'escalation-withdrawn' AND m.enrollment_id = n.enrollment_id
        AND m.kind IN ('overdue', 'escalation') AND m.audience = n.audience
        AND m.obligation = n.obligation AND m.due = n.due
        AND coalesce(m.obligation_key = n.obligation_key, true)
        -- One in the hands of a sender may be out; one that is claimed together with this is not yet.
        AND (d.state = 'sent' OR (d.state = 'sending' AND d.id <> ALL(${own})) OR d.attempts > 0
          OR m.read_at IS NOT NULL)
      ORDER BY d.sent_at LIMIT 1) t ON true
    WHERE n.id = ANY(${ids})`;
}

/** How it stands with the crisis that a page is about; null: it is about none, or the crisis is not on record yet. */
async function crisisNow(db: Reader, { id, enrollmentId }: Notification): Promise<Ground['crisis']> {
  const mark = /\/crisis-([0-9a-f]{16})\//.exec(id)?.[1];
  if (mark === undefined || enrollmentId === null) return null;
  const rows = await db.event.findMany({
    where: { enrollmentId, stepId: { not: null } },
    select: eventColumns,
    orderBy: { seq: 'asc' },
  });
  const named = (step: string) => crisisMark(step) === mark;
  try {
    const steps = stepsIn(rows);
    if (!steps.some((step) => step.facts.type === 'reportCrisis' && named(step.id))) return null;
    const crisis = crisesOf(effectiveSteps(steps, Infinity)).find((one) => named(one.id));
    if (!crisis) return 'withdrawn';
    return wantsAnswer(crisis) ? 'unanswered' : 'answered';
  } catch {
    // A record that makes no sense holds up no page.
    return null;
  }
}

type Judged = { notification: Notification; ground: Ground; judgement: Judgement };

/** Answers who reads each message now: two statements, however many messages. */
async function readersOf(db: Reader, judged: readonly Judged[], at: Instant) {
  const sending = judged.filter(({ judgement }) => judgement.send);
  if (sending.length === 0) return () => [];
  const named = sending.flatMap(({ judgement, ground }) => [
    judgement.send ? judgement.staffId : null,
    ground.enrollment?.coordinatorId ?? null,
  ]);
  const ids = [...new Set(named.filter((id) => id !== null))];
  const agencies = [...new Set(sending.map(({ notification }) => notification.agencyId))];
  const covers = await coversOf(db, ids, at);
  const coveredBy = new Map(covers.map(({ staffId, coverId }) => [staffId, coverId]));
  const wanted = [...ids, ...coveredBy.values()];
  const colleagues = await db.$queryRaw<(Colleague & { agencyId: string })[]>`
    SELECT id AS "staffId", agency_id AS "agencyId", email, role, on_call AS "onCall",
      coalesce((SELECT c.choice = 'each' FROM message_choice c WHERE c.staff_id = staff.id
        ORDER BY c.recorded_at DESC, c.command_id DESC LIMIT 1), false) AS each
    FROM staff
    WHERE active AND agency_id = ANY(${agencies}::uuid[])
      AND (role <> 'coordinator' OR on_call OR id = ANY(${wanted}::uuid[]))
    ORDER BY email`;
  return ({ notification, ground, judgement }: Judged) =>
    recipientsOf(
      {
        ...{ kind: notification.kind, audience: notification.audience as Audience },
        staffId: judgement.send ? judgement.staffId : null,
        coordinatorId: ground.enrollment?.coordinatorId ?? null,
        ofClient: notification.enrollmentId !== null,
      },
      colleagues.filter(({ agencyId }) => agencyId === notification.agencyId),
      coveredBy,
    );
}

async function coversOf(db: Reader, ids: readonly string[], at: Instant) {
  if (ids.length === 0) return [];
  return await db.$queryRaw<{ staffId: string; coverId: string }[]>`
    SELECT s.id AS "staffId", coalesce(a.cover_id, s.successor_id) AS "coverId"
    FROM staff s LEFT JOIN absence a ON a.staff_id = coalesce(s.successor_id, s.id) AND a.from_at <= ${new Date(at)}
      AND (a.until_at IS NULL OR a.until_at > ${new Date(at)})
    WHERE s.id = ANY(${ids}::uuid[]) AND coalesce(a.cover_id, s.successor_id) IS NOT NULL`;
}
