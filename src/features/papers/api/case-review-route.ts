import { z } from 'zod';
import { formatLocal } from '../../../engine/calendar/index.ts';
import type { DocumentRow } from '../../../kit/documents.ts';
import { type RouteContext, scopeOf } from '../../../kit/http/context.ts';
import { agencyPolicy, dateAt } from '../../../kit/http/documents/agency-policy.ts';
import { refuse } from '../../../kit/http/reply.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { uuid } from '../../../kit/http/schemas.ts';
import type { Caller } from '../../../kit/reads.ts';
import { seesSupervision } from '../../supervision/api/supervised-routes.ts';
import { caseReviewKind } from '../../supervision/case-review.document.ts';
import type { CaseReview } from '../../supervision/case-review.ts';
import { reviewPaper } from '../case-review.ts';
import { print, texts } from './printing.ts';
import { formatQuery, printedPaper } from './schemas.ts';

/** A case review on paper, for those who see it (SU-1). */
export function caseReviewPaperRoute(context: RouteContext): Route {
  return route({
    id: 'printCaseReview',
    method: 'get',
    path: '/staff/{id}/case-reviews/{documentId}/paper',
    tag: 'Papers',
    summary: 'A case review as PDF or as a page (SU-1)',
    operation: 'supervision:read',
    params: { id: uuid, documentId: uuid },
    query: z.strictObject(formatQuery),
    replies: { 200: printedPaper },
    problems: ['not-found'],
    async handle({ caller, params: { id = '', documentId = '' }, query: { format } }) {
      if (!(await seesSupervision(context, caller, id))) return refuse('not-found');
      const kind = caseReviewKind.kind;
      const place = { agencyId: caller.agencyId, enrollmentId: null, kind, aboutStaffId: id };
      // Written by its kind.
      const row = (await context.documents.get(place, documentId)) as DocumentRow<CaseReview> | null;
      if (!row) return refuse('not-found');
      const policy = await agencyPolicy(context, caller.agencyId);
      const { content: review, state, revision, hash, updatedAt } = row;
      const paper = reviewPaper(texts, {
        ...{ review, state, revision, hash, writtenOn: dateAt(policy, updatedAt) },
        local: (instant) => formatLocal(policy.calendar, instant),
        ...{
          names: await namesIn(context, caller, review),
          references: await clientsOf(context, caller, review),
        },
      });
      const from = { of: documentId, revision, hash, enrollmentId: null, aboutStaffId: id };
      return print(context, caller, paper, { ...from, paper: 'case-review', format });
    },
  });
}

/** Of those two, and of whoever added something. */
async function namesIn({ reads }: RouteContext, { agencyId }: Caller, review: CaseReview) {
  const { staffId, supervisorId, addenda, signed } = review;
  const signers = Object.values(signed).flatMap((one) => (one ? [one.by.staffId] : []));
  const ids = new Set([staffId, supervisorId, ...signers, ...addenda.map(({ by }) => by.staffId)]);
  const members = await Promise.all([...ids].map((id) => reads.staffMember(agencyId, id)));
  return new Map(members.flatMap((one) => (one ? [[one.staffId, one.name] as const] : [])));
}

async function clientsOf({ reads, clock }: RouteContext, caller: Caller, { held, points }: CaseReview) {
  const named = [...(held?.items ?? []), ...points].flatMap(({ enrollmentId }) => enrollmentId ?? []);
  const of = [...new Set(named)];
  if (of.length === 0) return new Map<string, string>();
  const rows = await reads.enrollments({
    ...{ scope: scopeOf(caller), of, now: clock.now(), limit: of.length },
  });
  return new Map(rows.map(({ id, client }) => [id, client.reference]));
}
