import { formatLocalDate, localDateOf } from '../../src/engine/calendar/index.ts';
import type { Login } from '../../prisma/seed/index.ts';
import type { Calendar } from '../../src/engine/calendar/index.ts';
import type { PlannedTeamAct } from '../plan/requests.ts';
import type { AskedStep } from './answers.ts';

export type TeamContext = {
  calendar: Calendar;
  staffIds: Record<Login, string>;
  /** Of the clients that are moved, in the act's order. */
  enrollmentIds?: readonly string[];
  /** Of the shift that the act is about; left out where none is known to be there. */
  shiftId?: string;
};

/** Names nothing: an act about what was never made is refused. */
const noShift = '00000000-0000-4000-8000-000000000000';
const reason = 'As the team agreed.';

/** What is sent; the facts are what has to be found on record. */
export function teamRequest(
  { act }: PlannedTeamAct,
  { calendar, staffIds, enrollmentIds = [], shiftId = noShift }: TeamContext,
  now: number,
): { path: string; body: string; asked: AskedStep[] } {
  const asked = (facts: Record<string, unknown>) => [{ type: act.type, occurredAt: null, facts, words: {} }];
  const seconds = (after: number) => new Date(now + after * 1_000).toISOString();
  switch (act.type) {
    case 'absence': {
      const [staff, cover] = [staffIds[act.staff], staffIds[act.cover]];
      const times = { from: seconds(act.fromSeconds), until: seconds(act.untilSeconds) };
      // The rota of the run is kept by the hour: which shifts are met is no matter here.
      const body = { ...times, cover, shiftsKnown: true };
      return { path: `/staff/${staff}/absences`, body: JSON.stringify(body), asked: asked({ staff, cover }) };
    }
    case 'shift': {
      const staffId = staffIds[act.staff];
      const day = (more: number) => formatLocalDate(localDateOf(calendar, now) + act.inDays + more);
      const times = { from: `${day(0)}T20:00`, until: `${day(1)}T08:00` };
      const body = { staffId, rank: act.rank, ...times };
      return {
        path: '/on-call/shifts',
        body: JSON.stringify(body),
        asked: asked({ staff: staffId, rank: act.rank }),
      };
    }
    case 'shift-withdrawn':
      return {
        path: `/on-call/shifts/${shiftId}/withdraw`,
        body: JSON.stringify({ reason }),
        asked: asked({}),
      };
    case 'swap': {
      const body = { shift: shiftId, with: staffIds[act.with] };
      return { path: '/on-call/swaps', body: JSON.stringify(body), asked: asked({}) };
    }
    case 'move': {
      const items = act.items.map(({ to }, i) => ({ enrollmentId: enrollmentIds[i], to: staffIds[to] }));
      const body = { from: staffIds[act.from], reason, items };
      return { path: '/reassignments', body: JSON.stringify(body), asked: asked({ items }) };
    }
  }
}
