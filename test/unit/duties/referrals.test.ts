import { describe, expect, it } from 'vitest';
import { notProvided } from '../../../src/features/authorizations/service-checks.ts';
import { psychotherapeuticServices } from '../../../src/engine/policy/service-kinds.ts';
import type { Profile } from '../../../src/engine/policy/profile.ts';
import { countyProfile } from '../../../src/pathway/profiles/county.ts';
import { referralRegister } from '../../../src/features/referrals/state.ts';
import { effectiveSteps } from '../../../src/engine/obligations/fold.ts';
import type { Story } from '../../support/enrollment-builder.ts';
import {
  answering,
  beforeReferral,
  choosing,
  eastSide,
  made,
  making,
  outOfOrder,
  planned,
  releasing,
  sending,
  sent,
  type Stages,
  started,
} from '../../support/referrals.ts';

const chosen = () => planned().step(choosing(), '2037-03-09 09:00', { id: 'choice' });
const at = '2037-03-09 09:30';
const emergency = () => making({ emergency: true, need: 'need' });
const stateOf = ({ state: { steps, lastRecordedAt } }: Story) =>
  referralRegister(effectiveSteps(steps, lastRecordedAt)).referrals.map((one) => one.state);
const open = (story: Story, kind: string) =>
  story.rows.filter((row) => row.kind === kind).map(({ status, due }) => [status, story.local(due)]);

describe('the order before a referral', () => {
  it.each([
    ['intake', 'intake'],
    ['assessment', 'assessment'],
    ['staffing', 'staffing'],
    ['final', 'plan finalized'],
  ])('[RF-1] without %s there is no referral, and the refusal names it', (left, title) => {
    const told = beforeReferral((stage) => stage !== left).step(choosing(), '2037-03-09 09:00');
    const refusal = told.refused(making(), at);
    expect(refusal).toMatchObject({ code: 'referral-out-of-order' });
    expect(refusal.detail).toBe(`Before a referral comes: ${title} (RF-1).`);
  });

  it('[RF-1] a refusal names all that is missing, and a staffing on a crisis is none on the plan', () => {
    const told = beforeReferral((stage) => stage === 'plan')
      .step({ type: 'reportCrisis', full: false }, '2037-03-05 09:00', { id: 'crisis' })
      .step({ type: 'recordStaffing', purpose: 'crisis', about: 'crisis' }, '2037-03-05 10:00')
      .step(choosing(), '2037-03-09 09:00');
    expect(told.refused(making(), at).detail).toBe(
      'Before a referral comes: intake, assessment, staffing, plan finalized (RF-1).',
    );
  });

  const misplaced = (changes: Stages, profile?: Profile) =>
    outOfOrder(changes, profile).step(choosing(), '2037-03-09 09:00');

  it.each<[string, Stages, string]>([
    [
      'a staffing before the assessment',
      { assessment: '2037-03-05 12:00' },
      'staffing after assessment and service plan',
    ],
    [
      'a staffing before the plan',
      { plan: '2037-03-05 12:00' },
      'staffing after assessment and service plan',
    ],
    ['an assessment before the intake', { assessment: '2037-03-02 12:00' }, 'assessment after intake'],
    ['a plan before the intake', { plan: '2037-03-02 12:00' }, 'service plan after intake'],
    ['a plan finished before its staffing', { final: '2037-03-04 12:00' }, 'plan finalized after staffing'],
  ])('[RF-1] %s is out of its turn, and the refusal says what it comes after', (_, changes, missing) => {
    expect(misplaced(changes).refused(making(), at)).toMatchObject({
      code: 'referral-out-of-order',
      detail: `Before a referral comes: ${missing} (RF-1).`,
    });
  });

  it('what came too early is done again in its turn; the first plan need not wait for the first index', () => {
    expect(stateOf(misplaced({ plan: '2037-03-02 15:00' }).step(making(), at))).toEqual(['made']);
    const early = misplaced({ final: '2037-03-04 12:00' }).did('completeFullSccp', '2037-03-09 09:10');
    expect(stateOf(early.step(making(), at))).toEqual(['made']);
  });

  it('[RF-1] one step is no two stages: a plan that is the first one is finished after its staffing', () => {
    const full = beforeReferral((stage) => stage === 'intake' || stage === 'assessment')
      .did('completeFullSccp', '2037-03-04 10:00')
      .step({ type: 'recordStaffing', purpose: 'plan' }, '2037-03-05 10:00')
      .step(choosing(), '2037-03-09 09:00');
    expect(full.refused(making(), at).detail).toContain('plan finalized after staffing');
    full.did('reviewSccp', '2037-03-09 09:10', { amendment: true });
    expect(stateOf(full.step(making(), at))).toEqual(['made']);
  });

  it('an enrollment under a profile from before that goes on: its stages count in any order', () => {
    const stages = countyProfile.referralOrder?.stages.map(({ after: _, ...stage }) => stage) ?? [];
    const older = { ...countyProfile, referralOrder: { stages, source: '002', basis: 'policy' as const } };
    const told = misplaced({ final: '2037-03-04 12:00' }, older);
    expect(stateOf(told.step(making(), at))).toEqual(['made']);
  });

  it('[RF-1] nothing is transmitted that was not made, nor twice', () => {
    const told = chosen().step(releasing(), '2037-03-09 10:00', { id: 'release' });
    expect(told.refused(sending(), '2037-03-09 11:00').code).toBe('unknown-referral');
    expect(sent().refused(sending(), '2037-03-09 12:00').code).toBe('referral-out-of-turn');
    const early = { enteredAt: '2037-03-09 12:00' };
    expect(sent().refused(sending(), '2037-03-09 10:30', early).code).toBe('referral-out-of-turn');
  });

  it('[RF-1] a referral that was made is owed its transmittal within two business days', () => {
    expect(open(made(), 'referral.transmittal')).toEqual([['open', '2037-03-11 17:00']]);
    expect(open(sent(), 'referral.transmittal')).toMatchObject([['met', '2037-03-11 17:00']]);
  });

  it('[RF-1] only a need that was confirmed with the client lets a referral go ahead of the order', () => {
    const none = beforeReferral(() => false).step(choosing(), '2037-03-09 09:00');
    expect(none.refused(making({ emergency: true }), at).code).toBe('need-not-confirmed');
    expect(none.refused(making({ need: 'choice' }), at).code).toBe('need-not-confirmed');
    expect(none.refused(emergency(), at).code).toBe('need-not-confirmed');
    none.step({ type: 'confirmNeed', outcome: 'confirmed', last: true }, '2037-03-09 09:10', { id: 'need' });
    expect(none.refused(making({ need: 'need' }), at).code).toBe('referral-out-of-order');
    expect(stateOf(none.step(emergency(), at))).toEqual(['made']);
  });
});

describe('the choice of a provider', () => {
  it("[PL-6] there is no referral without the client's recorded choice for that service", () => {
    expect(planned().refused(making(), at)).toMatchObject({ code: 'choice-missing', field: 'provider' });
    expect(chosen().refused(making({ service: 'legal-aid' }), at).code).toBe('choice-missing');
    expect(chosen().refused(making({ provider: eastSide }), at).code).toBe('choice-missing');
    const none = planned().step(choosing({ chosen: null }), '2037-03-09 09:00');
    expect(none.refused(making(), at).code).toBe('choice-missing');
    expect(stateOf(chosen().step(making(), at))).toEqual(['made']);
  });

  it('[PL-6] what is chosen was offered', () => {
    const stray = choosing({ options: [eastSide] });
    expect(planned().refused(stray, '2037-03-09 09:00').code).toBe('choice-not-offered');
  });

  it('[PL-6] one choice makes one referral, whoever comes second; withdrawn, it can be used again', () => {
    expect(made().refused(making(), '2037-03-09 10:00').code).toBe('choice-missing');
    const late = { enteredAt: '2037-03-09 10:00' };
    expect(made().refused(making(), '2037-03-09 09:15', late).code).toBe('choice-missing');
    const withdrawn = made().step(
      { type: 'withdrawReferral', about: 'made', reason: 'other' },
      '2037-03-09 10:00',
    );
    expect(stateOf(withdrawn.step(making(), '2037-03-09 11:00'))).toEqual(['withdrawn', 'made']);
  });

  it('[PL-6] declined, the client chooses again, and it is owed until they have', () => {
    const declined = sent().step(answering('declined', { reason: 'no-opening' }), '2037-03-11 10:00');
    expect(open(declined, 'referral.choose-again')).toEqual([['open', '2037-03-16 17:00']]);
    expect(declined.refused(making(), '2037-03-11 11:00').code).toBe('choice-missing');
    declined.step(choosing({ chosen: eastSide, replaces: 'made' }), '2037-03-12 10:00');
    expect(open(declined, 'referral.choose-again')).toMatchObject([['met', '2037-03-16 17:00']]);
    declined.step(making({ provider: eastSide }), '2037-03-12 11:00');
    expect(stateOf(declined)).toEqual(['declined', 'made']);
  });

  it('replaces only what came to nothing', () => {
    const again = choosing({ replaces: 'made' });
    expect(made().refused(again, '2037-03-09 10:00').code).toBe('referral-out-of-turn');
    const stray = choosing({ replaces: 'never' });
    expect(made().refused(stray, '2037-03-09 10:00').code).toBe('unknown-referral');
  });
});

describe('the provider', () => {
  it('[RF-4] is referred to on known availability, waiting time and fit', () => {
    const field = (changes: object) => {
      const { code, field: name } = chosen().refused(making(changes), at);
      return [code, name];
    };
    expect(field({ availabilityKnown: false })).toEqual(['provider-not-suitable', 'availabilityKnown']);
    expect(field({ waitingDays: null })).toEqual(['provider-not-suitable', 'waitingDays']);
    expect(field({ fits: false })).toEqual(['provider-not-suitable', 'fits']);
  });

  it('[AU-5] neither pays nor takes a fee for a referral', () => {
    expect(chosen().refused(making({ feeCents: 5_000 }), at).code).toBe('referral-fee');
    expect(chosen().refused(making({ feeCents: -5_000 }), at).code).toBe('referral-fee');
    const accepted = sent().step(answering('accepted'), '2037-03-11 10:00');
    const paid = { type: 'startService', about: 'made', feeCents: 1 } as const;
    expect(accepted.refused(paid, '2037-03-16 10:00').code).toBe('referral-fee');
    chosen().step(making({ feeCents: 0 }), at);
  });

  it('has target and review dates that have not passed', () => {
    expect(chosen().refused(making({ targetOn: '2037-03-08' }), at).code).toBe('referral-dates');
    expect(chosen().refused(making({ reviewOn: '2037-03-08' }), at).field).toBe('reviewOn');
  });
});

describe('what is sent', () => {
  it('[RF-3] a referral is sent only under a release for that provider, purpose and all it tells', () => {
    const tries = [
      { recipient: eastSide },
      { purpose: 'monitoring' as const },
      { content: ['identity', 'presenting-issue', 'services', 'goals'] as const },
      { expiresOn: '2037-03-09' },
    ];
    for (const { content, ...rest } of tries.map((one) => ({ content: undefined, ...one }))) {
      const changes = content ? { ...rest, content: [...content] } : rest;
      const told = made().step(releasing(changes), '2037-03-09 10:00', { id: 'release' });
      expect(told.refused(sending(), '2037-03-10 11:00')).toMatchObject({
        code: 'release-missing',
        field: 'release',
      });
    }
    expect(made().refused(sending(), '2037-03-09 11:00').code).toBe('release-missing');
  });

  it('[RF-3] a revocation stops what is not yet sent, whatever day the sending is entered for', () => {
    const revoked = made()
      .step(releasing(), '2037-03-09 10:00', { id: 'release' })
      .step({ type: 'revokeRelease', about: 'release' }, '2037-03-10 10:00');
    expect(revoked.refused(sending(), '2037-03-10 11:00').code).toBe('release-missing');
    const back = { enteredAt: '2037-03-10 11:00' };
    expect(revoked.refused(sending(), '2037-03-09 11:00', back).code).toBe('release-missing');
    revoked.step(releasing(), '2037-03-11 10:00', { id: 'again' });
    revoked.step(sending('again'), '2037-03-11 11:00');
    expect(stateOf(revoked)).toEqual(['sent']);
  });

  it('[RF-3] an emergency is no exemption from the release', () => {
    const told = beforeReferral(() => false)
      .step({ type: 'confirmNeed', outcome: 'confirmed', last: true }, '2037-03-09 09:00', { id: 'need' })
      .step(choosing(), '2037-03-09 09:10')
      .step(emergency(), '2037-03-09 09:30', { id: 'made' });
    expect(told.refused(sending(), '2037-03-09 11:00').code).toBe('release-missing');
    expect(
      told.step(releasing(), '2037-03-09 11:10', { id: 'release' }).step(sending(), '2037-03-09 11:20').state,
    ).toBeDefined();
  });
});

describe('the closed loop', () => {
  it('[RF-6] from the sending the answer is owed, on a waiting list another, until the service begins', () => {
    const told = sent();
    expect(open(told, 'referral.answer')).toEqual([['open', '2037-03-16 17:00']]);
    told.step(answering('received'), '2037-03-10 10:00');
    expect(open(told, 'referral.answer')).toMatchObject([['open', '2037-03-16 17:00']]);
    told.step(answering('waitlisted'), '2037-03-11 10:00');
    expect(told.statuses['referral.answer']).toEqual(['met']);
    expect(open(told, 'referral.waitlist')).toEqual([['open', '2037-03-25 23:59']]);
    told.step(answering('waitlisted'), '2037-03-24 10:00');
    expect(told.statuses['referral.waitlist']).toEqual(['met', 'open']);
    told.step(answering('accepted'), '2037-03-30 10:00');
    expect(told.statuses['referral.waitlist']).toEqual(['met', 'met']);
    expect(told.statuses['service.start']).toEqual(['open']);
    told.step({ type: 'startService', about: 'made' }, '2037-04-01 10:00');
    expect(told.statuses['service.start']).toEqual(['met']);
    expect(stateOf(told)).toEqual(['started']);
  });

  it('[RF-6] feedback on a service that runs is owed every 30 days, and ends with it', () => {
    const told = started();
    expect(open(told, 'service.feedback')).toEqual([['open', '2037-04-15 23:59']]);
    const feedback = {
      type: 'recordServiceFeedback',
      about: 'made',
      from: 'client',
      delivered: true,
    } as const;
    told.step(feedback, '2037-04-10 10:00');
    expect(open(told, 'service.feedback').at(-1)).toEqual(['open', '2037-05-10 23:59']);
    told.step({ type: 'endService', about: 'made', reason: 'completed' }, '2037-04-20 10:00');
    expect(told.statuses['service.feedback']).toEqual(['met', 'cancelled']);
    expect(told.statuses['service.review']).toEqual(['cancelled']);
  });

  it('[CO-5] a collateral is asked for feedback only under a release', () => {
    const asked = {
      type: 'recordServiceFeedback',
      about: 'made',
      from: 'collateral',
      delivered: true,
    } as const;
    expect(started().refused(asked, '2037-04-10 10:00').code).toBe('release-missing');
  });

  it('[RF-5] the review falls due on day 90 from the start, and counts only from day 30', () => {
    const told = started();
    expect(open(told, 'service.review')).toEqual([['open', '2037-06-14 23:59']]);
    const review = { type: 'reviewService', about: 'made', decision: 'continue' } as const;
    told.step(review, '2037-04-14 23:59');
    expect(told.statuses['service.review']).toEqual(['open']);
    told.step(review, '2037-04-15 00:00');
    expect(told.statuses['service.review']).toEqual(['met', 'open']);
    expect(open(told, 'service.review').at(-1)).toEqual(['open', '2037-07-14 23:59']);
  });

  it('[RF-5] a review that switches lets the client choose again while the service still runs', () => {
    const told = started().step(
      { type: 'reviewService', about: 'made', decision: 'switch' },
      '2037-04-20 10:00',
    );
    expect(open(told, 'referral.choose-again')).toMatchObject([['open', '2037-04-23 17:00']]);
    told.step(choosing({ chosen: eastSide, replaces: 'made' }), '2037-04-21 10:00');
    expect(told.statuses['referral.choose-again']).toEqual(['met']);
  });

  it('each step comes in its turn', () => {
    const ended = { type: 'endService', about: 'made', reason: 'completed' } as const;
    const withdrawn = { type: 'withdrawReferral', about: 'made', reason: 'no-answer' } as const;
    const review = { type: 'reviewService', about: 'made', decision: 'revise' } as const;
    expect(made().refused(answering('accepted'), '2037-03-09 10:00').code).toBe('referral-out-of-turn');
    expect(sent().refused({ type: 'startService', about: 'made' }, '2037-03-10 10:00').code).toBe(
      'referral-out-of-turn',
    );
    expect(sent().refused(review, '2037-03-10 10:00').code).toBe('referral-out-of-turn');
    expect(sent().refused(ended, '2037-03-10 10:00').code).toBe('referral-out-of-turn');
    expect(started().refused(withdrawn, '2037-03-17 10:00').code).toBe('referral-out-of-turn');
    expect(
      started().refused(answering('declined', { reason: 'other' }), '2037-03-12 10:00', {
        enteredAt: '2037-03-17 10:00',
      }).code,
    ).toBe('referral-out-of-turn');
    expect(sent().refused(answering('declined'), '2037-03-10 10:00').code).toBe('decline-reason-missing');
    const gone = sent().step(withdrawn, '2037-03-20 10:00');
    expect(gone.statuses['referral.answer']).toEqual(['overdue']);
  });
});

describe('kinds of services', () => {
  it('[SV-1] medical, housing, legal and the other kinds are services that coordinators provide', () => {
    const kinds = ['medical', 'social-services', 'housing', 'legal', 'benefits', 'accompaniment'] as const;
    const others = ['troubleshooting', 'transportation', 'education', 'restoration'] as const;
    for (const kind of [...kinds, ...others]) expect(notProvided(kind)).toBeNull();
  });

  it('[SV-2] a psychotherapeutic service by a coordinator is refused by kind', () => {
    for (const kind of psychotherapeuticServices)
      expect(notProvided(kind)).toMatchObject({ code: 'not-a-coordinators-service', field: 'kind' });
  });
});
