import type { EventRow } from '../postgres/ports.ts';
import type { ObligationRow } from '../../../engine/obligations/row.ts';
import { cadenceFor, type Profile, ruleOf } from '../../../engine/policy/profile.ts';
import { renderEventReference } from './render-event.ts';

/** An obligation with its "why": rule, duty, source clause, and the events that opened and closed it. */
export function renderObligation(
  row: ObligationRow,
  profile: Profile,
  eventBySeq: ReadonlyMap<number, EventRow>,
  now: number,
) {
  const rule = ruleOf(profile, row.kind);
  const { source, basis } = cadenceFor(rule, row.level);
  const event = (seq: number | null) => {
    const found = seq === null ? undefined : eventBySeq.get(seq);
    return found ? renderEventReference(found) : null;
  };
  return {
    ...{ key: row.key, kind: row.kind, title: rule.title, about: row.focus ?? null, status: row.status },
    overdue: row.closedAt === null && !row.superseded && row.due < now,
    ...{ opened: row.opened, due: row.due, originalDue: row.originalDue, closedAt: row.closedAt },
    openedBy: event(row.openedBySeq),
    closedBy: event(row.closedBySeq),
    changes: row.changes,
    suspended: row.suspended && {
      ...{ type: row.suspended.type, since: row.suspended.since, until: row.suspended.until },
    },
    ...{ acknowledged: row.acknowledged, rungs: row.rungs, superseded: row.superseded },
    enteredLate: row.enteredLate ?? false,
    ...{ missRaisedAt: row.missRaisedAt, missWithdrawnAt: row.missWithdrawnAt },
    why: {
      title: rule.title,
      duty: rule.duty,
      level: row.level,
      source,
      basis,
      profileHash: row.profileHash,
      calendarHash: row.calendarHash,
    },
  };
}
