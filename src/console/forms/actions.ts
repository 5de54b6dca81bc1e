import type { CommandType } from '../../kit/http/command.ts';
import { type Duty, hasForm, type InVisit, inVisit } from './registry.ts';

/** A duty's line, as far as what can be done about it depends on it. */
export type Owed = Duty & {
  due: string;
  /** Names of the steps that meet it. */
  metBy: readonly string[];
  suspended: { type: string } | null;
  /** Whether a lead may do anything to its clock. */
  holdable: boolean;
};

/** What can be done about duties that one step meets: that step, what else would meet them, and what a lead does to the clock. */
export type Actions = {
  duty: Duty;
  first: CommandType | null;
  others: CommandType[];
  /** What of a visit that step may be, where the visit would meet something else as well. */
  visit: InVisit | null;
  clock: CommandType[];
};

/** Whatever contact a duty asks for, one form records it. */
const contact = 'logContact';

/** The forms that meet a duty and that the reader may send. */
const formsFor = ({ metBy }: Pick<Owed, 'metBy'>, operations: readonly string[]): CommandType[] =>
  metBy.filter(hasForm).filter((step) => operations.includes(`command:${step}`));

/**
 * Lines with what can be done about them. Those that the same step about the same thing meets stand together, and the last of
 * them has the action. `elsewhere`: a step whose action stands somewhere else on the page; `owed`: all of the client, where more
 * is owed than these lines say.
 */
export function withActions<Line extends Owed>(
  lines: readonly Line[],
  {
    operations,
    now,
    elsewhere,
    owed = lines,
  }: { operations: readonly string[]; now: number; elsewhere?: CommandType; owed?: readonly Owed[] },
): { line: Line; actions: Actions | null }[] {
  const groups = new Map<string, Line[]>();
  for (const line of lines) {
    const name = groupName(line, operations);
    groups.set(name, [...(groups.get(name) ?? []), line]);
  }
  return [...groups.values()].flatMap((group) =>
    group.map((line, n) => {
      const last = n === group.length - 1;
      const actions = actionsOf(line, operations, now, owed);
      const shared = !last || actions.first === elsewhere;
      const shown = { ...actions, ...(shared ? { first: null, others: [], visit: null } : {}) };
      const none = shown.first === null && shown.others.length === 0 && shown.clock.length === 0;
      return { line, actions: none ? null : shown };
    }),
  );
}

function groupName(line: Owed, operations: readonly string[]): string {
  const [first] = formsFor(line, operations);
  if (first === undefined) return line.key;
  return first === contact ? first : `${first} ${line.about ?? ''}`;
}

function actionsOf(line: Owed, operations: readonly string[], now: number, owed: readonly Owed[]): Actions {
  const [first = null, ...others] = formsFor(line, operations);
  const { key, kind, title, about } = line;
  return {
    duty: { key, kind, title, about },
    first,
    others,
    visit: visitOf(first, operations, owed),
    clock: clockOf(line, now).filter((step) => operations.includes(`command:${step}`)),
  };
}

/** The visit is offered where it would meet what is owed besides: entered once, not form by form. */
function visitOf(
  first: CommandType | null,
  operations: readonly string[],
  owed: readonly Owed[],
): InVisit | null {
  const part = inVisit.find((step) => step === first);
  if (part === undefined || !operations.includes(`command:${contact}`)) return null;
  const others = [contact, ...inVisit.filter((step) => step !== part)];
  const more = owed.some((line) => formsFor(line, operations).some((step) => others.includes(step)));
  return more ? part : null;
}

/** What its clock can take as it stands: what is always refused is not offered. */
function clockOf({ due, suspended, holdable }: Owed, now: number): CommandType[] {
  const late = Date.parse(due) < now;
  return [
    ...(holdable && !suspended ? (['moveDeadline'] as const) : []),
    ...(holdable ? (['waiveDuty'] as const) : []),
    ...(holdable && !suspended && !late ? (['holdClocks'] as const) : []),
    ...(suspended?.type === 'hold' ? (['releaseHold'] as const) : []),
    ...(late ? (['explainMiss'] as const) : []),
  ];
}
