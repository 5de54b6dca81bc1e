import type { StepFacts } from '../../../../src/engine/record/steps/index.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statusAt } from '../../../../src/engine/obligations/fold.ts';
import { countyProfile } from '../../../../src/pathway/profiles/county.ts';
import { recoveryCoachProfile } from '../../../../src/pathway/profiles/recovery-coach.ts';
import { dutiesToCarry } from '../../../../src/features/transfer/carry.ts';
import { answer, transferStates } from '../../../../src/features/transfer/transfer.ts';
import { referral, type Story } from '../../../support/enrollment-builder.ts';
import { runs } from '../../../support/sizes.ts';

type Owed = { kind: string; due: number }[];
const taken = (owed: Owed): StepFacts => ({
  ...{ type: 'takeOver', transfer: 't', from: 'there' },
  ...{ owed, index: null, documents: [] },
});
const openOf = ({ state: { steps, lastRecordedAt } }: Story) =>
  statusAt(steps, lastRecordedAt).obligations.filter(({ closedAt }) => closedAt === null);

describe('what is taken over', () => {
  it('goes on by the date it had, also once somebody is assigned', () => {
    const story = referral();
    const due = story.at('2037-03-05 23:59');
    story.step(taken([{ kind: 'contact.routine', due }]), '2037-03-02 09:30');
    story.assigned('2037-03-02 12:00');
    expect(story.due('contact.routine')).toBe('2037-03-05 23:59');
    expect(story.statuses['contact.routine']).toEqual(['open']);
    // From then on it is a duty as any other.
    expect(story.contact('2037-03-04 10:00').due('contact.routine')).toBe('2037-03-11 23:59');
  });

  it('is never later than what has begun here by itself, nor earlier than the moment it is taken over', () => {
    const story = referral();
    const own = story.due('sccp.full');
    story.step(
      taken([
        { kind: 'sccp.full', due: story.at('2037-12-01 10:00') },
        { kind: 'acuity.assessment', due: story.at('2037-03-04 10:00') },
        { kind: 'sccp.review', due: story.at('2037-02-01 10:00') },
      ]),
      '2037-03-02 09:30',
    );
    expect(story.due('sccp.full')).toBe(own);
    expect(story.due('acuity.assessment')).toBe('2037-03-04 10:00');
    expect(story.due('sccp.review')).toBe('2037-03-02 09:30');
    expect(story.until('2037-03-02 09:31').said('sccp.review')).toContain('DeadlineMissed 2037-03-02 09:30');
  });

  it('of a duty that the policy here does not know opens nothing', () => {
    const story = referral().step(taken([{ kind: 'no.such', due: 0 }]), '2037-03-02 09:30');
    expect(story.statuses['no.such']).toBeUndefined();
  });

  it('[OU-4] what belongs to a thing of the other record is owed by itself until it is settled', () => {
    const story = referral();
    const due = story.at('2037-03-06 10:00');
    const carry = { type: 'carryDuty', kind: 'referral.review', duty: 'RF-5', due, origin: 'k' } as const;
    story.step(carry, '2037-03-02 09:30', { id: 'one' }).step(carry, '2037-03-02 09:30', { id: 'two' });
    expect(
      openOf(story)
        .filter(({ kind }) => kind === 'transfer.carried')
        .map((one) => [one.focus, one.due]),
    ).toEqual([
      ['one', due],
      ['two', due],
    ]);
    const settle = { type: 'settleCarried', about: 'one', how: 'done' } as const;
    story.step(settle, '2037-03-04 10:00');
    expect(story.refused(settle, '2037-03-04 11:00').code).toBe('carried-duty-settled');
    expect(story.refused({ ...settle, about: 'referral' }, '2037-03-04 11:00').code).toBe(
      'unknown-carried-duty',
    );
    expect(story.statuses['transfer.carried']).toEqual(['met', 'open']);
    expect(story.until('2037-03-07 10:00').said('transfer.carried')).toContain(
      'DeadlineMissed 2037-03-06 10:00',
    );
  });
});

describe('[OU-4] whatever was owed there', () => {
  const minute = 60_000;
  const step = fc.record({
    after: fc.integer({ min: 1, max: 20_000 }),
    type: fc.constantFrom('contact', 'scored', 'event', 'emergency', 'assigned', 'met'),
  });

  it('is owed here by the same date or an earlier one, each duty once, under either policy', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.boolean(), (acts, same) => {
        const there = referral();
        let at = there.at('2037-03-02 09:00');
        for (const { after, type } of acts.toSorted((a, b) => a.after - b.after)) {
          at += after * minute;
          const when = there.local(at);
          const facts: Record<string, StepFacts> = {
            contact: { type: 'logContact', with: 'client', mode: 'face-to-face', outcome: 'reached' },
            scored: { type: 'scoreAcuity', score: 52 },
            event: { type: 'reportHighAcuityEvent', event: 'detox-admission' } as StepFacts,
            emergency: { type: 'reportEmergentNeed' },
            assigned: { type: 'assignCoordinator', coordinatorId: 'coordinator-1' },
            met: { type: 'holdRstMeeting' },
          };
          const one = facts[type];
          if (one) there.step(one, when, { amendment: true });
        }
        const profile = same ? countyProfile : recoveryCoachProfile;
        const owed = openOf(there);
        const carried = dutiesToCarry(owed, () => countyProfile, profile);
        expect(carried.owed.length + carried.single.length).toBe(owed.length);
        for (const { kind } of carried.owed)
          expect(profile.rules.some((rule) => rule.kind === kind)).toBe(true);

        const here = referral({ at: there.local(at + minute) });
        const now = there.local(at + 2 * minute);
        here.step(taken(carried.owed), now);
        const begun = here.at(now);
        if (same)
          for (const { kind, due } of carried.owed) {
            const mine = openOf(here).filter((one) => one.kind === kind);
            expect([kind, mine.length]).toEqual([kind, 1]);
            expect(mine[0]?.due).toBeLessThanOrEqual(Math.max(begun, due));
          }
      }),
      { ...runs(60), seed: 15 },
    );
  });
});

it('an offer is answered once', () => {
  for (const state of transferStates)
    for (const act of ['accept', 'decline', 'withdraw'] as const)
      expect([state, answer(state, act).ok]).toEqual([state, state === 'offered']);
});
