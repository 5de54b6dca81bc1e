import { sampleMeeting, sampleRoster } from '../../../prisma/seed/index.ts';
import { type Act, act, step, weekly } from './teller.ts';

/** The team and its meetings (RT). */
export const team: Act[] = [
  act('2037-03-11 15:00', (teller) =>
    teller.does('coordinator', 'roster/acts/change', sampleRoster(teller.named('enrollment'))),
  ),
  step('2037-03-12 10:00', 'formRst'),
  ...weekly('2037-04-08 10:00', '2037-10-21', 28).map((at) =>
    step(at, 'holdRstMeeting', (t) => sampleMeeting(t.named('enrollment'))),
  ),
];
