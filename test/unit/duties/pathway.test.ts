import { describe, expect, it } from 'vitest';
import { commandBodies } from '../../../src/api/steps/body.ts';
import { recoveryCoachProfile } from '../../../src/pathway/profiles/recovery-coach.ts';
import { referral, Story } from '../../support/enrollment-builder.ts';
import { policyFrom } from '../../support/policies.ts';

const assigned = (level = 'rsc-i') => referral({ level }).assigned('2037-03-02 10:00');
/** Two days after the referral the plan is full and the team formed. */
const planned = (level = 'rsc-i') =>
  assigned(level).did('formRst', '2037-03-04 10:00').did('completeFullSccp', '2037-03-04 11:00');

describe('the plan', () => {
  it('[PL-1] is owed as a preliminary one within seven days of the assignment', () => {
    const story = assigned();
    expect(story.due('sccp.preliminary')).toBe('2037-03-09 23:59');
    expect(story.until('2037-03-10 12:00').obligation('sccp.preliminary').status).toBe('overdue');
    const done = assigned().did('completePreliminarySccp', '2037-03-09 16:00');
    expect(done.obligation('sccp.preliminary').status).toBe('met');
  });

  it('[PL-2] is owed as a full one within thirty days of the referral', () => {
    const story = assigned();
    expect(story.due('sccp.full')).toBe('2037-04-01 23:59');
    expect(story.did('completeFullSccp', '2037-04-02 09:00').obligation('sccp.full').status).toBe('met-late');
  });

  it('[PL-4] is reviewed at least every thirty days from the full one on', () => {
    const story = planned();
    expect(story.due('sccp.review')).toBe('2037-04-03 23:59');
    story.did('reviewSccp', '2037-03-20 10:00');
    expect(story.statuses['sccp.review']).toEqual(['met', 'open']);
    expect(story.due('sccp.review')).toBe('2037-04-19 23:59');
  });

  it('[PL-10] has assessment and service plan renewed each year where coaches work', () => {
    const story = new Story({ level: 'low-acuity', policy: policyFrom(recoveryCoachProfile) });
    story.assigned('2037-03-02 10:00');
    expect([story.due('assessment.annual'), story.due('service-plan.annual')]).toEqual([
      '2038-03-02 23:59',
      '2038-03-02 23:59',
    ]);
    story.did('updateAssessment', '2038-02-20 10:00').did('renewServicePlan', '2038-03-03 10:00');
    expect(story.statuses['assessment.annual']).toEqual(['met', 'open']);
    expect(story.statuses['service-plan.annual']).toEqual(['met-late', 'open']);
  });
});

describe('the team', () => {
  it('[RT-1] is formed within fourteen days of the referral', () => {
    expect(assigned().due('rst.formation')).toBe('2037-03-16 23:59');
    expect(planned().obligation('rst.formation').status).toBe('met');
  });

  it('[RT-2] meets monthly, for Case Management every thirty days, from its forming on', () => {
    expect(planned().due('rst.meeting')).toBe('2037-04-04 23:59');
    expect(planned('cm').due('rst.meeting')).toBe('2037-04-03 23:59');
    const met = planned().did('holdRstMeeting', '2037-04-01 10:00');
    expect(met.statuses['rst.meeting']).toEqual(['met', 'open']);
  });
});

describe('contact', () => {
  it('[CO-1] is face to face, each week', () => {
    const story = assigned().contact('2037-03-05 10:00');
    expect(story.due('contact.routine')).toBe('2037-03-12 23:59');
    story.contact('2037-03-10 10:00', { mode: 'phone' });
    expect(story.obligation('contact.routine').status).toBe('open');
    expect(story.until('2037-03-13 09:00').obligation('contact.routine').status).toBe('overdue');
  });

  it('[CO-2] is by phone at least, every two weeks, for Case Management', () => {
    const story = assigned('cm').contact('2037-03-05 10:00', { mode: 'phone' });
    expect(story.due('contact.routine')).toBe('2037-03-19 23:59');
    expect(story.statuses['contact.routine']).toEqual(['met', 'open']);
    story.contact('2037-03-10 10:00', { mode: 'text' });
    expect(story.statuses['contact.routine']).toEqual(['met', 'open']);
  });

  it('[CO-3] is a wellness call in each calendar month, whatever the acuity', () => {
    for (const level of ['low-acuity', 'moderate-acuity', 'high-acuity']) {
      const story = new Story({ level, policy: policyFrom(recoveryCoachProfile) });
      story.assigned('2037-03-02 10:00').contact('2037-03-20 10:00', { mode: 'phone' });
      expect(story.statuses['contact.wellness']).toEqual(['met', 'open']);
      expect(story.due('contact.wellness')).toBe('2037-04-30 23:59');
    }
  });
});

it('[CO-6] a review of the plan notes the client’s initiative, one of five levels', () => {
  const review = (body: object) => commandBodies.reviewSccp.safeParse(body).success;
  const levels = ['wait-until-told', 'ask', 'recommend', 'do-and-report-at-once', 'do-and-report-routinely'];
  expect(levels.map((initiative) => review({ initiative }))).toEqual([true, true, true, true, true]);
  expect(review({})).toBe(false);
  expect(review({ initiative: 'eager' })).toBe(false);
});
