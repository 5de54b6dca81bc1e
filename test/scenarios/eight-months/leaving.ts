import { enclosing } from './money.ts';
import { type Act, act, step, type Teller } from './teller.ts';

const answers = {
  ...{ 'alcohol-days': 0, 'drug-days': 0, arrests: 0, support: true },
  ...{ housing: 'own-place', work: 'part-time', health: 'good' },
};
const agreed = {
  heard: 'agree',
  'own-plan': 'agree',
  respect: 'strongly-agree',
  again: 'agree',
  better: null,
};

const instrument = (at: string, name: string, point: string, given: object): Act =>
  act(at, async (teller: Teller) => {
    const { items } = await teller.reads<{ items: { instrument: string; version: string }[] }>(
      'coordinator',
      '/instruments',
    );
    const version = items.find((one) => one.instrument === name)?.version;
    await teller.step('coordinator', 'recordInstrument', {
      ...{ instrument: name, version, point, outcome: 'completed', answers: given },
    });
  });

/** What is measured, the lighter level, and goodbye (OU, AC-3, AC-4). */
export const leaving: Act[] = [
  step('2037-03-03 16:00', 'enterClientGroup', { group: 'gpra' }),
  instrument('2037-03-09 11:00', 'gpra', 'intake', {
    ...answers,
    housing: 'shelter',
    health: 'poor',
    work: 'looking',
  }),
  instrument('2037-08-24 11:00', 'gpra', 'follow-up', answers),
  step('2037-09-01 09:00', 'askSatisfaction', {}, { by: 'payer' }),
  instrument('2037-09-08 11:00', 'satisfaction', 'satisfaction', agreed),
  step('2037-09-29 11:00', 'scoreAcuity', { score: 30 }, { key: 'index-october' }),
  step(
    '2037-10-01 15:00',
    'changeLevel',
    enclosing(['acuity-index', 'acuity-documentation'], {
      ...{ level: 'cm', index: 'index-october', reason: 'Less is needed now.' },
    }),
    { by: 'supervisor' },
  ),
  step('2037-10-19 10:00', 'logContact', { with: 'client', mode: 'phone', outcome: 'reached' }),
  step('2037-10-28 10:00', 'discharge', {
    ...{ reason: 'completed', lastMeetingHeld: true, aftercareArranged: true, warmHandOver: true },
    ...{ note: 'She leaves with a lease and a job.', aftercare: 'Groups at the center.' },
    handedOverTo: 'Introduced in person at the center.',
  }),
  step('2037-11-03 10:00', 'recordOutcomes', {
    completed: true,
    measure: 'plan-goals',
    summary: 'Three of three.',
  }),
  instrument('2037-11-04 11:00', 'gpra', 'discharge', answers),
];
