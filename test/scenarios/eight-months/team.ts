import { type Act, step, weekly } from './teller.ts';

/** The team and its meetings (RT). */
export const team: Act[] = [
  step('2037-03-12 10:00', 'formRst', { members: 'Sister; treatment center; child welfare.' }),
  ...weekly('2037-04-08 10:00', '2037-10-21', 28).map((at) =>
    step(at, 'holdRstMeeting', { summary: 'Where she stands, what comes next.' }),
  ),
];
