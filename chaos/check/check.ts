import { checkAnswers } from './answers.ts';
import { checkConsents } from './consents.ts';
import { checkCrises } from './crises.ts';
import { checkDeadlines } from './deadlines.ts';
import { checkDocuments } from './documents.ts';
import type { Check, Evidence } from './evidence.ts';
import { checkFiles } from './files.ts';
import { checkFund } from './fund.ts';
import { checkDeliveries, checkNotifications } from './notifications.ts';
import { checkStreams } from './streams.ts';
import { checkTeam } from './team.ts';
import { checkTransfers } from './transfers.ts';
import { checkUnits } from './units.ts';
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
    {
      name: 'disclosures: each that left has its row, and each row left',
      examined: evidence.accounting.rows,
      violations: evidence.accounting.faults,
    },
    ...checkWorkflows(evidence),
    ...checkCrises(evidence),
    ...checkDocuments(evidence),
    checkConsents(evidence),
    checkUnits(evidence),
    ...checkFund(evidence),
    ...checkTeam(evidence),
    ...checkTransfers(evidence),
    ...checkFiles(evidence),
  ];
}
