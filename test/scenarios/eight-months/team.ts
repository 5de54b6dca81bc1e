import { sampleMeeting, sampleRoster } from '../../../prisma/seed/index.ts';
import { type Act, act, step, weekly } from './teller.ts';

const [mother, daughter] = ['3d2b1e60-5a0c-4b0e-9c57-0f4c2f6a1d01', '3d2b1e60-5a0c-4b0e-9c57-0f4c2f6a1d02'];
const family = [
  { id: mother, name: 'Marisol', relation: 'mother', client: true, minor: false, guardians: [], lets: [] },
  {
    id: daughter,
    name: 'Luz',
    relation: 'daughter',
    client: false,
    minor: true,
    guardians: [mother],
    lets: [],
  },
];

/** The household, the team and its meetings (RT). */
export const team: Act[] = [
  act('2037-03-04 15:00', (teller) =>
    teller.does('coordinator', 'household/acts/change', { members: family }),
  ),
  act('2037-03-11 15:00', (teller) =>
    teller.does('coordinator', 'roster/acts/change', sampleRoster(teller.named('enrollment'))),
  ),
  step('2037-03-12 10:00', 'formRst'),
  ...weekly('2037-04-08 10:00', '2037-10-21', 28).map((at) =>
    step(at, 'holdRstMeeting', (t) => sampleMeeting(t.named('enrollment'))),
  ),
];
