import type { StepFacts } from '../../../../src/engine/record/steps/index.ts';
import { describe, expect, it } from 'vitest';
import { countyProfile } from '../../../../src/pathway/profiles/county.ts';
import { plain } from '../../../../src/engine/policy/rule-parts.ts';
import type { Profile, Rule } from '../../../../src/engine/policy/profile.ts';
import { Story, supervisor } from '../../../support/enrollment-builder.ts';
import { policyFrom } from '../../../support/policies.ts';

const source = { source: 'test', basis: 'agency' } as const;
const days = (count: number) => ({ interval: { unit: 'days', count } as const, ...source });

/** Rules such as sections use, over steps that every version of the product has. */
const rules: Rule[] = [
  {
    ...plain,
    kind: 'extension.ends',
    duty: 'AU-1',
    title: 'One an extension, due with the date it names',
    opens: [{ on: 'step', step: 'requestExtension', where: { initial: true } }],
    perThing: true,
    cadence: { fact: 'through', minus: { unit: 'days', count: 14 }, ...source },
    met: [{ step: 'voidStep' }],
    withdrawnBy: [{ step: 'changeLevel', everyThing: true }],
  },
  {
    ...plain,
    kind: 'look.again',
    duty: 'RF-5',
    title: 'Not before the third day',
    opens: [{ on: 'first-assignment', given: [{ notHappened: 'scoreAcuity' }] }],
    cadence: days(5),
    met: [{ step: 'logContact', notBefore: { unit: 'days', count: 3 } }],
  },
  {
    ...plain,
    kind: 'after.no-show',
    duty: 'IN-7',
    title: 'After a missed appointment, until the client is reached',
    opens: [{ on: 'step', step: 'logContact', where: { outcome: ['no-show'] } }],
    cadence: days(1),
    met: [{ step: 'logContact', outcomes: ['attempted'] }],
    withdrawnBy: [{ step: 'logContact', with: ['client'] }],
  },
  {
    ...plain,
    kind: 'soon.after.score',
    duty: 'AC-5',
    title: 'Only within two days of a score',
    opens: [{ on: 'step', step: 'logContact', given: [{ happened: 'scoreAcuity', withinDays: 2 }] }],
    cadence: days(2),
    met: [{ step: 'formRst' }],
  },
];

const profile: Profile = { ...countyProfile, id: 'things', rules: [...countyProfile.rules, ...rules] };
const story = () => new Story({ policy: policyFrom(profile) }).assigned('2037-03-02 10:00');
const extension = (through: string, initial = true): StepFacts => ({
  type: 'requestExtension',
  initial,
  units: 1,
  through,
  documents: ['sccp', 'placement-criteria', 'acuity-index', 'acuity-documentation'],
});

describe('obligations with a focus', () => {
  it('keeps one for each, due by the date its step names', () => {
    const told = story()
      .scored('2037-03-02 11:00')
      .step(extension('2037-05-31'), '2037-03-03 10:00', { id: 'first' })
      .step(extension('2037-06-30'), '2037-03-04 10:00', { id: 'second' });
    const open = told.rows.filter(({ kind }) => kind === 'extension.ends');
    expect(open.map(({ focus, due }) => [focus, told.local(due)])).toEqual([
      ['first', '2037-05-17 23:59'],
      ['second', '2037-06-16 23:59'],
    ]);
    expect(new Set(open.map(({ key }) => key)).size).toBe(2);
  });

  it('withdraws all of them by what makes them pointless, and only them', () => {
    const told = story()
      .scored('2037-03-02 11:00')
      .step(extension('2037-05-31'), '2037-03-03 10:00')
      .step(extension('2037-06-30'), '2037-03-04 10:00');
    told.contact('2037-03-05 10:00');
    expect(told.statuses['extension.ends']).toEqual(['open', 'open']);
    told.step({ type: 'changeLevel', level: 'rsc-f' }, '2037-03-06 10:00', { by: supervisor });
    expect(told.statuses['extension.ends']).toEqual(['cancelled', 'cancelled']);
  });

  it('is never due before it was opened, and not owed where the step names no such date', () => {
    const told = story().scored('2037-03-02 11:00').step(extension('2037-03-10'), '2037-03-04 10:00');
    expect(told.due('extension.ends')).toBe('2037-03-04 10:00');
    expect(told.statuses['extension.ends']).toEqual(['open']);
    told.step(extension('2037-09-30', false), '2037-03-05 10:00');
    expect(told.statuses['extension.ends']).toHaveLength(1);
  });

  it('opens each again, under keys of their own, when a discharge is taken back', () => {
    const told = story()
      .scored('2037-03-02 11:00')
      .step(extension('2037-05-31'), '2037-03-03 10:00', { id: 'first' })
      .step(extension('2037-06-30'), '2037-03-04 10:00', { id: 'second' })
      .discharged('2037-03-06 10:00');
    told.step({ type: 'reopen' }, '2037-03-09 10:00');
    const again = told.rows.filter(({ kind, closedAt }) => kind === 'extension.ends' && closedAt === null);
    expect(again.map(({ focus, due }) => [focus, told.local(due)])).toEqual([
      ['first', '2037-05-17 23:59'],
      ['second', '2037-06-16 23:59'],
    ]);
    expect(new Set(again.map(({ key }) => key)).size).toBe(2);
  });
});

describe('conditions', () => {
  it('lets a step that comes too early meet nothing', () => {
    const told = story().contact('2037-03-04 10:00');
    expect(told.statuses['look.again']).toEqual(['open']);
    told.contact('2037-03-05 10:00');
    expect(told.statuses['look.again']).toEqual(['met']);
  });

  it('opens only where what must not have happened has not', () => {
    const told = new Story({ policy: policyFrom(profile) }).scored('2037-03-02 09:30');
    told.assigned('2037-03-02 10:00');
    expect(told.statuses['look.again']).toBeUndefined();
  });

  it('counts attempts where the rule says so, and withdraws when the client is found', () => {
    const missed = () => story().contact('2037-03-03 10:00', { outcome: 'no-show' });
    const tried = missed().contact('2037-03-03 11:00', { outcome: 'attempted', mode: 'phone' });
    expect(tried.statuses['after.no-show']).toEqual(['met']);
    const found = missed().contact('2037-03-03 11:00');
    expect(found.statuses['after.no-show']).toEqual(['cancelled']);
  });

  it('remembers what happened for as many days as it is told', () => {
    const scored = () => story().scored('2037-03-03 09:00');
    expect(scored().contact('2037-03-05 10:00').statuses['soon.after.score']).toEqual(['open']);
    expect(scored().contact('2037-03-06 10:00').statuses['soon.after.score']).toBeUndefined();
  });
});
