import type { CommandType } from '../../src/kit/http/command.ts';
import { missCauses } from '../../src/engine/policy/miss-cause.ts';
import { coordinators } from './people.ts';
import { chaosProfile } from './policy.ts';
import type { Random } from './random.ts';
import type { Facts, PlannedStep, Words } from './requests.ts';

/** How often each is asked for by itself. */
export const usual = {
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
  explainMiss: 2,
  voidStep: 3,
  confirmContactInformation: 3,
} satisfies Partial<Record<CommandType, number>>;
const holdable = chaosProfile.rules.filter((rule) => rule.holdable).map((rule) => rule.kind);

/** One of them, whatever the enrollment's state; `known` are the keys of what was asked of it before. */
export function step(random: Random, type: CommandType, key: string, known: string[]): PlannedStep {
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

function contentOf(random: Random, type: CommandType, known: string[]): { facts: Facts; words?: Words } {
  const reason = { reason: 'As planned.' };
  switch (type) {
    case 'assignCoordinator':
      return { facts: { coordinatorId: { staff: random.pick(coordinators) } } };
    case 'logContact': {
      const whom = random.chance(0.85) ? 'client' : 'collateral';
      return {
        facts: {
          with: whom,
          mode: random.chance(0.75) ? 'face-to-face' : 'phone',
          outcome: random.chance(0.85) ? 'reached' : 'attempted',
          ...(whom === 'client'
            ? {}
            : { disclosed: { told: random.chance(0.5) ? ('nothing' as const) : ('landlord' as const) } }),
        },
      };
    }
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
      return {
        facts: {
          ...{ initial: random.chance(0.5), units: random.whole(1, 40), through: '2099-01-01' },
          enclosed: [],
        },
        words: { justification: 'Needed.' },
      };
    case 'decideExtension':
      return {
        facts: { decision: random.pick(['approved', 'denied']), units: random.chance(0.5) ? 4 : null },
        words: reason,
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
    case 'explainMiss':
      // The assignment is owed from the referral on, which is the first event.
      return { facts: { obligation: 'assignment~1', cause: random.pick(missCauses) }, words: reason };
    case 'voidStep':
      return { facts: { step: known.length > 0 ? random.pick(known) : 'never-entered' }, words: reason };
    case 'holdRstMeeting':
      return { facts: {}, words: { ...meeting } };
    case 'formRst':
    case 'acknowledgePage':
    case 'recordOutcomes':
    case 'updateAssessment':
    case 'confirmContactInformation':
      return { facts: {} };
    default:
      throw new Error(`${type} is not among what the run asks for`);
  }
}
