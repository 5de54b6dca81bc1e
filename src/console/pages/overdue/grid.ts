import type { OverdueOrder } from '../../../features/day/bands.ts';
import type { Overdue } from '../../server/replies.ts';

type Counts = { overdue: number; today: number };
/** A row or a column: what is asked for when it is opened, and what it is called; null: nobody's. */
export type Head = Counts & { id: string; name: string | null };
export type Grid = { rows: Head[]; columns: Head[]; at: (row: Head, column: Head) => Counts | undefined };

/** Duty by person, or person by duty: where most is overdue stands first, both ways. */
export function gridOf({ cells, staff }: Pick<Overdue, 'cells' | 'staff'>, by: OverdueOrder): Grid {
  const names = new Map(staff.map((one) => [one.staff?.staffId ?? 'none', one.staff?.name ?? null]));
  const duties = new Map<string, Head>();
  const people = new Map<string, Head>();
  const found = new Map<string, Counts>();
  for (const { kind, title, staffId, overdue, today } of cells) {
    const who = staffId ?? 'none';
    add(duties, { id: kind, name: title, overdue, today });
    add(people, { id: who, name: names.get(who) ?? null, overdue, today });
    found.set(`${kind} ${who}`, { overdue, today });
  }
  const [kinds, persons] = [worst(duties), worst(people)];
  return by === 'duty'
    ? { rows: kinds, columns: persons, at: (row, column) => found.get(`${row.id} ${column.id}`) }
    : { rows: persons, columns: kinds, at: (row, column) => found.get(`${column.id} ${row.id}`) };
}

function add(heads: Map<string, Head>, one: Head): void {
  const before = heads.get(one.id);
  heads.set(one.id, {
    ...one,
    overdue: (before?.overdue ?? 0) + one.overdue,
    today: (before?.today ?? 0) + one.today,
  });
}

function worst(heads: ReadonlyMap<string, Head>): Head[] {
  return [...heads.values()].toSorted((a, b) => b.overdue - a.overdue || b.today - a.today);
}
