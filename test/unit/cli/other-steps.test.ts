import { describe, expect, it } from 'vitest';
import { playInDomain } from '../../../src/cli/simulate/domain-engine.ts';
import { parseScenario } from '../../../src/cli/simulate/scenario.ts';
import { policyFrom } from '../../support/policies.ts';

const scenario = (events: object[]) =>
  parseScenario(
    new TextEncoder().encode(
      JSON.stringify({
        referral: { receivedAt: '2037-03-02T09:00:00-06:00', level: 'rsc-i' },
        until: '2037-03-20T12:00:00-05:00',
        events,
      }),
    ),
  );
const played = (events: object[]) => {
  const result = scenario(events);
  if (!result.ok) throw new Error(result.problem);
  return playInDomain(result.scenario, policyFrom());
};
const assigned = { at: '2037-03-02T10:00:00-06:00', type: 'assignCoordinator' };

describe('a scenario may tell every step', () => {
  it('with the facts of its command, by the role it names', () => {
    const { obligations, refused } = played([
      assigned,
      {
        at: '2037-03-03T10:00:00-06:00',
        type: 'holdClocks',
        kinds: ['rst.formation'],
        reviewOn: '2037-03-12',
      },
      { at: '2037-03-04T10:00:00-06:00', type: 'reportEmergentNeed', by: 'coordinator' },
    ]);
    expect(refused).toEqual([]);
    const formation = obligations.find(({ kind }) => kind === 'rst.formation');
    expect(formation?.changes.map(({ type }) => type)).toEqual(['held', 'resumed']);
    expect(obligations.some(({ kind }) => kind === 'emergency.contact-client')).toBe(true);
  });

  it('naming steps by the ids of their events, in any order of the file', () => {
    const { obligations } = played([
      { at: '2037-03-05T10:00:00-06:00', type: 'voidStep', step: 'wrong' },
      { at: '2037-03-04T10:00:00-06:00', type: 'reportEmergentNeed', id: 'wrong' },
      assigned,
    ]);
    expect(obligations.some(({ kind }) => kind === 'emergency.contact-client')).toBe(false);
  });

  it.each([
    [{ type: 'holdClocks', kinds: [], reviewOn: '2037-03-12' }, /events\.0\.kinds/],
    [{ type: 'holdClocks', kinds: ['rst.formation'], reviewOn: 'soon' }, /events\.0\.reviewOn/],
    [{ type: 'adoptPolicy', profile: 'x', calendar: 'y' }, /events\.0\.type/],
    [{ type: 'reopen', by: 'ops' }, /events\.0\.by/],
    [
      { type: 'moveDeadline', kind: 'rst.formation', about: 'nothing', to: '2037-03-30T10:00:00-05:00' },
      /events\.0\.about: no event/,
    ],
  ])('and is told what is wrong with one: %j', (event, problem) => {
    const result = scenario([{ at: '2037-03-03T10:00:00-06:00', ...event }]);
    expect(result.ok ? '' : result.problem).toMatch(problem);
  });
});
