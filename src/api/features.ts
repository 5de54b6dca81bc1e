import type { Route } from '../kit/http/route.ts';
import { type Feature, features } from './feature.ts';
import { accessTokenRoutes } from '../features/access/api/routes.ts';
import { calendarRoutes } from '../features/access/api/calendar-routes.ts';
import { viewRoutes } from '../features/access/api/view-routes.ts';
import { absenceRoutes } from '../features/absence/api/routes.ts';
import { acuityRoutes } from '../features/acuity/api/routes.ts';
import { assignmentDocumentRoutes } from '../features/assignment/api/settings-routes.ts';
import { disclosureRoutes } from '../features/disclosures/api/routes.ts';
import { attachmentRoutes } from '../features/attachments/api/routes.ts';
import { authorizationRoutes } from '../features/authorizations/api/routes.ts';
import { overrideRoutes } from '../features/caseload/api/override-routes.ts';
import { carriedRoute } from '../features/transfer/api/carried-route.ts';
import { caseloadRoutes } from '../features/caseload/api/routes.ts';
import { caseReviewRoutes } from '../features/supervision/api/case-review-routes.ts';
import { codeListRoutes } from '../features/code-lists/api/routes.ts';
import { commandRoutes } from './steps/routes.ts';
import { contactInformationRoutes } from '../features/team/api/contact-information-routes.ts';
import type { RouteContext } from '../kit/http/context.ts';
import { crisisRoutes } from '../features/crisis/api/routes.ts';
import { dayRoutes } from '../features/day/api/routes.ts';
import { enrollRoute } from '../features/enrollments/api/enroll-route.ts';
import { enrollmentRoutes } from '../features/enrollments/api/routes.ts';
import { overviewRoute } from '../features/enrollments/api/overview-route.ts';
import { evaluationRoutes } from '../features/supervision/api/evaluation-routes.ts';
import { fundPaymentRoute } from '../features/fund/api/payment-route.ts';
import { fundRoutes } from '../features/fund/api/routes.ts';
import { householdRoutes } from '../features/household/api/routes.ts';
import { identityRoutes } from '../features/identity/api/routes.ts';
import { inboxRoutes } from '../features/notifications/api/inbox-routes.ts';
import { importRoutes } from '../features/imports/api/routes.ts';
import { intakeRoute } from '../features/enrollments/api/intake-route.ts';
import { linkRoutes } from '../features/links/api/routes.ts';
import { mandateRoute } from '../features/staff/api/mandate-route.ts';
import { misRoutes } from '../features/notes/api/mis-routes.ts';
import { noteRoutes } from '../features/notes/api/routes.ts';
import { numberRoutes } from '../features/numbers/api/routes.ts';
import { deliveryRoutes } from '../features/notifications/api/delivery-routes.ts';
import { swapRoutes } from '../features/on-call/api/swap-routes.ts';
import { onCallRoutes } from '../features/on-call/api/routes.ts';
import { opsRoutes } from '../features/ops/api/routes.ts';
import { outcomeRoutes } from '../features/outcomes/api/routes.ts';
import { paperworkRoutes } from '../features/notes/api/paperwork-routes.ts';
import { pendingRoutes } from '../features/pending-steps/api/routes.ts';
import { paperRoutes } from '../features/papers/api/routes.ts';
import { planRoutes } from '../features/plans/api/routes.ts';
import { triageRoutes } from '../features/triage/api/routes.ts';
import { reportRoutes } from '../features/numbers/api/report-routes.ts';
import { dueReviewsRoute } from '../features/supervision/api/reviews-route.ts';
import { providerRoutes } from '../features/referrals/api/provider-routes.ts';
import { referralRoutes } from '../features/referrals/api/routes.ts';
import { possibleDuplicatesRoute } from '../features/enrollments/api/possible-duplicates-route.ts';
import { stateRoute } from '../features/enrollments/api/state-route.ts';
import { suggestionRoutes } from '../features/assignment/api/suggestion-routes.ts';
import { takeSuggestionRoute } from '../features/assignment/api/take-suggestion-route.ts';
import { relationRoutes } from '../features/relation/api/routes.ts';
import { searchRoutes } from '../features/search/api/routes.ts';
import { teamRoutes } from '../features/team/api/routes.ts';
import { reassignmentRoutes } from '../features/reassignment/api/routes.ts';
import { sessionRoutes } from '../features/access/api/session-routes.ts';
import { sheetRoutes } from '../features/enrollments/api/sheet-routes.ts';
import { staffFileRoutes } from '../features/staff/api/file-routes.ts';
import { staffChangeRoutes } from '../features/staff/api/change-routes.ts';
import { leavingRoute } from '../features/staff/api/leaving-routes.ts';
import { staffRoutes } from '../features/staff/api/routes.ts';
import { supervisionRoutes } from '../features/supervision/api/routes.ts';
import { transferRoutes } from '../features/transfer/api/routes.ts';
import { listHandOutRoute } from './list-hand-outs.ts';
import { togetherRoutes } from './together/routes.ts';
import { overdueRoute } from '../features/day/api/overdue-route.ts';
import { teamDayRoutes } from '../features/day/api/team-routes.ts';
import { webhookRoutes } from '../features/notifications/api/webhook-routes.ts';
import { worklistRoutes } from '../features/enrollments/api/worklist-routes.ts';

/** What a feature serves, in the order in which it is documented; none where all of it is steps and other features' pages. */
const routesOf: Record<Feature, (context: RouteContext) => Route[]> = {
  enrollments: (context) => [
    enrollRoute(context),
    possibleDuplicatesRoute(context),
    intakeRoute(context),
    ...enrollmentRoutes(context),
    overviewRoute(context),
    stateRoute(context),
    ...sheetRoutes(context),
    ...worklistRoutes(context),
    ...commandRoutes(context),
  ],
  imports: importRoutes,
  identity: identityRoutes,
  links: linkRoutes,
  triage: triageRoutes,
  'code-lists': codeListRoutes,
  plans: planRoutes,
  papers: paperRoutes,
  team: (context) => [...teamRoutes(context), ...contactInformationRoutes(context)],
  household: householdRoutes,
  acuity: acuityRoutes,
  authorizations: authorizationRoutes,
  fund: (context) => [...fundRoutes(context), fundPaymentRoute(context)],
  releases: () => [],
  referrals: (context) => [...providerRoutes(context), ...referralRoutes(context)],
  crisis: crisisRoutes,
  notes: (context) => [...noteRoutes(context), ...paperworkRoutes(context), ...misRoutes(context)],
  attachments: attachmentRoutes,
  disclosures: disclosureRoutes,
  outcomes: outcomeRoutes,
  transfer: (context) => [...transferRoutes(context), carriedRoute(context)],
  assignment: (context) => [
    ...assignmentDocumentRoutes(context),
    ...suggestionRoutes(context),
    takeSuggestionRoute(context),
  ],
  caseload: (context) => [...caseloadRoutes(context), ...overrideRoutes(context)],
  reassignment: reassignmentRoutes,
  absence: absenceRoutes,
  'on-call': (context) => [...onCallRoutes(context), ...swapRoutes(context)],
  staff: (context) => [
    ...staffRoutes(context),
    leavingRoute(context),
    ...staffFileRoutes(context),
    ...staffChangeRoutes(context),
    mandateRoute(context),
  ],
  access: (context) => [
    ...sessionRoutes(context),
    ...accessTokenRoutes(context),
    ...calendarRoutes(context),
    ...viewRoutes(context),
  ],
  relation: relationRoutes,
  search: searchRoutes,
  supervision: (context) => [
    ...supervisionRoutes(context),
    ...caseReviewRoutes(context),
    dueReviewsRoute(context),
    ...evaluationRoutes(context),
  ],
  numbers: (context) => [...numberRoutes(context), ...reportRoutes(context)],
  day: (context) => [...dayRoutes(context), overdueRoute(context), ...teamDayRoutes(context)],
  notifications: (context) => [
    ...inboxRoutes(context),
    ...deliveryRoutes(context),
    ...webhookRoutes(context),
  ],
  ops: opsRoutes,
  'pending-steps': pendingRoutes,
};

/** All operations below /api/v1, the steps with the enrollments: what is not in this list is neither served nor documented. */
export function allRoutes(context: RouteContext): Route[] {
  const routes = features.flatMap((feature) => routesOf[feature](context));
  return [...routes, ...togetherRoutes(context, routes), listHandOutRoute(context, routes)];
}
