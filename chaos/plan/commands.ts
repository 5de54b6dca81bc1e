import type { CommandType } from '../../src/kit/http/command.ts';
import { planCourse } from './courses.ts';
import type { Life } from './life.ts';
import { nonsense } from './nonsense.ts';
import { authorOf, leads, memberFor } from './people.ts';
import type { Random } from './random.ts';
import type { PlannedCommand, PlannedDocument, PlannedRequest, PlannedStart } from './requests.ts';
import { step, usual } from './steps.ts';
import { leavingOf, planLeaving } from './transfers.ts';
import { planTeamAct, type TeamSoFar } from './team.ts';

/**
 * All that will be asked, in order: `enrollments` referrals, spread over the first half, among `commands` commands and acts
 * of the team. The same random numbers give the same requests.
 */
export function planRequests(
  random: Random,
  size: { enrollments: number; commands: number },
): PlannedRequest[] {
  const total = size.enrollments + size.commands;
  const requests: PlannedRequest[] = [];
  const entered: Life[] = [];
  const team: TeamSoFar = { shifts: [] };
  for (let i = 0; i < total; i += 1) {
    const wanted = Math.ceil(Math.min(1, (i + 1) / (total * 0.5)) * size.enrollments);
    if (entered.length < wanted && requests.length - entered.length <= size.commands) {
      requests.push(start(random, entered.length));
      entered.push({ known: [], under: null, coordinator: null, leaving: leavingOf(random) });
      continue;
    }
    const key = `c-${i}`;
    const act = random.chance(0.04) ? planTeamAct(random, key, entered, team) : null;
    if (act) {
      requests.push(act);
      continue;
    }
    const enrollment = random.whole(0, entered.length - 1);
    const life = entered[enrollment];
    if (!life) throw new Error('nobody is entered');
    if (life.known.length > 1 && life.leaving && random.chance(0.5)) {
      const leaving = planLeaving(random, common(random, enrollment, key), life);
      if (leaving) requests.push(leaving);
      if (leaving) continue;
    }
    const next =
      life.known.length > 0 && random.chance(0.03)
        ? planDocument(random, enrollment, key, life)
        : (planOfCourse(random, enrollment, key, life) ?? planCommand(random, enrollment, key, life));
    if (next.kind === 'command' && !next.nonsense && next.steps.length === 1) life.known.push(key);
    requests.push(next);
  }
  return requests;
}

/** The next step of the enrollment's course; null where it is in none, and begins none. */
function planOfCourse(random: Random, enrollment: number, key: string, life: Life): PlannedCommand | null {
  if (life.known.length === 0) return null;
  if (life.under === null && random.chance(0.4)) life.under = { left: planCourse(random), keys: new Map() };
  if (life.under === null || random.chance(0.2)) return null;
  const { left, keys } = life.under;
  const next = left.shift();
  if (left.length === 0) life.under = null;
  if (!next) return null;
  const { type, words } = next;
  const facts = next.facts((earlier) => keys.get(earlier) ?? 'never-begun');
  keys.set(type, key);
  // A referral says what it says and no more: it has no room for a note (RF-2).
  const note = type === 'makeReferral' ? {} : { note: `Words of ${key}, kept sealed.` };
  return {
    ...common(random, enrollment, key),
    by: authorOf(random, type, life.coordinator),
    steps: [
      {
        ...{ type, facts, amendment: false, words: { ...note, ...words } },
        secondsAgo: random.chance(0.15) ? random.whole(1, 10) : null,
      },
    ],
    nonsense: false,
  };
}

function planDocument(
  random: Random,
  enrollment: number,
  key: string,
  { coordinator }: Life,
): PlannedDocument {
  const { copies, whenUnknown } = common(random, enrollment, key);
  return {
    kind: 'document',
    of: random.chance(0.3) ? 'identity' : 'contact-information',
    ...{ key, enrollment, copies, whenUnknown },
    by: random.chance(0.1) ? random.pick(['intake', 'director']) : memberFor(random, coordinator),
  };
}

function start(random: Random, enrollment: number): PlannedStart {
  return {
    kind: 'start',
    key: `s-${enrollment}`,
    enrollment,
    by: random.pick(['intake', 'supervisor']),
    level: random.pick(['steady', 'light']),
    emergency: random.chance(0.15),
    secondsAgo: random.chance(0.3) ? random.whole(1, 10) : 0,
    copies: random.chance(0.1) ? 5 : 1,
  };
}

function planCommand(random: Random, enrollment: number, key: string, life: Life): PlannedCommand {
  const { known } = life;
  const sent = common(random, enrollment, key);
  if (random.chance(0.05)) return { ...sent, ...nonsense(random, key), nonsense: true };
  if (known.length === 0 && random.chance(0.9)) {
    const assigned = step(random, 'assignCoordinator', key, known);
    const { coordinatorId: to } = assigned.facts;
    if (typeof to === 'object' && to !== null && 'staff' in to) life.coordinator = to.staff;
    return { ...sent, by: random.pick(leads), steps: [assigned], nonsense: false };
  }
  if (random.chance(0.12)) {
    const types: CommandType[] = ['logContact', ...several(random)];
    const steps = types.map((type) => ({ ...step(random, type, key, known), amendment: true }));
    return { ...sent, by: memberFor(random, life.coordinator), steps, nonsense: false };
  }
  const type = random.weighted(usual);
  return {
    ...sent,
    by: authorOf(random, type, life.coordinator),
    steps: [step(random, type, key, known)],
    nonsense: false,
  };
}

function several(random: Random): CommandType[] {
  const types: CommandType[] = [
    'formRst',
    'scoreAcuity',
    'logContact',
    'completePreliminarySccp',
    'holdRstMeeting',
  ];
  return random.shuffled(types).slice(0, random.whole(1, 3));
}

function common(random: Random, enrollment: number, key: string) {
  return {
    kind: 'command' as const,
    ...{ key, enrollment },
    copies: random.chance(0.06) ? 5 : 1,
    whenUnknown: random.chance(0.85) ? ('asks-again' as const) : ('leaves' as const),
  };
}
