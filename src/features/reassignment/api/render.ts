import type { reassignmentStates } from './schemas.ts';
import type { ProblemNow } from '../../../kit/http/problem.ts';
import type { MoveRow, ReassignmentRow } from '../postgres/ports.ts';
import { glimpseOf, renderClient } from '../../../kit/http/reply-parts.ts';

/** Who reads it: `only`, of a coordinator, what concerns them, and by name the clients they have something to do with. */
export type ReadBy = { only: string; related: ReadonlySet<string> } | null;

/** A reassignment as somebody reads it; null: who plans reads everything. */
export function renderReassignment(row: ReassignmentRow, reader: ReadBy, problemNow: ProblemNow) {
  const { id, from, reason, by, recordedAt, stopped, endedAt } = row;
  const concerns = (who: { staffId: string }) => reader === null || who.staffId === reader.only;
  const items = row.items.filter(({ to }) => concerns(from) || concerns(to));
  const known = (id: string) => reader === null || reader.related.has(id);
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
      ...{ enrollmentId, to, state },
      client: client && (known(enrollmentId) ? renderClient(client, true) : glimpseOf(client)),
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
