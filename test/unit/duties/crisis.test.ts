import type { StepFacts } from '../../../src/engine/record/steps/index.ts';
import type { CrisisAction } from '../../../src/engine/policy/terms.ts';
import { describe, expect, it } from 'vitest';
import { crisisMark, crisisPage } from '../../../src/features/crisis/pages.ts';
import { crisesOf, wantsAnswer } from '../../../src/features/crisis/state.ts';
import { effectiveSteps } from '../../../src/engine/obligations/fold.ts';
import { countyProfile } from '../../../src/pathway/profiles/county.ts';
import { recoveryCoachProfile } from '../../../src/pathway/profiles/recovery-coach.ts';
import { referral, type Story } from '../../support/enrollment-builder.ts';
import { policyFrom } from '../../support/policies.ts';

const saturdayNight = '2037-03-07 23:50';
// The clocks go forward in that night: 24 elapsed hours end an hour later by them.
const dayLater = '2037-03-09 00:50';
const report = (full = false): StepFacts => ({ type: 'reportCrisis', full });
const did = (action: CrisisAction): StepFacts => ({ type: 'recordCrisisAction', about: 'crisis', action });
const inCrisis = (full = false) =>
  referral().assigned('2037-03-02 10:00').step(report(full), saturdayNight, { id: 'crisis' });
const register = (story: Story) => crisesOf(effectiveSteps(story.state.steps, story.state.lastRecordedAt));
const helped = (full = false) =>
  (['respond', 'listen', 'consult', 'act', 'plan'] as const).reduce(
    (story, action, n) => story.step(did(action), `2037-03-08 00:0${n}`),
    inCrisis(full),
  );

describe('a crisis', () => {
  it('[CR-1] is responded to within 30 minutes at any hour, and climbs the ladder until it is', () => {
    const story = inCrisis();
    expect(story.due('crisis.response')).toBe('2037-03-08 00:20');
    expect(story.until('2037-03-08 01:00').said('crisis.response')).toEqual([
      'warn 2037-03-08 00:05',
      'supervisor 2037-03-08 00:10',
      'director 2037-03-08 00:20',
      'DeadlineMissed 2037-03-08 00:20',
      'quality-office 2037-03-08 00:50',
    ]);
    const answered = inCrisis().step({ type: 'answerCrisis', about: 'crisis' }, '2037-03-07 23:55');
    expect(answered.statuses['crisis.response'], 'an answer is no response').toEqual(['open']);
    expect(answered.step(did('respond'), '2037-03-08 00:10').statuses['crisis.response']).toEqual(['met']);
  });

  it('[CR-1] is answered by one: the next one is told', () => {
    const story = inCrisis();
    expect(register(story).map(wantsAnswer)).toEqual([true]);
    story.step({ type: 'answerCrisis', about: 'crisis' }, '2037-03-07 23:55');
    expect(register(story).map(wantsAnswer)).toEqual([false]);
    expect(story.refused({ type: 'answerCrisis', about: 'crisis' }, '2037-03-07 23:56').code).toBe(
      'crisis-answered',
    );
  });

  it('[CR-1] pages the chain in turn, round and round, under ids of its own', () => {
    const { paging } = countyProfile.crisis ?? {};
    expect(paging?.value).toEqual({ everyMinutes: 10, chain: ['on-call', 'supervisor', 'director'] });
    const page = crisisPage({ enrollmentId: 'e', thing: 'Müller' }, { page: 2, to: 'supervisor', at: 7 });
    expect(page).toMatchObject({ kind: 'page', audience: 'supervisor', obligation: 'crisis.response' });
    expect(page.id).toMatch(/^e\/crisis-[0-9a-f]{16}\/2$/);
    expect(page.deliveries.map(({ channel, notBefore }) => [channel, notBefore])).toEqual([
      ['mail', 7],
      ['webhook', 7],
    ]);
    // The test vector of FNV-1a for 64 bits.
    expect(crisisMark('a')).toBe('af63dc4c8601ec8c');
  });

  it('[CR-2] is closed when each part of the response is on record, and not before', () => {
    const story = inCrisis().step(did('respond'), '2037-03-08 00:00').step(did('act'), '2037-03-08 00:05');
    const close: StepFacts = { type: 'closeCrisis', about: 'crisis' };
    expect(story.refused(close, '2037-03-08 00:10')).toMatchObject({
      code: 'crisis-incomplete',
      detail: 'Not yet recorded: listen, consult, plan.',
    });
    expect(story.due('crisis.actions')).toBe(dayLater);
    const whole = helped().step(close, '2037-03-08 01:00');
    expect(whole.statuses['crisis.actions']).toEqual(['met']);
    expect(whole.refused(did('act'), '2037-03-08 02:00').code).toBe('crisis-closed');
  });

  it('[CR-2] that is a full one goes to the designated professional', () => {
    const story = helped(true);
    expect(story.due('crisis.handover')).toBe('2037-03-08 00:20');
    const close: StepFacts = { type: 'closeCrisis', about: 'crisis' };
    expect(story.refused(close, '2037-03-08 00:10').code).toBe('crisis-not-handed-over');
    story.step({ type: 'handOverCrisis', about: 'crisis' }, '2037-03-08 00:12');
    expect(story.step(close, '2037-03-08 00:15').statuses['crisis.handover']).toEqual(['met']);
    expect(inCrisis().statuses['crisis.handover']).toBeUndefined();
  });

  it('[CR-3] has a staffing with a supervisor within 24 elapsed hours', () => {
    const story = inCrisis();
    expect(story.due('crisis.staffing')).toBe(dayLater);
    story.step({ type: 'recordStaffing', purpose: 'plan' }, '2037-03-08 08:00');
    expect(story.statuses['crisis.staffing']).toEqual(['open']);
    story.step({ type: 'recordStaffing', purpose: 'crisis', about: 'crisis' }, '2037-03-08 09:00');
    expect(story.statuses['crisis.staffing']).toEqual(['met']);
    expect(story.refused({ type: 'recordStaffing', purpose: 'crisis' }, '2037-03-08 10:00').code).toBe(
      'unknown-crisis',
    );
  });

  it('[CR-4] has the Safety/Crisis Plan looked at again within 24 elapsed hours, and that is on record', () => {
    const story = inCrisis();
    expect(story.due('crisis.safety-plan')).toBe(dayLater);
    story.step({ type: 'reviewSafetyPlan', changed: false }, '2037-03-08 08:00');
    expect(story.statuses['crisis.safety-plan']).toEqual(['open']);
    story.step({ type: 'reviewSafetyPlan', changed: true, about: 'crisis' }, '2037-03-08 09:00');
    expect(story.statuses['crisis.safety-plan']).toEqual(['met']);
    expect(register(story)[0]?.safetyPlanReviews).toMatchObject([{ changed: true }]);
  });

  it('[CR-5] is what the agency says it is: data of its profile', () => {
    for (const profile of [countyProfile, recoveryCoachProfile]) {
      const guide = profile.crisis?.guide;
      expect(guide?.basis).toBe('agency');
      expect(guide?.value.counts.map(({ code }) => code)).toContain('suicidality');
      expect(guide?.value.plan.map(({ action }) => action)).toEqual([
        ...['respond', 'listen', 'consult', 'act', 'plan'],
      ]);
      expect(guide?.value.designatedProfessional).not.toBe('');
    }
  });

  it('is one of several, each with its own obligations', () => {
    const story = inCrisis().step(report(), '2037-03-08 00:00', { id: 'second' });
    story.step(did('respond'), '2037-03-08 00:05');
    const open = story.rows.filter(({ kind }) => kind === 'crisis.response');
    expect(open.map(({ focus, status }) => [focus, status])).toEqual([
      ['crisis', 'met'],
      ['second', 'open'],
    ]);
    story.voided('second', '2037-03-08 00:10');
    expect(story.statuses['crisis.response']).toEqual(['met']);
  });

  it('is owed as well where coaches work, and cannot be held', () => {
    const policy = policyFrom(recoveryCoachProfile);
    const story = referral({ level: 'high-acuity', policy }).assigned('2037-03-02 10:00');
    story.step(report(), saturdayNight);
    expect(story.due('crisis.staffing')).toBe(dayLater);
    for (const rule of [...countyProfile.rules, ...recoveryCoachProfile.rules])
      if (rule.kind.startsWith('crisis.')) expect(rule.holdable, rule.kind).toBe(false);
  });

  it('that the client leaves behind pages nobody any more', () => {
    const story = inCrisis().discharged('2037-03-07 23:58');
    expect(register(story).map(wantsAnswer)).toEqual([false]);
  });
});

describe('[CR-6] a crisis after the discharge', () => {
  const discharged = () =>
    referral()
      .assigned('2037-03-02 10:00')
      .step({ type: 'discharge', reason: 'other', lastMeetingHeld: false }, '2037-03-03 10:00');
  const inDanger = () => discharged().step(report(true), '2037-03-04 23:50', { id: 'crisis' });

  it('is owed all that a crisis is, and a lead is asked by the next business day whether it is reopened', () => {
    const story = inDanger();
    expect(story.due('crisis.response')).toBe('2037-03-05 00:20');
    expect(story.due('crisis.handover')).toBe('2037-03-05 00:20');
    expect(story.due('crisis.reopening')).toBe('2037-03-05 17:00');
    expect(register(story).map(wantsAnswer)).toEqual([true]);
    expect(inCrisis().statuses['crisis.reopening'], 'nobody is asked of an open one').toBeUndefined();
  });

  it('goes on through a reopening, which answers what was asked', () => {
    const story = inDanger().step({ type: 'reopen' }, '2037-03-05 09:00');
    expect(story.statuses['crisis.reopening']).toEqual(['met']);
    expect(story.statuses['crisis.response']).toEqual(['overdue']);
    expect(story.statuses['crisis.staffing']).toEqual(['open']);
    expect(story.step(did('respond'), '2037-03-05 09:10').statuses['crisis.response']).toEqual(['met-late']);
  });

  it('stays closed where a lead says so, and is asked anew after the next crisis', () => {
    const story = inDanger().step({ type: 'keepDischarged' }, '2037-03-05 09:00');
    expect(story.statuses['crisis.reopening']).toEqual(['met']);
    expect(story.step(report(), '2037-03-09 09:00', { id: 'next' }).statuses['crisis.reopening']).toEqual([
      'met',
      'open',
    ]);
  });

  it('leaves a crisis from before the discharge as it was left', () => {
    const story = inCrisis().step(
      { type: 'discharge', reason: 'other', lastMeetingHeld: false },
      '2037-03-08 09:00',
    );
    expect(story.refused({ type: 'answerCrisis', about: 'crisis' }, '2037-03-08 10:00').code).toBe(
      'discharged',
    );
    expect(story.statuses['crisis.staffing']).toEqual(['cancelled']);
  });
});
