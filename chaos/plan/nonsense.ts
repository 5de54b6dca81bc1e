import type { CommandType } from '../../src/kit/http/command.ts';
import type { Login } from '../../prisma/seed/index.ts';
import { leads } from './people.ts';
import type { Random } from './random.ts';
import type { Facts, PlannedStep, Words } from './requests.ts';

/** What has to be refused at any time. */
export function nonsense(random: Random, key: string): { by: Login; steps: PlannedStep[] } {
  const one = (type: CommandType, facts: Facts, words: Words = {}): PlannedStep[] => [
    { type, secondsAgo: null, amendment: false, facts, words: { note: `Nonsense ${key}.`, ...words } },
  ];
  const lead = random.pick(leads);
  const reached = { with: 'client', mode: 'face-to-face', outcome: 'reached' };
  switch (random.whole(1, 9)) {
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
    case 6:
      return { by: lead, steps: one('sendReferral', { about: `not-${key}`, release: `not-${key}` }) };
    case 7:
      // What treats is nothing a coordinator does.
      return {
        by: 'coordinator',
        steps: one('recordService', { kind: 'psychotherapy', minutes: 50, billable: false }),
      };
    case 8:
      return { by: lead, steps: one('answerCrisis', { about: `not-${key}` }) };
    default:
      return { by: 'coordinator2', steps: one('logContact', { ...reached, mode: 'smoke-signals' }) };
  }
}
