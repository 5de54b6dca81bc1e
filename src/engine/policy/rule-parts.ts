import type { Interval } from '../calendar/index.ts';
import type { Basis, Cadence, Rule } from './profile.ts';

/** What most rules have in common. */
export const plain: Pick<
  Rule<never>,
  'restartsOn' | 'cadenceByLevel' | 'ladder' | 'holdable' | 'afterDischarge'
> = {
  restartsOn: [],
  cadenceByLevel: {},
  ladder: 'standard',
  holdable: true,
  afterDischarge: false,
};

/** That long after the opening. */
export const every = (
  count: number,
  unit: Interval['unit'],
  source: string,
  basis: Basis = 'policy',
): Cadence => ({ interval: { unit, count }, source, basis });

export const reachedClient = { step: 'logContact', with: ['client'] } as const;
