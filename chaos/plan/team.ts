import { coordinators, leads } from './people.ts';
import type { Random } from './random.ts';
import type { Life } from './life.ts';
import type { PlannedTeamAct, TeamAct } from './requests.ts';

/** The shifts that were put so far, by the key of the request. */
export type TeamSoFar = { shifts: { key: string; staff: TeamStaff }[] };
type TeamStaff = (typeof coordinators)[number];

/**
 * An act of the team: somebody is away, is put on call or taken off it, asks for a swap, or clients are moved. Some of them
 * meet and have to be refused. Null where there is nothing yet to do it with.
 */
export function planTeamAct(
  random: Random,
  key: string,
  lives: readonly Life[],
  soFar: TeamSoFar,
): PlannedTeamAct | null {
  const type = random.weighted({ absence: 30, shift: 30, 'shift-withdrawn': 15, swap: 20, move: 45 });
  const sent = {
    ...{ kind: 'team' as const, key },
    copies: random.chance(0.2) ? 5 : 1,
    whenUnknown: random.chance(0.85) ? ('asks-again' as const) : ('leaves' as const),
  };
  const lead = random.pick(leads);
  switch (type) {
    case 'absence':
      return { ...sent, by: lead, act: absence(random) };
    case 'shift': {
      const staff = random.pick(coordinators);
      soFar.shifts.push({ key, staff });
      // Of few days: two of one rank meet now and then, and one has to be refused.
      const act = { type, staff, rank: random.whole(1, 3), inDays: random.whole(2, 60) };
      return { ...sent, by: lead, act };
    }
    case 'shift-withdrawn': {
      if (soFar.shifts.length === 0) return null;
      return { ...sent, by: lead, act: { type, shift: random.pick(soFar.shifts).key } };
    }
    case 'swap': {
      if (soFar.shifts.length === 0) return null;
      const { key: shift, staff } = random.pick(soFar.shifts);
      return { ...sent, by: staff, act: { type, shift, with: random.pick(coordinators) } };
    }
    case 'move': {
      const act = move(random, lives);
      return act && { ...sent, by: lead, act };
    }
  }
}

/** Short: of one coordinator many fit into a run, and some meet. */
function absence(random: Random): TeamAct {
  const [staff, cover] = random.shuffled(coordinators);
  const fromSeconds = random.whole(3, 40);
  const untilSeconds = fromSeconds + random.whole(3, 15);
  return {
    type: 'absence',
    staff: staff ?? 'coordinator',
    cover: cover ?? 'coordinator2',
    fromSeconds,
    untilSeconds,
  };
}

/** Up to four clients of one coordinator, each to another; whoever has them by the plan has them afterwards. */
function move(random: Random, lives: readonly Life[]): TeamAct | null {
  const from = random.pick(coordinators);
  const theirs = lives.flatMap((life, enrollment) =>
    life.coordinator === from ? [{ life, enrollment }] : [],
  );
  if (theirs.length === 0) return null;
  const others = coordinators.filter((one) => one !== from);
  const items = random
    .shuffled(theirs)
    .slice(0, random.whole(1, 4))
    .map(({ life, enrollment }) => {
      const to = random.pick(others);
      life.coordinator = to;
      return { enrollment, to };
    });
  return { type: 'move', from, items };
}
