import type { StepType } from '../engine/record/steps/index.ts';
import { standingAt } from '../engine/obligations/fold.ts';
import type { Refusal, Trial } from '../engine/deadlines/step-check.ts';

/** Steps that make sense only where they meet something, and what to say where they do not. */
const pointless: Partial<Record<StepType, string>> = {
  completePreliminarySccp:
    'A preliminary plan is owed from the first assignment until it is complete; none is owed at that time.',
  formRst: 'The team has been formed already, or none is owed at that time.',
  holdRstMeeting: 'Meetings begin when the Recovery Support Team is formed; none is owed at that time.',
  completeFullSccp: 'The full plan is complete already, or none is owed at that time.',
  reviewSccp: 'Reviews begin with the full plan; none is owed at that time.',
  scoreAcuity: 'No Acuity Index is owed at that time.',
  keepLevel: 'No decision about the level of care is owed at that time.',
  decideExtension: 'No extension request awaits a decision at that time.',
  recordOutcomes:
    'Discharge outcome data are owed from the discharge until they are recorded; none are owed at that time.',
  recordInstrument: 'No such instrument is owed at that time, or its window has not begun.',
  completeTransitionSccp:
    'A transition plan is owed from the moment a release date is set; none is owed at that time.',
  documentConsultation: 'The consultation has been documented already.',
  updateAssessment: 'No assessment update is owed under this policy profile at that time.',
  renewServicePlan: 'No renewal of the service plan is owed under this policy profile at that time.',
};

/**
 * A step that finds nothing to meet at its time is refused, unless its author says that it is an amendment: then it is
 * recorded, and counts should an earlier step be entered later or voided.
 */
export function judgeMeeting({ next, event, command, now }: Trial): Refusal | null {
  const words = pointless[event.facts.type];
  if (words === undefined || command.amendment === true) return null;
  const met = standingAt(next.steps, now).obligations.some(
    ({ closedBySeq, status }) => closedBySeq === event.seq && (status === 'met' || status === 'met-late'),
  );
  if (met) return null;
  const remedy =
    'If what it follows from is not entered yet, enter that first; to record it all the same, send "amendment": true.';
  return { code: 'nothing-to-meet', detail: `${words} ${remedy}` };
}
