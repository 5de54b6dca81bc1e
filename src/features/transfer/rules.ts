import type { Rule } from '../../engine/record/authoring.ts';
import { plain } from '../../engine/policy/rule-parts.ts';

/**
 * What was owed in the agency a client came from, about something that stays in its record: done, begun anew or found not to
 * be needed by the date it had there. It comes with the last step of a transfer.
 */
export const transferRules: Rule[] = [
  {
    ...plain,
    kind: 'transfer.carried',
    duty: 'OU-4',
    title: 'Settle what came over from the other agency',
    opens: [{ on: 'step', step: 'carryDuty' }],
    perThing: true,
    cadence: {
      fact: 'due',
      source: 'Agency default, after 001 B.2, B.4 (transfer): dates are kept as they were given',
      basis: 'agency',
    },
    met: [{ step: 'settleCarried' }],
  },
];
