import type { Login } from '../../prisma/seed/index.ts';
import type { CommandType } from '../../src/contracts/permissions.ts';
import { chaosProfile } from './policy.ts';
import type { Random } from './random.ts';

/**
 * What only the moment of sending knows: a member of staff's id, tomorrow's date, an instant some seconds on, a plan that
 * is written just before.
 */
export type Field =
  | string
  | number
  | boolean
  | null
  | string[]
  | { staff: Login }
  | { tomorrow: true }
  | { inSeconds: number }
  | { writes: WrittenPlan };
export type WrittenPlan = 'preliminary' | 'full';

export type PlannedStep = {
  type: CommandType;
  /** Entered that much after it happened; null: it happens now. */
  secondsAgo: number | null;
  amendment: boolean;
  facts: Record<string, Field>;
  words: Record<string, unknown>;
};

export type PlannedCommand = {
  kind: 'command';
  key: string;
  enrollment: number;
  by: Login;
  /** Several: sent as one batch, all or none. */
  steps: PlannedStep[];
  /** The same request so many times at once. */
  copies: number;
  /** What its author does when the answer is lost: asks again under the same key, or leaves it at that. */
  whenUnknown: 'asks-again' | 'leaves';
  /** Makes no sense at any time: whoever answers must refuse it. */
  nonsense: boolean;
};

export type PlannedStart = {
  kind: 'start';
  key: string;
  enrollment: number;
  by: Login;
  level: string;
  emergency: boolean;
  secondsAgo: number;
  copies: number;
};

export type PlannedRequest = PlannedStart | PlannedCommand;

const usual: Partial<Record<CommandType, number>> = {
  logContact: 34,
  completePreliminarySccp: 4,
  formRst: 5,
  holdRstMeeting: 7,
  completeFullSccp: 4,
  reviewSccp: 6,
  scoreAcuity: 8,
  changeLevel: 3,
  requestExtension: 4,
  decideExtension: 4,
  reportEmergentNeed: 4,
  acknowledgePage: 4,
  discharge: 2,
  recordOutcomes: 2,
  reopen: 2,
  holdClocks: 3,
  releaseHold: 2,
  moveDeadline: 4,
  waiveDuty: 1,
  voidStep: 3,
};
const coordinators: Login[] = ['coordinator', 'coordinator2', 'coordinator3'];
const leads: Login[] = ['supervisor', 'director'];
const forLeads = new Set<CommandType>([
  ...(['assignCoordinator', 'changeLevel', 'reopen', 'holdClocks', 'releaseHold', 'moveDeadline'] as const),
  ...(['waiveDuty', 'voidStep', 'decideExtension'] as const),
]);
const holdable = chaosProfile.rules.filter((rule) => rule.holdable).map((rule) => rule.kind);

/**
 * All that will be asked, in order: `enrollments` referrals, spread over the first half, among `commands` commands. The
 * same random numbers give the same requests.
 */
export function planRequests(
  random: Random,
  size: { enrollments: number; commands: number },
): PlannedRequest[] {
  const total = size.enrollments + size.commands;
  const requests: PlannedRequest[] = [];
  const entered: string[][] = [];
  for (let i = 0; i < total; i += 1) {
    const wanted = Math.ceil(Math.min(1, (i + 1) / (total * 0.5)) * size.enrollments);
    if (entered.length < wanted && requests.length - entered.length <= size.commands) {
      requests.push(start(random, entered.length));
      entered.push([]);
      continue;
    }
    const enrollment = random.whole(0, entered.length - 1);
    const known = entered[enrollment] ?? [];
    const command = planCommand(random, enrollment, `c-${i}`, known);
    if (!command.nonsense && command.steps.length === 1) known.push(command.key);
    requests.push(command);
  }
  return requests;
}

/** A referral beside the plan, for a command that must not wait behind others. */
export function spareStart(n: number): PlannedStart {
  const enrollment = firstSpare + n;
  return {
    kind: 'start',
    ...{ key: `spare-${n}`, enrollment, by: 'supervisor', level: 'steady', emergency: false },
    ...{ secondsAgo: 0, copies: 1 },
  };
}

/** No plan has so many. */
const firstSpare = 1_000_000;

/** A command beside the plan: it makes sense at any time, and is sent only once. */
export function spareCommand(key: string, enrollment: number): PlannedCommand {
  return {
    kind: 'command',
    ...{ key, enrollment, by: 'supervisor', copies: 1, whenUnknown: 'leaves', nonsense: false },
    steps: [
      {
        type: 'logContact',
        ...{ secondsAgo: null, amendment: false, words: { note: `Words of ${key}.` } },
        facts: { with: 'client', mode: 'phone', outcome: 'reached' },
      },
    ],
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

function planCommand(random: Random, enrollment: number, key: string, known: string[]): PlannedCommand {
  const common = {
    kind: 'command' as const,
    ...{ key, enrollment },
    copies: random.chance(0.06) ? 5 : 1,
    whenUnknown: random.chance(0.85) ? ('asks-again' as const) : ('leaves' as const),
  };
  if (random.chance(0.05)) return { ...common, ...nonsense(random, key), nonsense: true };
  if (known.length === 0 && random.chance(0.9)) {
    return {
      ...common,
      by: random.pick(leads),
      steps: [step(random, 'assignCoordinator', key, known)],
      nonsense: false,
    };
  }
  if (random.chance(0.12)) {
    const types: CommandType[] = ['logContact', ...several(random)];
    const steps = types.map((type) => ({ ...step(random, type, key, known), amendment: true }));
    return { ...common, by: random.pick([...coordinators, ...leads]), steps, nonsense: false };
  }
  const type = random.weighted(usual as Record<CommandType, number>);
  return { ...common, by: authorOf(random, type), steps: [step(random, type, key, known)], nonsense: false };
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

function authorOf(random: Random, type: CommandType): Login {
  return random.pick(forLeads.has(type) ? leads : [...coordinators, 'supervisor']);
}

function step(random: Random, type: CommandType, key: string, known: string[]): PlannedStep {
  const { facts, words } = contentOf(random, type, known);
  const late = type !== 'holdClocks' && type !== 'moveDeadline' && random.chance(0.25);
  return {
    type,
    secondsAgo: late ? random.whole(1, 25) : null,
    amendment: random.chance(0.05),
    facts,
    words: { note: `Words of ${key}, kept sealed.`, ...words },
  };
}

const meeting = {
  attendance: { members: [], client: true, guests: [] },
  decisions: ['A room first.'],
  nextSteps: [{ what: 'A visit.', who: 'Coordinator' }],
};

function contentOf(
  random: Random,
  type: CommandType,
  known: string[],
): { facts: Record<string, Field>; words?: Record<string, unknown> } {
  const reason = { reason: 'As planned.' };
  switch (type) {
    case 'assignCoordinator':
      return { facts: { coordinatorId: { staff: random.pick(coordinators) } } };
    case 'logContact':
      return {
        facts: {
          with: random.chance(0.85) ? 'client' : 'collateral',
          mode: random.chance(0.75) ? 'face-to-face' : 'phone',
          outcome: random.chance(0.85) ? 'reached' : 'attempted',
        },
      };
    case 'completePreliminarySccp':
      return { facts: { plan: { writes: 'preliminary' } } };
    case 'completeFullSccp':
      return { facts: { plan: { writes: 'full' } } };
    case 'reviewSccp':
      return { facts: { initiative: random.pick(['ask', 'recommend']) } };
    case 'scoreAcuity':
      return { facts: { score: random.whole(0, 100) } };
    case 'changeLevel':
      return { facts: { level: random.pick(['steady', 'light']) }, words: reason };
    case 'requestExtension':
      return { facts: { initial: random.chance(0.5), units: random.whole(1, 40), through: '2099-01-01' } };
    case 'decideExtension':
      return {
        facts: { decision: random.pick(['approved', 'denied']), units: random.chance(0.5) ? 4 : null },
      };
    case 'reportEmergentNeed':
      return { facts: {}, words: { needs: ['housing'] } };
    case 'discharge':
      return { facts: { reason: 'completed' }, words: { note: 'Handed over.' } };
    case 'reopen':
      return { facts: {}, words: reason };
    case 'holdClocks':
      return { facts: { kinds: [random.pick(holdable)], reviewOn: { tomorrow: true } }, words: reason };
    case 'releaseHold':
      return { facts: { kinds: [random.pick(holdable)] } };
    case 'moveDeadline':
      return {
        facts: { kind: random.pick(holdable), to: { inSeconds: random.whole(3, 20) } },
        words: reason,
      };
    case 'waiveDuty':
      return { facts: { kind: random.pick(holdable), until: { tomorrow: true } }, words: reason };
    case 'voidStep':
      return { facts: { step: known.length > 0 ? random.pick(known) : 'never-entered' }, words: reason };
    case 'holdRstMeeting':
      return { facts: {}, words: { ...meeting } };
    case 'formRst':
    case 'acknowledgePage':
    case 'recordOutcomes':
    case 'updateAssessment':
      return { facts: {} };
    default:
      throw new Error(`${type} is not among what the run asks for`);
  }
}

function nonsense(random: Random, key: string): { by: Login; steps: PlannedStep[] } {
  const one = (
    type: CommandType,
    facts: Record<string, Field>,
    words: Record<string, string> = {},
  ): PlannedStep[] => [
    { type, secondsAgo: null, amendment: false, facts, words: { note: `Nonsense ${key}.`, ...words } },
  ];
  const lead = random.pick(leads);
  const reached = { with: 'client', mode: 'face-to-face', outcome: 'reached' };
  switch (random.whole(1, 6)) {
    case 1:
      return { by: lead, steps: one('scoreAcuity', { score: 4_711 }) };
    case 2:
      return { by: lead, steps: one('changeLevel', { level: 'nowhere' }, { reason: 'None.' }) };
    case 3:
      // What the role may not do.
      return {
        by: 'coordinator',
        steps: one('moveDeadline', { kind: 'sccp.full', to: { inSeconds: 9 } }, { reason: 'None.' }),
      };
    case 4:
      return { by: lead, steps: one('voidStep', { step: `not-${key}` }, { reason: 'None.' }) };
    case 5:
      // Half of a batch makes sense: none of it may be recorded.
      return { by: lead, steps: [...one('logContact', reached), ...one('scoreAcuity', { score: -1 })] };
    default:
      return { by: 'coordinator2', steps: one('logContact', { ...reached, mode: 'smoke-signals' }) };
  }
}
