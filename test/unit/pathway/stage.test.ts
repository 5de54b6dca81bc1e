import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { statusAt } from '../../../src/engine/obligations/fold.ts';
import { stages } from '../../../src/engine/record/summary.ts';
import { projectRecord } from '../../../src/pathway/projection.ts';
import { recoveryCoachProfile } from '../../../src/pathway/profiles/recovery-coach.ts';
import { stageOf } from '../../../src/pathway/stage.ts';
import { referral, type Story } from '../../support/enrollment-builder.ts';
import { policyFrom } from '../../support/policies.ts';
import { play, plans } from '../../support/random-steps.ts';

const stageNow = ({ state, enrollmentId, events }: Story) => {
  const { stage } = projectRecord(events, enrollmentId).summary;
  expect(stage).toBe(stageOf(state, statusAt(state.steps, state.lastRecordedAt)));
  return stage;
};
const emergency = () => referral({ emergency: true });
const answered = () =>
  emergency()
    .contact('2037-03-02 09:10', { with: 'ciu', mode: 'phone' })
    .contact('2037-03-02 09:20', { mode: 'phone' });
const engaged = () => referral().assigned('2037-03-02 10:00').contact('2037-03-03 10:00');
const planned = () => engaged().did('completeFullSccp', '2037-03-10 10:00');
const active = () => planned().did('formRst', '2037-03-11 10:00');
const coached = () => referral({ policy: policyFrom(recoveryCoachProfile), level: 'low-acuity' });

describe('the stage is the first that is not yet done', () => {
  test.each<[string, () => Story, string]>([
    ['a referral is on record, nobody is assigned', () => referral(), 'assignment'],
    [
      'somebody is assigned, the client not reached',
      () => referral().assigned('2037-03-02 10:00'),
      'engagement',
    ],
    [
      'a message was left',
      () => referral().assigned('2037-03-02 10:00').contact('2037-03-02 11:00', { outcome: 'attempted' }),
      'engagement',
    ],
    ['the client is reached', engaged, 'planning'],
    [
      'the preliminary plan alone',
      () => engaged().did('completePreliminarySccp', '2037-03-04 10:00'),
      'planning',
    ],
    ['the team before the plan', () => engaged().did('formRst', '2037-03-04 10:00'), 'planning'],
    ['the full plan before the team', planned, 'team-formation'],
    ['plan and team', active, 'active'],
    ['the plan is overdue', () => engaged().until('2037-05-01 10:00'), 'planning'],
    ['an emergency', emergency, 'triage'],
    [
      'an emergency that nobody has answered for a day',
      () => emergency().until('2037-03-03 10:00'),
      'triage',
    ],
    [
      'one half of the answer',
      () => emergency().contact('2037-03-02 09:10', { with: 'ciu', mode: 'phone' }),
      'triage',
    ],
    ['an emergency answered by whoever is on call', answered, 'assignment'],
    [
      'the same with nobody on call',
      () =>
        referral({ emergency: true, onCallId: null })
          .contact('2037-03-02 09:10', { with: 'ciu', mode: 'phone' })
          .contact('2037-03-02 09:20', { mode: 'phone' }),
      'assignment',
    ],
    [
      'an emergency with a lasting coordinator, who need not reach the client again',
      () => answered().assigned('2037-03-02 12:00'),
      'planning',
    ],
    ['an emergency assigned before it is answered', () => emergency().assigned('2037-03-02 09:05'), 'triage'],
    ['a need found later', () => active().did('reportEmergentNeed', '2037-03-17 10:00'), 'triage'],
    [
      'a need found later, answered',
      () =>
        active()
          .did('reportEmergentNeed', '2037-03-17 10:00')
          .contact('2037-03-17 10:05', { with: 'ciu', mode: 'phone' })
          .contact('2037-03-17 10:10', { mode: 'phone' }),
      'active',
    ],
    [
      'the plan withdrawn as entered in error',
      () => active().voided('command-3', '2037-03-12 10:00'),
      'planning',
    ],
    ['another coordinator', () => active().assigned('2037-03-12 10:00', { to: 'coordinator-2' }), 'active'],
    [
      'another level',
      () => active().step({ type: 'changeLevel', level: 'rsc-f' }, '2037-03-12 10:00'),
      'active',
    ],
    [
      'a team that is waived',
      () =>
        planned().step({ type: 'waiveDuty', kind: 'rst.formation', until: '2037-04-01' }, '2037-03-11 10:00'),
      'team-formation',
    ],
    ['a discharge from anywhere', () => engaged().discharged('2037-03-20 10:00'), 'discharge'],
    [
      'a discharge whose data are there',
      () => active().discharged('2037-03-20 10:00').measured('2037-03-21 10:00'),
      'discharge',
    ],
    [
      'the days for reopening are over',
      () => active().discharged('2037-03-20 10:00').measured('2037-03-21 10:00').until('2037-04-21 00:00'),
      'ended',
    ],
    [
      'a reopening before the plan was there',
      () => engaged().discharged('2037-03-20 10:00').did('reopen', '2037-03-22 10:00'),
      'planning',
    ],
    [
      'a reopening of one at work',
      () => active().discharged('2037-03-20 10:00').did('reopen', '2037-03-22 10:00'),
      'active',
    ],
    ['a coached member nobody is assigned to', coached, 'assignment'],
    ['a coached member not reached', () => coached().assigned('2037-03-02 10:00'), 'engagement'],
    [
      'a coached member, of whom no plan and no team is owed',
      () => coached().assigned('2037-03-02 10:00').contact('2037-03-03 10:00', { mode: 'phone' }),
      'active',
    ],
  ])('%s', (_, tell, stage) => {
    expect(stageNow(tell())).toBe(stage);
  });
});

test('whatever happens, there is one stage, the same however it is worked out, and time alone changes none but the last', () => {
  fc.assert(
    fc.property(plans(), (plan) => {
      const played = play(plan);
      if (!played) return;
      for (const { before, after, statusBefore, statusAfter, events } of played.changes) {
        const stage = stageOf(after, statusAfter);
        expect(stages).toContain(stage);
        expect(stageOf(after, statusAt(after.steps, after.lastRecordedAt + 400 * 86_400_000))).toBe(stage);
        if (events.some((event) => 'facts' in event) || stage === 'ended') continue;
        expect(before && statusBefore && stageOf(before, statusBefore)).toBe(stage);
      }
      const { steps, lastRecordedAt } = played.state;
      expect(stageOf(played.state, statusAt(structuredClone(steps), lastRecordedAt))).toBe(
        stageOf(played.state, statusAt(steps, lastRecordedAt)),
      );
    }),
    { numRuns: 50 },
  );
});
