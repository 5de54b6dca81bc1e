import { refuse, type StepCheck } from '../../engine/steps/check.ts';
import { effectiveSteps } from '../../engine/obligations/fold.ts';
import { groupsOf } from './state.ts';

function isInside({ facts, event, state, now }: StepCheck<'enterClientGroup' | 'leaveClientGroup'>): boolean {
  return groupsOf(effectiveSteps(state.steps, event.occurredAt, now)).some(
    ({ group, leftAt }) => group === facts.group && leftAt === null,
  );
}

export function checkOutside(check: StepCheck<'enterClientGroup'>) {
  return isInside(check) ? refuse('already-in-group', 'The client is in that group already.', 'group') : null;
}

export function checkInside(check: StepCheck<'leaveClientGroup'>) {
  return isInside(check)
    ? null
    : refuse('not-in-group', 'The client was not in that group at that time.', 'group');
}
