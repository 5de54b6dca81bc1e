import { describe, expect, it } from 'vitest';
import { crisesOf, wantsAnswer } from '../../../src/features/crisis/state.ts';
import { effectiveSteps, statusAt } from '../../../src/engine/obligations/fold.ts';
import { projectRecord } from '../../../src/pathway/projection.ts';
import { referral } from '../../support/enrollment-builder.ts';

const error = { type: 'enterInError' } as const;
const wrong = () =>
  referral()
    .assigned('2037-03-02 10:00')
    .step({ type: 'reportCrisis', full: false }, '2037-03-02 11:00', { id: 'crisis' })
    .until('2037-03-03 12:00');

describe('a referral that was entered in error', () => {
  it('ends every clock, also of what was missed; the misses stay, marked as withdrawn', () => {
    const missed = wrong();
    expect(missed.statuses['crisis.response']).toEqual(['overdue']);
    const story = missed.step(error, '2037-03-03 12:00', { id: 'wrong' });
    expect(new Set(Object.values(story.statuses).flat())).toEqual(new Set(['cancelled', 'met']));
    expect(story.said('crisis.response').at(-1)).toMatch(/^EscalationWithdrawn/);
    const { summary, obligations, place } = projectRecord(story.events, 'enrollment');
    expect(summary).toMatchObject({ stage: 'entered-in-error', nextDue: null, overdueCount: 0 });
    expect(place).toBeNull();
    const row = obligations.find(({ kind }) => kind === 'crisis.response');
    expect([row?.missRaisedAt, row?.missWithdrawnAt].includes(null)).toBe(false);
    const crises = crisesOf(effectiveSteps(story.state.steps, Infinity));
    expect(crises.map(wantsAnswer)).toEqual([false]);
  });

  it('takes nothing in but that it was meant after all, and then owes what it would owe', () => {
    const never = wrong();
    const story = wrong().step(error, '2037-03-03 12:00', { id: 'wrong' });
    for (const facts of [
      { type: 'logContact', with: 'client', mode: 'phone', outcome: 'reached' },
      { type: 'reportCrisis', full: true },
      { type: 'voidStep', step: 'crisis' },
      error,
    ] as const)
      expect(story.refused(facts, '2037-03-03 13:00').code).toBe('entered-in-error');
    story.voided('wrong', '2037-03-04 09:00');
    never.until('2037-03-04 09:00');
    expect(story.statuses).toEqual(never.statuses);
    expect(statusAt(story.state.steps, story.state.lastRecordedAt).inErrorAt).toBeNull();
    expect(story.said('crisis.response').filter((said) => said.startsWith('DeadlineMissed'))).toHaveLength(2);
  });

  it('is not dated back, and ends for good when the days to undo it are over', () => {
    const story = wrong();
    const back = { occurredAt: story.state.lastRecordedAt - 1 };
    expect(story.refusedBatch([{ facts: error, ...back }], '2037-03-03 12:00').code).toBe('error-dated-back');
    story.step(error, '2037-03-03 12:00').until('2037-04-03 12:00');
    expect(story.state.endedAt).not.toBeNull();
  });
});
