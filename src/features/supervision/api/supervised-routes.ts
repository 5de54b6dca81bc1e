import { isOneOf } from '../../../kit/http/roles.ts';
import { supervisionPermissions } from './permissions.ts';
import type { Caller } from '../../../kit/reads.ts';
import type { Instant } from '../../../engine/calendar/index.ts';
import { agendaOf } from '../prepare-agenda.ts';
import type { Supervision } from '../supervision.ts';
import type { ReviewTerms } from '../case-review.document.ts';
import { supervisionKind } from '../supervision.document.ts';
import { agencyPolicy } from '../../../kit/http/documents/agency-policy.ts';
import { singleDocumentId } from '../../../kit/document-ids.ts';
import { isRefusal, type Refusal, refuse } from '../../../kit/http/reply.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { staffClockOf } from '../../staff/api/staff-clock.ts';

/** Who is named as somebody's supervisor, at work here still or not; null: nobody. */
export async function supervisorOf(
  { documents }: Pick<RouteContext, 'documents'>,
  agencyId: string,
  staffId: string,
): Promise<string | null> {
  const place = { agencyId, enrollmentId: null, kind: supervisionKind.kind, aboutStaffId: staffId };
  const found = await documents.peek(place, singleDocumentId(place));
  // The kind has written its content.
  return found === null ? null : (found.content as Supervision).supervisorId;
}

/**
 * SU-2: what is kept of somebody's supervision is seen by themselves, by who is named as their supervisor and by the
 * director. While nobody is named there is nothing yet, and any supervisor may take them on.
 */
export async function seesSupervision(
  context: RouteContext,
  caller: Caller,
  staffId: string,
): Promise<boolean> {
  if ((await context.reads.staffMember(caller.agencyId, staffId)) === null) return false;
  // Whoever would not see it even while nobody is named need not be looked up.
  if (!isSeenBy(caller, { staffId, supervisorId: null })) return false;
  return isSeenBy(caller, { staffId, supervisorId: await supervisorOf(context, caller.agencyId, staffId) });
}

/** The same, where it is known who is named; null: nobody. */
export function isSeenBy(
  { staffId, role }: Caller,
  person: { staffId: string; supervisorId: string | null },
): boolean {
  if (person.staffId === staffId || role === 'director') return true;
  if (!isOneOf(role, supervisionPermissions['supervision:write'])) return false;
  return person.supervisorId === null || person.supervisorId === staffId;
}

/** What the agency has settled about supervision, and by which days it counts; refused where it has settled nothing. */
export async function reviewTermsOf(context: RouteContext, agencyId: string): Promise<ReviewTerms | Refusal> {
  const { profile, calendar, staffPolicy } = await staffClockOf(context, agencyId);
  const { supervision: terms } = staffPolicy;
  return terms ? { profile, calendar, terms } : refuse('no-review-terms');
}

/** The agenda of a coordinator's caseload as it stands, and who the clients are. */
export async function agendaFor(context: RouteContext, agencyId: string, staffId: string, asOf: Instant) {
  const [review, policy, { names, ...input }] = await Promise.all([
    reviewTermsOf(context, agencyId),
    agencyPolicy(context, agencyId),
    context.reads.agendaInput(agencyId, staffId),
  ]);
  if (isRefusal(review)) return review;
  return { agenda: agendaOf(input, review.terms.agenda, policy, asOf), names, review };
}
