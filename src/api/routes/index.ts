import type { Route } from '../route.ts';
import { accessTokenRoutes } from './access-tokens.ts';
import { absenceRoutes } from './absences.ts';
import { acuityRoutes } from './acuity.ts';
import { assignmentDocumentRoutes } from './assignment-documents.ts';
import { authorizationRoutes } from './authorizations.ts';
import { overrideRoutes } from './caseload-overrides.ts';
import { carriedRoute } from './carried.ts';
import { caseloadRoutes } from './caseloads.ts';
import { caseReviewRoutes } from './case-reviews.ts';
import { commandRoutes } from './commands.ts';
import { contactInformationRoutes } from './contact-information.ts';
import type { RouteContext } from './context.ts';
import { crisisRoutes } from './crises.ts';
import { enrollRoute } from './enroll.ts';
import { enrollmentRoutes } from './enrollments.ts';
import { evaluationRoutes } from './evaluations.ts';
import { fundPaymentRoute } from './fund-payments.ts';
import { fundRoutes } from './fund.ts';
import { householdRoutes } from './household.ts';
import { inboxRoutes } from './inbox.ts';
import { mandateRoute } from './mandates.ts';
import { misRoutes } from './mis.ts';
import { noteRoutes } from './notes.ts';
import { numberRoutes } from './numbers.ts';
import { opsRoutes } from './ops.ts';
import { swapRoutes } from './on-call-swaps.ts';
import { onCallRoutes } from './on-call.ts';
import { outcomeRoutes } from './outcomes.ts';
import { recordRoutes } from './record.ts';
import { pendingRoutes } from './pending.ts';
import { planRoutes } from './plans.ts';
import { triageRoutes } from './triage.ts';
import { reportRoutes } from './reports.ts';
import { providerRoutes } from './providers.ts';
import { referralRoutes } from './referrals.ts';
import { suggestionRoutes } from './suggestions.ts';
import { takeSuggestionRoute } from './take-suggestion.ts';
import { teamRoutes } from './team.ts';
import { reassignmentRoutes } from './reassignments.ts';
import { sheetRoutes } from './sheet.ts';
import { staffFileRoutes } from './staff-file.ts';
import { leavingRoute } from './leaving.ts';
import { staffRoutes } from './staff.ts';
import { supervisionRoutes } from './supervision.ts';
import { transferRoutes } from './transfers.ts';
import { worklistRoutes } from './worklists.ts';

/** All operations below /api/v1: what is not in this list is neither served nor documented. */
export function allRoutes(context: RouteContext): Route[] {
  return [
    enrollRoute(context),
    ...enrollmentRoutes(context),
    ...commandRoutes(context),
    ...pendingRoutes(context),
    ...triageRoutes(context),
    ...acuityRoutes(context),
    ...crisisRoutes(context),
    ...authorizationRoutes(context),
    ...fundRoutes(context),
    fundPaymentRoute(context),
    ...contactInformationRoutes(context),
    ...planRoutes(context),
    ...noteRoutes(context),
    ...teamRoutes(context),
    ...recordRoutes(context),
    ...misRoutes(context),
    ...householdRoutes(context),
    ...outcomeRoutes(context),
    ...providerRoutes(context),
    ...referralRoutes(context),
    ...sheetRoutes(context),
    ...staffRoutes(context),
    leavingRoute(context),
    ...staffFileRoutes(context),
    ...accessTokenRoutes(context),
    mandateRoute(context),
    ...supervisionRoutes(context),
    ...caseReviewRoutes(context),
    ...evaluationRoutes(context),
    ...transferRoutes(context),
    carriedRoute(context),
    ...worklistRoutes(context),
    ...assignmentDocumentRoutes(context),
    ...suggestionRoutes(context),
    takeSuggestionRoute(context),
    ...caseloadRoutes(context),
    ...overrideRoutes(context),
    ...numberRoutes(context),
    ...reportRoutes(context),
    ...reassignmentRoutes(context),
    ...onCallRoutes(context),
    ...swapRoutes(context),
    ...absenceRoutes(context),
    ...inboxRoutes(context),
    ...opsRoutes(context),
  ];
}
