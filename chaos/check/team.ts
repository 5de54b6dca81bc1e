import { isDeepStrictEqual } from 'node:util';
import { isStepEvent } from '../../src/engine/record/events.ts';
import type { Answer } from '../load/answers.ts';
import type { Check, Evidence, StoredTeam } from './evidence.ts';

/** Acts of the team: there once as told, nobody in two places, and each client moved once or not at all. */
export function checkTeam(evidence: Evidence): Check[] {
  return [checkActs(evidence), checkAbsences(evidence.team), checkMoves(evidence)];
}

/** What is there under a key: as it was asked, and the ids of what it made. */
type Found = { facts: Record<string, unknown>; made: string[] };

function checkActs({ answers, team }: Evidence): Check {
  const check: Check = { name: 'team: acts there once, as acknowledged', examined: 0, violations: [] };
  const found = actsIn(team);
  for (const answer of answers) {
    if (answer.kind !== 'team') continue;
    check.examined += 1;
    check.violations.push(
      ...wrongOf(answer, found.get(answer.key) ?? []).map((words) => `${answer.key}: ${words}`),
    );
  }
  return check;
}

function actsIn({ absences, rota, swaps, moves }: StoredTeam): Map<string, Found[]> {
  const found = new Map<string, Found[]>();
  const add = (commandId: string, one: Found) =>
    void found.set(commandId, [...(found.get(commandId) ?? []), one]);
  for (const { commandId, staff, cover } of absences)
    add(commandId, { facts: { staff, cover }, made: [commandId] });
  for (const { commandId, act, shifts } of rota) {
    const swap = swaps.filter((one) => one.commandId === commandId).map(({ id }) => id);
    const facts = act === 'make' ? { staff: shifts[0]?.staff, rank: shifts[0]?.rank } : {};
    add(commandId, { facts, made: [...swap, ...shifts.map(({ id }) => id)] });
  }
  for (const { commandId, id, items } of moves) {
    const named = items.map(({ enrollmentId, to }) => ({ enrollmentId, to }));
    add(commandId, { facts: { items: sorted(named) }, made: [id] });
  }
  return found;
}

function wrongOf({ outcome, asked, made }: Answer, found: readonly Found[]): string[] {
  const [act, ...more] = found;
  if (more.length > 0) return [`is there ${found.length} times`];
  if (!act) return outcome === 'acknowledged' || outcome === 'taken-in' ? ['was taken and is not there'] : [];
  if (outcome === 'refused') return ['was refused and is there'];
  const lines: string[] = [];
  for (const { type, facts } of asked) {
    const wanted = type === 'move' ? { items: sorted(facts['items'] as Move[]) } : facts;
    for (const [name, value] of Object.entries(wanted))
      if (!isDeepStrictEqual(act.facts[name], value)) lines.push(`${name} is not what was sent`);
    // A shift that was withdrawn is told with its id, and made by an earlier act.
    const unmade = type === 'shift-withdrawn' ? [] : made.filter((id) => !act.made.includes(id));
    if (unmade.length > 0) lines.push('another thing was made than its author was told');
  }
  return lines;
}

type Move = { enrollmentId: string; to: string };

function sorted(items: readonly Move[]): Move[] {
  return items.toSorted((a, b) => (a.enrollmentId < b.enrollmentId ? -1 : 1));
}

/** Nobody is away twice at once, and nobody covers who is away. */
function checkAbsences({ absences }: StoredTeam): Check {
  const check: Check = { name: 'team: nobody away twice, no cover away', examined: 0, violations: [] };
  absences.forEach((one, i) => {
    check.examined += 1;
    if (one.staff === one.cover) check.violations.push(`${one.commandId}: covers for themselves`);
    for (const other of absences.slice(i + 1)) {
      const meet = one.from < (other.until ?? Infinity) && other.from < (one.until ?? Infinity);
      if (!meet) continue;
      const both = `${one.commandId}, ${other.commandId}`;
      if (one.staff === other.staff) check.violations.push(`${both}: away twice at once`);
      if (one.cover === other.staff || other.cover === one.staff)
        check.violations.push(`${both}: somebody covers who is away`);
    }
  });
  return check;
}

/** Each client that is said to be moved has the one step that moved them; of the others there is none. */
function checkMoves({ team, streams }: Evidence): Check {
  const check: Check = { name: 'team: each move once, as it is said', examined: 0, violations: [] };
  for (const { id, ended, items } of team.moves) {
    if (!ended) check.violations.push(`${id}: has not ended`);
    for (const { enrollmentId, to, state } of items) {
      check.examined += 1;
      const name = `move:${id}:${enrollmentId}`;
      const steps = (streams.get(enrollmentId) ?? []).filter(
        (event) => isStepEvent(event) && event.commandId === name,
      );
      const [step] = steps;
      if (state === 'waiting') check.violations.push(`${name}: waits`);
      if (steps.length !== (state === 'moved' ? 1 : 0))
        check.violations.push(`${name}: is ${state}, and on record ${steps.length} times`);
      const given =
        step && isStepEvent(step) && step.facts.type === 'assignCoordinator' && step.facts.coordinatorId;
      if (step && given !== to) check.violations.push(`${name}: went to somebody else`);
    }
  }
  return check;
}
