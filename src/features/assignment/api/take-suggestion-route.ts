import type { AssignableRow } from '../postgres/ports.ts';
import { takeBody } from './schemas.ts';
import { staffMember } from '../../../kit/http/schemas.ts';
import { receiptReply } from '../../enrollments/api/replies.ts';
import type { Suggestion } from '../rank.ts';
import { type NamedCandidate, suggestionsFor } from '../activities/suggesting.ts';
import { isRefusal, type Refusal, refuse } from '../../../kit/http/reply.ts';
import { renderGlance } from './render-suggestion.ts';
import { type Input, type Route, route } from '../../../kit/http/route.ts';
import { enrollmentParams, type RouteContext, scopeOf } from '../../../kit/http/context.ts';
import { takenIn } from '../../pending-steps/api/routes.ts';
import { staffClockOf } from '../../staff/api/staff-clock.ts';
import { cannotActProblems } from '../../staff/api/to-act.ts';
import { type CannotAct, cannotActCodes } from '../../staff/can-act.ts';

/** Somebody entered something else meanwhile: look again, so often. */
const looks = 3;
const offered = 3;

/** Takes a suggestion: an ordinary assignment, with the rank on record (IN-4, IN-8, ST-4). */
export function takeSuggestionRoute(context: RouteContext): Route {
  return route({
    id: 'takeSuggestion',
    method: 'post',
    path: '/enrollments/{id}/suggestions/{staffId}/take',
    tag: 'Assignment',
    summary: 'Assign who is suggested; should the place be gone, the answer names the next (IN-4)',
    operation: 'command:assignCoordinator',
    params: { ...enrollmentParams, staffId: staffMember('to-act') },
    body: takeBody,
    takesKey: true,
    takesVersion: true,
    replies: {
      200: {
        description:
          'Assigned. `Idempotent-Replayed: true` when an earlier request with this key had done it.',
        schema: receiptReply,
      },
      202: takenIn,
    },
    problems: [
      ...(['not-found', 'suggestion-gone', 'coordinator-named', 'discharged'] as const),
      ...cannotActProblems,
      ...([
        'version-conflict',
        'idempotency-key-reused',
        'enrollment-ended',
        'entered-in-error',
        'outcome-unknown',
      ] as const),
    ],
    handle: (input) => take(context, input),
  });
}

async function take(context: RouteContext, input: Input) {
  const { caller, params, key, expectedVersion } = input;
  const enrollmentId = params['id'] ?? '';
  const staffId = params['staffId'] ?? '';
  for (let look = 1; ; look += 1) {
    const row = await context.reads.assignable(caller.agencyId, enrollmentId, key ?? null);
    if (!row) return refuse('not-found');
    const assign = (version: number | undefined, suggested?: { rank: number; of: number }) =>
      context.submit(
        { caller, key, expectedVersion: version },
        {
          enrollmentId,
          commands: [
            {
              ...{ type: 'assignCoordinator', body: { coordinatorId: staffId }, pointer: '' },
              ...(suggested ? { also: { suggested } } : {}),
            },
          ],
          content: { route: `enrollments/${enrollmentId}/suggestions/${staffId}/take` },
        },
      );
    // An answer that was lost on its way is given again, whatever has become of the place since.
    if (row.recorded || (await isPending(context, input, enrollmentId))) return assign(expectedVersion);
    if (!row.open) return refuse('discharged');
    if (row.coordinatorId !== null && !row.provisional && expectedVersion === undefined)
      return refuse('coordinator-named', { extra: { coordinatorId: row.coordinatorId } });
    const { suggested, known } = await suggestedFor(context, caller.agencyId, row, staffId);
    if (!known) return refuse('unknown-staff');
    const taken = suggested.find(({ candidate }) => candidate.staffId === staffId);
    if (!taken) return gone(suggested, known.cannot[0]);
    const result = await assign(expectedVersion ?? row.version, { rank: taken.rank, of: suggested.length });
    if (!isRefusal(result)) return result;
    if (result.problem === 'caseload-full' || result.problem === 'staff-file-incomplete') {
      const left = await suggestedFor(context, caller.agencyId, row, staffId);
      return gone(left.suggested.filter(({ candidate }) => candidate.staffId !== staffId));
    }
    // The version was ours, not the caller's.
    const again = result.problem === 'version-conflict' && expectedVersion === undefined;
    if (!again || look === looks) return result;
  }
}

async function isPending(
  { reads }: RouteContext,
  { caller, key }: Input,
  enrollmentId: string,
): Promise<boolean> {
  if (key === undefined) return false;
  return ((await reads.admission(scopeOf(caller), enrollmentId, key))?.own ?? null) !== null;
}

async function suggestedFor(
  context: RouteContext,
  agencyId: string,
  row: AssignableRow,
  staffId: string,
): Promise<{ suggested: Suggestion<NamedCandidate>[]; known: NamedCandidate | undefined }> {
  const now = context.clock.now();
  const clock = await staffClockOf(context, agencyId);
  const { of } = await suggestionsFor(context, { agencyId, clock, now }, [row]);
  const { suggested = [], others = [] } = of.get(row.enrollmentId) ?? {};
  const known = [...suggested, ...others].find(({ candidate }) => candidate.staffId === staffId);
  return { suggested, known: known?.candidate };
}

/** `why`: what keeps them from acting, where that is the reason. */
function gone(left: readonly Suggestion<NamedCandidate>[], why?: CannotAct): Refusal {
  return refuse(why ? cannotActCodes[why] : 'suggestion-gone', {
    extra: { next: left.slice(0, offered).map(renderGlance) },
  });
}
