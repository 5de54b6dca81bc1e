import { type Act, act, step, weekly } from './teller.ts';

const visit = { with: 'client', mode: 'face-to-face', outcome: 'reached', summary: 'At home.' };
const letters = ['ask', 'recommend', 'recommend', 'do-and-report-at-once', 'do-and-report-routinely'];

/** What comes again and again: visits, reviews, meetings, the index, contact information (CO, PL-4, RT-2, AC-1). */
export const routine: Act[] = [
  act('2037-03-03 11:00', (teller) =>
    teller.does('coordinator', 'contact-information/acts/change', {
      ways: [{ kind: 'phone', value: '414 555 0142', mayLeaveMessage: false }],
      bestTimes: 'Mornings.',
    }),
  ),
  ...weekly('2037-03-09 10:00', '2037-07-20').map((at) => step(at, 'logContact', visit)),
  step(
    '2037-07-20 12:00',
    'holdClocks',
    { kinds: ['contact.routine'], reviewOn: '2037-08-03', reason: 'Two weeks with her grandmother.' },
    { by: 'supervisor' },
  ),
  ...weekly('2037-08-03 10:00', '2037-10-05').map((at) => step(at, 'logContact', visit)),
  ...weekly('2037-03-31 11:00', '2037-10-27', 28).map((at) => step(at, 'confirmContactInformation')),
  ...weekly('2037-04-24 11:00', '2037-10-09', 28).map((at, place) =>
    step(at, 'reviewSccp', {
      initiative: letters[Math.min(place, letters.length - 1)],
      summary: 'Goals gone through, one by one.',
    }),
  ),
  step('2037-03-16 11:00', 'scoreAcuity', { score: 52 }, { key: 'index-march' }),
  ...weekly('2037-04-13 11:00', '2037-09-04', 28).map((at, place) =>
    step(at, 'scoreAcuity', { score: 50 - 2 * place }),
  ),
];
