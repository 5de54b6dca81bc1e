import type { reassignmentStates } from './schemas.ts';
import type { ProblemNow } from '../../../kit/http/problem.ts';
import type { MoveRow, ReassignmentRow } from '../postgres/ports.ts';
import { renderClient } from '../../../kit/http/reply-parts.ts';

/** A reassignment as somebody reads it; `only`: of a coordinator, what concerns them. */
export function renderReassignment(row: ReassignmentRow, only: string | null, problemNow: ProblemNow) {
  const { id, from, reason, by, recordedAt, stopped, endedAt } = row;
  const items = row.items.filter(({ to }) => only === null || from.staffId === only || to.staffId === only);
  const count = (state: MoveRow['state']) => items.filter((item) => item.state === state).length;
  return {
    ...{ reassignmentId: id, from, reason, by, recordedAt },
    ...{ state: stateOf(row), stopped, endedAt },
    counts: {
      waiting: count('waiting'),
      moved: count('moved'),
      refused: count('refused'),
      left: count('left'),
    },
    items: items.map(({ enrollmentId, client, to, state, code, settledAt }) => ({
      ...{ enrollmentId, client: client && renderClient(client, true), to, state },
      why: renderWhy(code, problemNow),
      settledAt,
    })),
  };
}

/** What the table of problems says of a code; null for none. */
export function renderWhy(code: string | null, problemNow: ProblemNow) {
  if (code === null) return null;
  const { code: now, title, remedy } = problemNow(code);
  return { code: now, title, remedy };
}

function stateOf({ stopped, endedAt, items }: ReassignmentRow): (typeof reassignmentStates)[number] {
  if (endedAt === null) return stopped ? 'stopping' : 'running';
  return items.some(({ state }) => state === 'left') ? 'stopped' : 'done';
}
