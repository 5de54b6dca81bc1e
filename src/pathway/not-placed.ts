import type { PlaceRefusal } from '../engine/record/place.ts';
import type { Rejection } from './rejection.ts';
import type { StepType } from '../engine/record/steps/index.ts';
import type { Change } from '../engine/deadlines/change.ts';
import { isStepEvent } from '../engine/record/events.ts';

const details: Record<PlaceRefusal, string> = {
  'caseload-full': "The coordinator's caseload has no room for this client.",
  'staff-file-incomplete': "The coordinator's staff file does not let them take clients.",
  'coordinator-absent': 'The coordinator is away.',
};

/** Steps that may change who has a client, or how much of a caseload the client is. */
const placing = new Set<StepType>(['assignCoordinator', 'changeLevel', 'reopen', 'voidStep', 'adoptPolicy']);

/** The refusal of a change that found no place: nothing of it has happened. */
export function notPlaced(change: Change, code: PlaceRefusal): Rejection {
  const step = change.events.findLast((event) => isStepEvent(event) && placing.has(event.facts.type));
  return { code, detail: details[code], index: step?.index ?? 0, version: change.before?.version ?? 0 };
}
