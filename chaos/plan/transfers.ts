import type { CommandType } from '../../src/kit/http/command.ts';
import type { Leaving, Life } from './life.ts';
import { leads } from './people.ts';
import type { Random } from './random.ts';
import type { Facts, PlannedCommand, PlannedTransfer, Words } from './requests.ts';
import { signedFacts, signedWords } from '../../prisma/seed/index.ts';

/** Some clients are to go to the other agency. */
export function leavingOf(random: Random): Leaving | null {
  return random.chance(0.25) ? { next: 'index', release: 'never-granted', offer: 'never-made' } : null;
}

/**
 * What comes next of a client's way to the other agency: an index, a release that covers it, the offer, its answer there,
 * or that it is taken back. Now and then the release is left out, and the offer has to be refused.
 */
export function planLeaving(
  random: Random,
  sent: Omit<PlannedCommand, 'by' | 'steps' | 'nonsense'>,
  life: Life,
): PlannedCommand | PlannedTransfer | null {
  const { leaving } = life;
  if (leaving === null) return null;
  const { key } = sent;
  const by = random.pick(leads);
  const step = (type: CommandType, facts: Facts, words: Words = {}): PlannedCommand => ({
    ...{ ...sent, by, nonsense: false },
    steps: [
      {
        ...{ type, facts, secondsAgo: null, amendment: false },
        words: { note: `Words of ${key}, kept sealed.`, ...words },
      },
    ],
  });
  switch (leaving.next) {
    case 'index':
      leaving.next = random.chance(0.1) ? 'offer' : 'release';
      return step('scoreAcuity', { score: 50 });
    case 'release':
      life.leaving = { ...leaving, next: 'offer', release: key };
      return step('grantRelease', released, { recipientName: 'Elsewhere', ...signedWords });
    case 'offer':
      life.leaving = { ...leaving, next: 'answer', offer: key };
      return { ...sent, kind: 'transfer', by, act: { type: 'offer', release: leaving.release } };
    case 'answer': {
      const type = random.weighted({ accept: 70, decline: 15, withdraw: 15 });
      life.leaving = type === 'accept' ? null : { ...leaving, next: 'offer' };
      return { ...sent, kind: 'transfer', by, act: { type, offer: leaving.offer } };
    }
  }
}

const released: Facts = {
  ...{ recipient: { agency: 'other' }, recipientKind: 'agency', purpose: 'care-coordination' },
  content: ['identity', 'assessment', 'progress', 'contact-information'],
  expiresOn: { tomorrow: true },
  ...signedFacts({ today: true } as const),
};
