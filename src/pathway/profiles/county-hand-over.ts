import type { Rule } from '../../engine/record/authoring.ts';
import { every, plain } from '../../engine/policy/rule-parts.ts';

/**
 * A client who has talked with a coordinator is handed over to the next one in person, as at leaving (OU-4). Nothing is
 * owed where there was no lasting coordinator before, or one who never reached the client. Who has left, or is away,
 * hands nobody over: then the new coordinator's own contact does, which says so.
 */
export const handOverRules: Rule[] = [
  {
    ...plain,
    kind: 'contact.hand-over',
    duty: 'OU-4',
    title: 'Warm hand-over to the new coordinator: a joint contact with the client',
    opens: [
      {
        on: 'step',
        step: 'assignCoordinator',
        given: [
          { coordinatorChanged: true },
          { happened: 'logContact', where: { with: 'client', outcome: 'reached' } },
        ],
      },
    ],
    cadence: every(5, 'business-days', 'Agency default, after 001 B.2, B.4 (hand-over at leaving)', 'agency'),
    met: [
      {
        step: 'logContact',
        where: { handOver: ['joint', 'alone'] },
        with: ['client'],
        modes: ['face-to-face', 'phone', 'video'],
      },
    ],
  },
];
