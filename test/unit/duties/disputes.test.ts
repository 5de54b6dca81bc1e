import type { DisputeMethod } from '../../../src/engine/policy/terms.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectiveSteps } from '../../../src/engine/obligations/fold.ts';
import { disputesOf } from '../../../src/features/outcomes/disputes.ts';
import { Story } from '../../support/enrollment-builder.ts';

const raised = () =>
  new Story({})
    .assigned('2037-03-02 10:00')
    .step({ type: 'raiseDispute', subject: 'plan' }, '2037-03-03 10:00', { id: 'd' });
const tried = (method: DisputeMethod, outcome: 'settled' | 'unsettled' = 'unsettled') =>
  ({ type: 'recordDisputeStep', about: 'd', method, outcome }) as const;

describe('disputes', () => {
  it("[DI-1] are settled within the agency's time, each on its own", () => {
    const told = raised().step({ type: 'raiseDispute', subject: 'staff' }, '2037-03-04 10:00', { id: 'e' });
    expect(
      told.rows.flatMap(({ kind, focus, due }) =>
        kind === 'dispute.settlement' ? [[focus, told.local(due)]] : [],
      ),
    ).toEqual([
      ['d', '2037-05-02 23:59'],
      ['e', '2037-05-03 23:59'],
    ]);
    told.step(tried('negotiation', 'settled'), '2037-03-05 10:00');
    told.step({ type: 'settleDispute', about: 'd' }, '2037-03-06 10:00');
    told.step({ type: 'withdrawDispute', about: 'e' }, '2037-03-06 11:00');
    expect(told.statuses['dispute.settlement']).toEqual(['met', 'cancelled']);
  });

  it('[DI-1] go the ways the agency names, in its order', () => {
    const order = raised().refused(tried('mediation'), '2037-03-04 10:00');
    expect(order).toMatchObject({ code: 'dispute-out-of-order', field: 'method' });
    const told = raised().step(tried('negotiation'), '2037-03-04 10:00');
    expect(told.refused(tried('arbitration'), '2037-03-05 10:00').code).toBe('dispute-out-of-order');
    told.step(tried('negotiation'), '2037-03-05 10:00').step(tried('mediation'), '2037-03-06 10:00');
    expect(told.refused(tried('negotiation'), '2037-03-07 10:00').code).toBe('dispute-out-of-order');
    told.step({ ...tried('arbitration', 'settled'), arbitration: 'panel' }, '2037-03-08 10:00');
    told.step({ type: 'settleDispute', about: 'd' }, '2037-03-09 10:00', { id: 'end' });
    const [dispute] = disputesOf(effectiveSteps(told.state.steps, told.at('2037-03-10 10:00')));
    expect(dispute).toMatchObject({ state: 'settled', closedBy: 'end' });
    expect(dispute?.steps.map(({ method }) => method)).toEqual([
      'negotiation',
      'negotiation',
      'mediation',
      'arbitration',
    ]);
  });

  it('[DI-1] end only where something settled them, and only once', () => {
    const settle = { type: 'settleDispute', about: 'd' } as const;
    expect(raised().refused(settle, '2037-03-04 10:00').code).toBe('dispute-not-settled');
    const unsettled = raised().step(tried('negotiation'), '2037-03-04 10:00');
    expect(unsettled.refused(settle, '2037-03-05 10:00').code).toBe('dispute-not-settled');
    const ended = unsettled.step({ type: 'withdrawDispute', about: 'd' }, '2037-03-05 10:00');
    expect(ended.refused(tried('mediation'), '2037-03-06 10:00').code).toBe('dispute-closed');
    expect(ended.refused({ ...settle, about: 'nothing' }, '2037-03-06 10:00').code).toBe('unknown-dispute');
  });

  it('whatever is tried, ways never go back and none is left out', () => {
    const methods: DisputeMethod[] = ['negotiation', 'mediation', 'arbitration'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...methods), { maxLength: 8 }), (wanted) => {
        const told = raised();
        for (const [n, method] of wanted.entries()) {
          try {
            told.step(tried(method), `2037-03-${String(10 + n)} 10:00`);
          } catch {
            // Refused: nothing of it is on record.
          }
        }
        const [dispute] = disputesOf(effectiveSteps(told.state.steps, told.at('2037-04-01 10:00')));
        const places = (dispute?.steps ?? []).map(({ method }) => methods.indexOf(method));
        expect(places.every((place, n) => place - (places[n - 1] ?? -1) <= 1)).toBe(true);
        expect(places).toEqual(places.toSorted((a, b) => a - b));
      }),
      { numRuns: 40 },
    );
  });
});
