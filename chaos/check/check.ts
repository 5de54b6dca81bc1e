import { checkAnswers } from './answers.ts';
import { checkDeadlines } from './deadlines.ts';
import type { Check, Evidence } from './evidence.ts';
import { checkDeliveries, checkNotifications } from './notifications.ts';
import { checkStreams } from './streams.ts';
import { checkWorkflows } from './workflows.ts';

/** Everything that must hold once all is up again. Pure: looks at nothing but the evidence. */
export function check(evidence: Evidence): Check[] {
  return [
    checkStreams(evidence),
    ...checkAnswers(evidence),
    ...checkDeadlines(evidence),
    checkNotifications(evidence),
    ...checkDeliveries(evidence),
    {
      name: 'read model: the fold of the events',
      examined: evidence.enrollments.length,
      violations: evidence.readModelDifferences,
    },
    ...checkWorkflows(evidence),
  ];
}
