import type { PlaceRefusal } from '../../../engine/record/place.ts';
import type { OverrideRefusal } from '../override.ts';
import { type Problem, refusal } from '../../../kit/http/problem.ts';

export const caseloadProblems = {
  'caseload-full': refusal(
    409,
    'The caseload is full',
    'Take a coordinator who has room, as GET /caseloads shows; or have a supervisor give this one an override, with a reason and an end, and send the step again.',
  ),
  'staff-file-incomplete': refusal(
    409,
    'The staff file lets nobody be taken',
    'Take somebody else; or complete what is missing from the file or has expired, and send it again. For a shift it has to last as long.',
  ),
  'coordinator-absent': refusal(
    409,
    'They are away',
    'Take who covers for them, or somebody else; GET /absences shows both. Or end the absence, and send it again. A shift that meets one in part is kept with `absencesKnown`: the rota has a gap then.',
  ),
  'unknown-override': refusal(
    404,
    'There is no such override',
    'Name an override of this person, as GET /caseloads shows it.',
  ),
  'override-too-long': refusal(
    422,
    'The override is to last longer than the staff policy lets it',
    'Give an earlier end; GET /caseloads says how many days an override lasts at most. Another can follow it.',
  ),
  'override-over': refusal(409, 'The override has ended', 'Nothing is to be done: it lets nobody be taken.'),
} satisfies Record<PlaceRefusal | OverrideRefusal, Problem>;
