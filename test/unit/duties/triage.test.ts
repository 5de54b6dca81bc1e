import type { StepFacts } from '../../../src/engine/record/steps/index.ts';
import { describe, expect, it } from 'vitest';
import { mayDo } from '../../../src/api/permissions.ts';
import { effectiveSteps, statusAt } from '../../../src/engine/obligations/fold.ts';
import { firstContactOf } from '../../../src/features/triage/first-contact.ts';
import { triageOf } from '../../../src/features/triage/state.ts';
import { referral, type Story, supervisor } from '../../support/enrollment-builder.ts';

const emergency = () => referral({ at: '2037-03-06 22:00', emergency: true });
const confirmed = (last = true): StepFacts => ({ type: 'confirmNeed', outcome: 'confirmed', last });
const triage = (story: Story) => triageOf(effectiveSteps(story.state.steps, story.state.lastRecordedAt));
const owed = (story: Story, prefix: string) =>
  story.rows
    .filter(({ kind, closedAt }) => kind.startsWith(prefix) && closedAt === null)
    .map(({ kind, due }) => `${kind} ${story.local(due)}`);

describe('a referral', () => {
  it('[IN-4] without an emergency has a coordinator assigned within a business day, by a supervisor', () => {
    const story = referral({ at: '2037-03-06 16:00' });
    expect(story.due('assignment')).toBe('2037-03-09 17:00');
    expect(mayDo('supervisor', 'command:assignCoordinator')).toBe(true);
    expect(mayDo('coordinator', 'command:assignCoordinator')).toBe(false);
    expect(story.assigned('2037-03-09 10:00').statuses['assignment']).toEqual(['met']);
  });

  it('[IN-5] is followed by a first contact within 24 elapsed hours from the assignment', () => {
    const story = referral({ at: '2037-03-02 09:00' }).assigned('2037-03-03 10:00');
    expect(story.due('contact.first')).toBe('2037-03-04 10:00');
    story.contact('2037-03-03 16:00', { mode: 'phone' });
    expect(story.statuses['contact.first']).toEqual(['met']);
  });

  it('[IN-5] shows beside it what is counted from the notification', () => {
    const story = referral({ at: '2037-03-02 09:00' }).assigned('2037-03-03 10:00');
    const { steps, lastRecordedAt } = story.state;
    const { due, beside, reachedAt } = firstContactOf(statusAt(steps, lastRecordedAt), steps);
    expect(reachedAt).toBeNull();
    expect(story.local(due ?? 0)).toBe('2037-03-04 10:00');
    expect(beside.map((other) => [story.local(other.due), other.source])).toEqual([
      ['2037-03-03 09:00', expect.stringContaining('001 B.2')],
    ]);
  });
});

describe('an emergency', () => {
  it('[IN-2] is answered in 30 minutes, with the CIU and with the client, at any hour', () => {
    const story = emergency();
    expect([story.due('emergency.contact-ciu'), story.due('emergency.contact-client')]).toEqual([
      '2037-03-06 22:30',
      '2037-03-06 22:30',
    ]);
    story.contact('2037-03-06 22:10', { mode: 'phone' });
    expect(story.statuses).toMatchObject({
      'emergency.contact-client': ['met'],
      'emergency.contact-ciu': ['open'],
    });
    story.contact('2037-03-06 22:12', { with: 'ciu', mode: 'phone' });
    expect(story.statuses['emergency.contact-ciu']).toEqual(['met']);
  });

  it('[IN-2] that is found later starts the same clock', () => {
    const story = referral().assigned('2037-03-02 10:00');
    story.step({ type: 'reportEmergentNeed' }, '2037-03-14 03:00');
    expect(story.due('emergency.contact-client')).toBe('2037-03-14 03:30');
    expect(story.due('emergency.contact-ciu')).toBe('2037-03-14 03:30');
  });

  it('[IN-3] has the client referred for each confirmed need within 24 elapsed hours', () => {
    const story = emergency()
      .step(confirmed(false), '2037-03-06 22:20', { id: 'roof' })
      .step(confirmed(), '2037-03-06 22:25', { id: 'food' })
      .step({ type: 'confirmNeed', outcome: 'not-needed', last: false }, '2037-03-06 22:30');
    expect(owed(story, 'emergency.referral')).toEqual([
      'emergency.referral 2037-03-07 22:20',
      'emergency.referral 2037-03-07 22:25',
    ]);
    story.contact('2037-03-06 22:40');
    story.step(
      { type: 'recordChoice', service: 'housing', options: ['shelter'], chosen: 'shelter' },
      '2037-03-06 22:50',
    );
    story.step(
      {
        type: 'makeReferral',
        ...{ provider: 'shelter', service: 'housing', internal: false, need: 'roof', emergency: true },
        ...{ targetOn: '2037-03-07', reviewOn: '2037-04-06' },
        ...{ availabilityKnown: true, waitingDays: 0, fits: true },
      },
      '2037-03-06 23:00',
      { id: 'bed' },
    );
    expect(owed(story, 'emergency.referral')).toEqual(['emergency.referral 2037-03-07 22:25']);
    expect(triage(story).needs.map(({ led }) => led.map(({ type }) => type))).toEqual([
      ['makeReferral'],
      [],
      [],
    ]);
  });

  it('[IN-3] has its needs gone through with the client within 24 elapsed hours, one by one', () => {
    const story = emergency();
    expect(story.due('emergency.needs')).toBe('2037-03-07 22:00');
    story.step(confirmed(false), '2037-03-06 22:20');
    expect(story.statuses['emergency.needs']).toEqual(['open']);
    story.step({ type: 'confirmNeed', outcome: 'declined', last: true }, '2037-03-06 22:25');
    expect(story.statuses['emergency.needs']).toEqual(['met']);
    expect(triage(story)).toMatchObject({
      allNeedsSeen: true,
      needs: [{ outcome: 'confirmed' }, { outcome: 'declined' }],
    });
  });

  it('[IN-3] has a preliminary plan with a Safety/Crisis Plan within 24 elapsed hours', () => {
    const story = emergency();
    expect(story.due('emergency.safety-plan')).toBe('2037-03-07 22:00');
    story.did('completePreliminarySccp', '2037-03-07 09:00');
    expect(story.statuses).toMatchObject({ 'emergency.safety-plan': ['met'], 'sccp.preliminary': ['met'] });
  });

  it('[IN-3] that is found later starts both again', () => {
    const story = referral().assigned('2037-03-02 10:00');
    story.step({ type: 'reportEmergentNeed' }, '2037-03-10 14:00');
    expect(story.due('emergency.needs')).toBe('2037-03-11 14:00');
    expect(story.due('emergency.safety-plan')).toBe('2037-03-11 14:00');
    story.step({ type: 'reviewSafetyPlan', changed: true }, '2037-03-10 16:00');
    expect(story.statuses['emergency.safety-plan']).toEqual(['met']);
  });

  it('[IN-8] goes to who is on call for the time being; a lasting coordinator follows in a business day', () => {
    const story = emergency();
    expect(story.state.steps[0]?.facts).toMatchObject({ onCallId: 'on-call-1' });
    expect(story.due('assignment.lasting')).toBe('2037-03-09 17:00');
    story.assigned('2037-03-09 09:00');
    expect(story.statuses['assignment.lasting']).toEqual(['met']);
  });

  it('[IN-8] is taken with nobody on call: who leads the team is paged, supervisor, then director', () => {
    const story = referral({ at: '2037-03-06 22:00', emergency: true, onCallId: null });
    story.until('2037-03-06 22:30');
    const pages = story.notifications.filter(({ kind }) => kind === 'page');
    expect(pages.map(({ audience }) => audience)).toEqual(['on-call', 'supervisor', 'director']);
    expect(story.statuses['assignment.lasting']).toEqual(['open']);
  });
});

describe('the treatment provider', () => {
  it('[IN-6] is told in a business day from the assignment, where one is known', () => {
    const unknown = referral().assigned('2037-03-02 10:00');
    expect(unknown.statuses['provider.notified']).toBeUndefined();
    const known = referral()
      .step({ type: 'nameTreatmentProvider' }, '2037-03-02 09:30')
      .assigned('2037-03-02 10:00');
    expect(known.due('provider.notified')).toBe('2037-03-03 17:00');
    known.step({ type: 'notifyTreatmentProvider' }, '2037-03-03 09:00');
    expect(known.statuses['provider.notified']).toEqual(['met']);
  });

  it('[IN-6] that is named later is told in a business day from then', () => {
    const story = referral().assigned('2037-03-02 10:00');
    story.step({ type: 'nameTreatmentProvider' }, '2037-03-10 11:00');
    expect(story.due('provider.notified')).toBe('2037-03-11 17:00');
  });

  it('[IN-6] hears of each new coordinator', () => {
    const story = referral()
      .step({ type: 'nameTreatmentProvider' }, '2037-03-02 09:30')
      .assigned('2037-03-02 10:00')
      .step({ type: 'notifyTreatmentProvider' }, '2037-03-02 11:00')
      .assigned('2037-03-12 10:00', { to: 'coordinator-2' });
    expect(story.statuses['provider.notified']).toEqual(['met', 'open']);
  });

  it('[IN-6] has to be named before it can be told', () => {
    expect(referral().refused({ type: 'notifyTreatmentProvider' }, '2037-03-02 10:00').code).toBe(
      'no-treatment-provider',
    );
  });
});

describe('an appointment', () => {
  const startsAt = (story: Story, text: string): StepFacts => ({
    type: 'scheduleAppointment',
    startsAt: story.at(text),
    travelArranged: true,
  });
  const made = (when = '2037-03-12 14:00') => {
    const story = referral().assigned('2037-03-02 10:00');
    return story.step(startsAt(story, when), '2037-03-04 10:00', { id: 'visit' });
  };
  const recorded = (outcome: 'kept' | 'missed' | 'cancelled'): StepFacts => ({
    type: 'recordAppointment',
    about: 'visit',
    outcome,
  });

  it('[CO-7] is made with its time and travel, and the client reminded the day before', () => {
    const story = made();
    expect(story.due('appointment.reminder')).toBe('2037-03-11 23:59');
    story.step({ type: 'remindOfAppointment', about: 'visit' }, '2037-03-11 09:00');
    expect(story.statuses['appointment.reminder']).toEqual(['met']);
    const [appointment] = triage(story).appointments;
    expect(appointment).toMatchObject({ id: 'visit', travelArranged: true, outcome: null });
    expect(appointment?.remindedAt).toBe(story.at('2037-03-11 09:00'));
  });

  it('[CO-7] has its outcome recorded by the next business day', () => {
    const story = made('2037-03-13 14:00');
    expect(story.due('appointment.outcome')).toBe('2037-03-16 17:00');
    story.step(recorded('kept'), '2037-03-16 10:00');
    expect(story.statuses['appointment.outcome']).toEqual(['met']);
  });

  it('needs no reminder where it is made for tomorrow, and none any more where it was cancelled', () => {
    expect(made('2037-03-05 09:00').statuses['appointment.reminder']).toBeUndefined();
    const cancelled = made().step(recorded('cancelled'), '2037-03-05 10:00');
    expect(cancelled.statuses['appointment.reminder']).toEqual(['cancelled']);
    expect(cancelled.statuses['locate.day-0']).toBeUndefined();
  });

  it('is refused by name: in the past, unknown, not yet, twice', () => {
    const story = made();
    const code = (facts: StepFacts, at: string) => story.refused(facts, at).code;
    expect(code(startsAt(story, '2037-03-04 09:00'), '2037-03-04 11:00')).toBe('appointment-in-past');
    expect(code({ type: 'remindOfAppointment', about: 'none' }, '2037-03-05 10:00')).toBe(
      'unknown-appointment',
    );
    expect(code(recorded('kept'), '2037-03-12 13:59')).toBe('appointment-not-yet');
    story.step(recorded('kept'), '2037-03-12 15:00');
    expect(code(recorded('missed'), '2037-03-12 16:00')).toBe('appointment-over');
  });

  it('[CO-7] that is missed opens the search for the client', () => {
    const story = made().step(recorded('missed'), '2037-03-12 15:00');
    expect(story.statuses['locate.decision']).toEqual(['open']);
    expect(triage(story).locating).toMatchObject([{ since: story.at('2037-03-12 15:00'), end: null }]);
  });
});

describe('the search for a client who was missed', () => {
  const missed = () =>
    referral().assigned('2037-03-02 10:00').contact('2037-03-03 15:00', { outcome: 'no-show' });
  const attempt = (kind: 'call' | 'letter' | 'home-visit' = 'letter'): StepFacts => ({
    type: 'recordLocateAttempt',
    kind,
    outcome: 'not-reached',
  });
  const decide = (decision: 'continue' | 'close', until?: string): StepFacts => ({
    type: 'decideLocate',
    decision,
    ...(until === undefined ? {} : { until }),
  });

  it('[IN-7] is tried on days 0, 1, 3, 7 and 14, and decided on day 30', () => {
    expect(owed(missed(), 'locate.').toSorted()).toEqual([
      'locate.day-0 2037-03-03 23:59',
      'locate.day-1 2037-03-04 23:59',
      'locate.day-14 2037-03-17 23:59',
      'locate.day-3 2037-03-06 23:59',
      'locate.day-7 2037-03-10 23:59',
      'locate.decision 2037-04-02 23:59',
    ]);
  });

  it('[IN-7] counts an attempt for its day and those before, not for days to come', () => {
    const story = missed()
      .contact('2037-03-03 17:00', { outcome: 'attempted', mode: 'phone' })
      .step(attempt(), '2037-03-06 12:00');
    expect(story.statuses).toMatchObject({
      'locate.day-0': ['met'],
      'locate.day-1': ['met-late'],
      'locate.day-3': ['met'],
      'locate.day-7': ['open'],
      'locate.day-14': ['open'],
    });
    expect(triage(story).locating[0]?.attempts.map(({ kind }) => kind)).toEqual(['call', 'letter']);
  });

  it('[IN-7] asks others only under a release that names them', () => {
    const story = missed();
    const ask = (release?: string): StepFacts => ({
      type: 'recordLocateAttempt',
      kind: 'collateral',
      outcome: 'not-reached',
      ...(release === undefined ? {} : { release }),
    });
    expect(story.refused(ask(), '2037-03-04 10:00').code).toBe('release-missing');
    story.step(
      {
        type: 'grantRelease',
        recipient: 'person-1',
        recipientKind: 'person',
        purpose: 'locate',
        content: ['identity'],
        expiresOn: '2037-06-01',
      },
      '2037-03-02 11:00',
      { id: 'sister', enteredAt: '2037-03-04 11:00' },
    );
    story.step(ask('sister'), '2037-03-04 12:00');
    expect(story.statuses['locate.day-1']).toEqual(['met']);
  });

  it('[IN-7] ends when the client is found', () => {
    const story = missed().contact('2037-03-04 10:00', { mode: 'phone' });
    expect(owed(story, 'locate.')).toEqual([]);
    expect(triage(story).locating[0]?.end?.how).toBe('reached');
    expect(story.refused(attempt(), '2037-03-05 10:00').code).toBe('no-locate-open');
  });

  it('[IN-7] is not begun a second time by a second miss', () => {
    const story = missed().step(attempt('call'), '2037-03-03 16:00');
    story.contact('2037-03-05 10:00', { outcome: 'no-show' });
    expect(story.statuses['locate.day-0']).toEqual(['met']);
    expect(triage(story).locating).toHaveLength(1);
  });

  it('[IN-7] is decided by a supervisor: closed, or gone on with until a day', () => {
    const story = missed();
    expect(story.refused(decide('continue'), '2037-03-20 10:00').code).toBe('locate-end-missing');
    expect(story.refused(decide('continue', '2037-03-20'), '2037-03-20 10:00').code).toBe('end-not-later');
    story.step(decide('continue', '2037-04-20'), '2037-03-20 10:00', { by: supervisor });
    expect(story.statuses['locate.decision']).toEqual(['met']);
    expect(story.due('locate.further-decision')).toBe('2037-04-20 23:59');
    story.contact('2037-04-01 10:00', { outcome: 'no-show' });
    expect(story.statuses['locate.decision']).toEqual(['met']);
    story.step(decide('close'), '2037-04-19 10:00', { by: supervisor });
    expect(owed(story, 'locate.')).toEqual([]);
    expect(triage(story).locating[0]?.end?.how).toBe('closed');
    expect(story.refused(decide('close'), '2037-04-19 11:00').code).toBe('no-locate-open');
  });
});
