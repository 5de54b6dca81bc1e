import type { StepFacts } from '../../../src/engine/record/steps/index.ts';
import { describe, expect, it } from 'vitest';
import { instrumentVersions, wrongInstrument } from '../../../src/features/outcomes/api/instruments.ts';
import { effectiveSteps } from '../../../src/engine/obligations/fold.ts';
import type { ClientGroup, InstrumentPoint } from '../../../src/engine/record/steps/outcomes.ts';
import { outcomeRegister } from '../../../src/features/outcomes/state.ts';
import type { Profile } from '../../../src/engine/policy/profile.ts';
import { countyProfile } from '../../../src/pathway/profiles/county.ts';
import { Story, supervisor } from '../../support/enrollment-builder.ts';
import { policyFrom } from '../../support/policies.ts';

const story = (level = 'rsc-i') => new Story({ level }).assigned('2037-03-02 10:00');
const inGroup = (group: ClientGroup) => story().step({ type: 'enterClientGroup', group }, '2037-03-02 11:00');
const recorded = (
  instrument: ClientGroup,
  point: InstrumentPoint,
  outcome: 'completed' | 'refused' = 'completed',
): StepFacts => ({ type: 'recordInstrument', instrument, version: 'v', point, outcome });
const leaving = { type: 'discharge', reason: 'other' } as const;

describe('outcome instruments by client group', () => {
  it('[OU-1] owes the GPRA interview at intake once the client is in the group, and to nobody else', () => {
    expect(story().statuses['instrument.gpra.intake']).toBeUndefined();
    const told = inGroup('gpra');
    expect(told.due('instrument.gpra.intake')).toBe('2037-03-09 23:59');
    told.step(recorded('gpra', 'intake'), '2037-03-05 10:00');
    expect(told.statuses['instrument.gpra.intake']).toEqual(['met']);
  });

  it('[OU-1] counts a GPRA follow-up from month 5 and wants it by month 8', () => {
    const told = inGroup('gpra').step(recorded('gpra', 'intake'), '2037-03-05 10:00');
    expect(told.due('instrument.gpra.follow-up')).toBe('2037-11-05 23:59');
    const early = told.refused(recorded('gpra', 'follow-up'), '2037-08-04 10:00');
    expect(early.code).toBe('nothing-to-meet');
    told.step(recorded('gpra', 'follow-up'), '2037-08-05 10:00');
    expect(told.statuses['instrument.gpra.follow-up']).toEqual(['met']);
  });

  it('[OU-1] owes the GPRA interview at discharge, which survives the discharge', () => {
    const told = inGroup('gpra').step(leaving, '2037-03-10 10:00');
    expect(told.due('instrument.gpra.discharge')).toBe('2037-03-24 17:00');
    told.step(recorded('gpra', 'discharge'), '2037-03-20 10:00');
    expect(told.statuses['instrument.gpra.discharge']).toEqual(['met']);
  });

  it('[OU-1] keeps the windows of SUPRT: baseline, reassessment, annual, closeout', () => {
    const told = inGroup('suprt');
    expect(told.due('instrument.suprt.baseline')).toBe('2037-04-01 23:59');
    told.step(recorded('suprt', 'baseline'), '2037-03-10 10:00');
    expect(told.due('instrument.suprt.reassessment'), 'day 210').toBe('2037-10-06 23:59');
    const early = told.refused(recorded('suprt', 'reassessment'), '2037-08-06 10:00');
    expect(early.code, 'day 149').toBe('nothing-to-meet');
    told.step(recorded('suprt', 'reassessment'), '2037-08-07 10:00');
    expect(told.statuses['instrument.suprt.reassessment']).toEqual(['met']);
    told.step(recorded('suprt', 'annual'), '2038-03-10 10:00');
    expect(told.statuses['instrument.suprt.annual'], 'yearly again').toEqual(['met', 'open']);
    expect(told.due('instrument.suprt.annual')).toBe('2039-04-09 23:59');
    told.step(leaving, '2038-06-01 10:00');
    expect(told.due('instrument.suprt.closeout')).toBe('2038-07-01 23:59');
  });

  it('[OU-1] owes the state instrument at intake and discharge to its group', () => {
    const told = inGroup('state').step(recorded('state', 'intake'), '2037-03-04 10:00');
    told.step(leaving, '2037-03-10 10:00');
    expect(told.statuses).toMatchObject({
      'instrument.state.intake': ['met'],
      'instrument.state.discharge': ['open'],
    });
  });

  it('[OU-1] takes a refusal by the client in its place, and owes no follow-up to it', () => {
    const told = inGroup('gpra').step(recorded('gpra', 'intake', 'refused'), '2037-03-05 10:00');
    expect(told.statuses['instrument.gpra.intake']).toEqual(['met']);
    expect(told.statuses['instrument.gpra.follow-up']).toBeUndefined();
  });

  it('[OU-1] withdraws what is owed for a group that the client leaves, and asks nothing at discharge', () => {
    const told = inGroup('gpra').step({ type: 'leaveClientGroup', group: 'gpra' }, '2037-03-04 10:00');
    expect(told.statuses['instrument.gpra.intake']).toEqual(['cancelled']);
    expect(told.refused({ type: 'leaveClientGroup', group: 'gpra' }, '2037-03-04 11:00').code).toBe(
      'not-in-group',
    );
    told.step(leaving, '2037-03-05 10:00');
    expect(told.statuses['instrument.gpra.discharge']).toBeUndefined();
    const again = inGroup('gpra').step({ type: 'leaveClientGroup', group: 'gpra' }, '2037-03-04 10:00');
    again.step({ type: 'enterClientGroup', group: 'gpra' }, '2037-03-04 12:00');
    again.step(leaving, '2037-03-05 10:00');
    expect(again.statuses['instrument.gpra.discharge']).toEqual(['open']);
  });

  it('refuses to enter a group twice', () => {
    const twice = inGroup('gpra').refused({ type: 'enterClientGroup', group: 'gpra' }, '2037-03-03 10:00');
    expect(twice).toMatchObject({ code: 'already-in-group', field: 'group' });
  });

  it('[OU-1] checks answers against the items of the version that was used', () => {
    const [version, gpra] = [...instrumentVersions].find(([, { id }]) => id === 'gpra') ?? [];
    const answers = Object.fromEntries((gpra?.items ?? []).map(({ id }) => [id, null]));
    const body = { instrument: 'gpra', version, point: 'intake', outcome: 'completed' };
    const fields = (more: object) => wrongInstrument({ ...body, ...more }).map(({ field }) => field);
    expect(fields({ answers })).toEqual([]);
    expect(fields({ answers: { ...answers, 'alcohol-days': 31 } })).toEqual(['answers.alcohol-days']);
    expect(fields({ answers: { ...answers, housing: 'palace' } })).toEqual(['answers.housing']);
    expect(fields({ answers: { ...answers, shoes: 43 } })).toEqual(['answers.shoes']);
    const { housing: _, ...short } = answers;
    expect(fields({ answers: short })).toEqual(['answers.housing']);
    expect(fields({})).toEqual(['answers']);
    expect(fields({ outcome: 'refused' })).toEqual([]);
    expect(fields({ point: 'annual', answers })).toEqual(['point']);
    expect(fields({ instrument: 'suprt', answers })).toEqual(['version']);
  });
});

it('[OU-3] owes the satisfaction instrument when the county asks for it', () => {
  const told = story().step({ type: 'askSatisfaction' }, '2037-03-10 10:00');
  expect(told.due('satisfaction.instrument')).toBe('2037-03-24 17:00');
  told.step(
    { ...recorded('gpra', 'satisfaction'), instrument: 'satisfaction' } as StepFacts,
    '2037-03-12 10:00',
  );
  expect(told.statuses['satisfaction.instrument']).toEqual(['met']);
});

describe('leaving', () => {
  const discharge = (facts: Partial<Extract<StepFacts, { type: 'discharge' }>>) =>
    ({ type: 'discharge', reason: 'completed', ...facts }) as const;
  const handedOver = { aftercareArranged: true, warmHandOver: true };

  it('[OU-4] names what a discharge does not say', () => {
    const bare = story().refused(discharge({}), '2037-03-10 10:00');
    expect(bare).toMatchObject({ code: 'discharge-incomplete', field: 'aftercareArranged' });
    expect(bare.detail).toMatch(/aftercare.*warm hand-over/);
    const half = story().refused(discharge({ aftercareArranged: true }), '2037-03-10 10:00');
    expect(half).toMatchObject({ field: 'warmHandOver' });
    story().step(discharge(handedOver), '2037-03-10 10:00');
    story().step(discharge({ aftercareArranged: false, warmHandOver: false }), '2037-03-10 10:00');
  });

  it('[OU-4] wants the receiving agency of a transfer, aftercare of a withdrawal, nothing of a death', () => {
    const to = (facts: object) => discharge({ reason: 'transferred', warmHandOver: true, ...facts });
    expect(story().refused(to({}), '2037-03-10 10:00').field).toBe('receivingAgencyNamed');
    expect(story().refused(to({ receivingAgencyNamed: false }), '2037-03-10 10:00').field).toBe(
      'receivingAgencyNamed',
    );
    story().step(to({ receivingAgencyNamed: true }), '2037-03-10 10:00');
    const withdrawn = discharge({ reason: 'withdrawn' });
    expect(story().refused(withdrawn, '2037-03-10 10:00').field).toBe('aftercareArranged');
    story('cm').step(discharge({ reason: 'deceased' }), '2037-03-10 10:00');
  });

  it('[OU-4] leaves Case Management after its last team meeting, or says why there was none', () => {
    const cm = () => story('cm').did('formRst', '2037-03-03 10:00');
    expect(cm().refused(discharge(handedOver), '2037-03-10 10:00')).toMatchObject({
      code: 'discharge-incomplete',
      field: 'lastMeetingHeld',
    });
    const held = discharge({ ...handedOver, lastMeetingHeld: true });
    expect(cm().refused(held, '2037-03-10 10:00').code).toBe('last-meeting-not-recorded');
    cm().did('holdRstMeeting', '2037-03-09 10:00').step(held, '2037-03-10 10:00');
    const longAgo = cm().did('holdRstMeeting', '2037-03-09 10:00');
    expect(longAgo.refused(held, '2037-04-20 10:00').code).toBe('last-meeting-not-recorded');
    cm().step(discharge({ ...handedOver, lastMeetingHeld: false }), '2037-03-10 10:00');
  });

  it('[OU-4] lets nobody go for lost contact before a supervisor has closed the search', () => {
    const lost = discharge({ reason: 'lost-contact' });
    const missed = () => story().contact('2037-03-04 10:00', { outcome: 'no-show' });
    expect(missed().refused(lost, '2037-04-20 10:00').code).toBe('search-not-closed');
    const close = { type: 'decideLocate', decision: 'close' } as const;
    missed().step(close, '2037-04-04 10:00', { by: supervisor }).step(lost, '2037-04-20 10:00');
  });

  it('lets the reason be enough under an older profile', () => {
    const { leaving: _, ...older } = countyProfile;
    const told = new Story({ level: 'cm', policy: policyFrom(older satisfies Profile) });
    told.step(discharge({}), '2037-03-10 10:00').step({ type: 'recordOutcomes' }, '2037-03-11 10:00');
    expect(told.statuses['outcome.discharge']).toEqual(['met']);
  });

  it('[OU-2] measures whether the program was completed, within 10 business days', () => {
    const told = story().step(leaving, '2037-03-10 10:00');
    expect(told.due('outcome.discharge')).toBe('2037-03-24 17:00');
    const bare = told.refused({ type: 'recordOutcomes' }, '2037-03-11 10:00');
    expect(bare).toMatchObject({ code: 'completion-not-measured', field: 'completed' });
    const facts = { type: 'recordOutcomes', completed: false, measure: 'plan-goals' } as const;
    told.step(facts, '2037-03-11 10:00', { id: 'measured' });
    const { outcomes, discharges } = outcomeRegister(
      effectiveSteps(told.state.steps, told.at('2037-03-12 10:00')),
    );
    expect(outcomes).toMatchObject([{ stepId: 'measured', completed: false, measure: 'plan-goals' }]);
    expect(discharges).toMatchObject([{ reason: 'other', reopened: false }]);
  });
});
