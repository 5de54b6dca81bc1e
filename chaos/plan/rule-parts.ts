import type { Cadence, Rule, Rung } from '../../src/engine/policy/profile.ts';

export const source = 'chaos run';
export const sourced = <T>(value: T) => ({ value, source, basis: 'agency' as const });

/** Minutes count elapsed time, and a quarter of one is a number like any other. */
export const within = (seconds: number): Cadence => ({
  interval: { unit: 'minutes', count: seconds / 60 },
  source,
  basis: 'agency',
});

export const plain: Pick<Rule, 'restartsOn' | 'cadenceByLevel' | 'ladder' | 'holdable' | 'afterDischarge'> = {
  restartsOn: [],
  cadenceByLevel: {},
  ladder: 'short',
  holdable: true,
  afterDischarge: false,
};

export const after = (seconds: number): Rung['when'] => ({ afterOpened: { minutes: seconds / 60 } });
export const whenMissed: Rung['when'] = { afterDue: { businessDays: 0 } };
export const rung = (id: string, type: Rung['type'], to: Rung['to'], when: Rung['when']): Rung => ({
  ...{ id, type, to, when, source },
  deliver: 'at-once',
  basis: 'agency',
});
