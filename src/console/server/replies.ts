import type { z } from 'zod';
import type { acuityReply } from '../../features/acuity/api/replies.ts';
import type { printingsReply } from '../../features/papers/api/printings-route.ts';
import type { accountingReply, unauthorizedReply } from '../../features/disclosures/api/schemas.ts';
import type { tellingsReply } from '../../features/disclosures/api/tellings-route.ts';
import type { attachmentReply } from '../../features/attachments/api/schemas.ts';
import type { authorizationsReply } from '../../features/authorizations/api/replies.ts';
import type {
  enrollmentPage,
  obligationList,
  timelineReply,
} from '../../features/enrollments/api/replies.ts';
import type { noteContent } from '../../features/notes/api/schemas.ts';
import type { paperList } from '../../features/papers/api/schemas.ts';
import type { planComparison, planContent, planReadiness } from '../../features/plans/api/schemas.ts';
import type { brokenGlass } from '../../features/relation/api/routes.ts';
import type { listTakenReply, takenPage } from '../../features/relation/api/lists-taken-routes.ts';
import type { samenessReply } from '../../features/search/api/sameness-routes.ts';
import type { searchReply, shownReply } from '../../features/search/api/schemas.ts';
import type { absencesReply } from '../../features/absence/api/schemas.ts';
import type { caseloadsReply } from '../../features/caseload/api/schemas.ts';
import type { approvalsReply, teamDayReply } from '../../features/day/api/approvals-schemas.ts';
import type { overdueReply } from '../../features/day/api/overdue-schemas.ts';
import type { previewReply, reassignmentsReply } from '../../features/reassignment/api/schemas.ts';
import type { issuedReply, tokensReply } from '../../features/access/api/schemas.ts';
import type { staffFileContent, staffList, staffMemberReply } from '../../features/staff/api/schemas.ts';
import type { queueReply } from '../../features/assignment/api/schemas.ts';
import type { packetReply } from '../../features/authorizations/api/packet-replies.ts';
import type { requestsReply } from '../../features/authorizations/api/requests-replies.ts';
import type { viewsReply } from '../../features/access/api/view-routes.ts';
import type { meReply } from '../../features/access/api/session-schemas.ts';
import type { exportPreview, importReply, importsReply } from '../../features/imports/api/schemas.ts';
import type { intakeReply } from '../../features/enrollments/api/intake-route.ts';
import type { possibleDuplicatesReply } from '../../features/enrollments/api/possible-duplicates-route.ts';
import type { fundReply } from '../../features/fund/api/schemas.ts';
import type { Provider } from '../../features/referrals/directory.document.ts';
import type { dayReply } from '../../features/day/api/schemas.ts';
import type { overviewReply } from '../../features/enrollments/api/overview-replies.ts';
import type {
  clientFileReply,
  misOutstandingReply,
  paperworkReply,
} from '../../features/notes/api/replies.ts';
import type { Note } from '../../features/notes/note.document.ts';
import type { deliveryList, inboxPage, policyReply } from '../../features/notifications/api/schemas.ts';
import type { nowReply } from '../../features/on-call/api/now-schemas.ts';
import type { instrumentList } from '../../features/outcomes/api/replies.ts';
import type { PlanVersion } from '../../features/plans/plan.ts';
import type { referralList, releaseList } from '../../features/referrals/api/replies.ts';
import type { teamReply } from '../../features/team/api/schemas.ts';
import type { agenciesReply, carriedReply } from '../../features/transfer/api/schemas.ts';
import type { triageReply } from '../../features/triage/api/replies.ts';
import type { dueReviewsReply } from '../../features/supervision/api/reviews-route.ts';

// As they are sent: the same schemas make the public document.
export type Attachment = z.input<typeof attachmentReply>;
export type Attachments = { items: Attachment[] };
export type Queue = z.input<typeof queueReply>;
export type QueuedClient = Queue['unassigned'][number];
export type Requests = z.input<typeof requestsReply>;
export type RequestPacket = z.input<typeof packetReply>;
export type WaitingRequest = Requests['items'][number];
export type ExportPreview = z.input<typeof exportPreview>;
export type ImportReport = z.input<typeof importReply>;
export type Imports = z.input<typeof importsReply>;
export type ImportHead = Imports['items'][number];
export type Me = z.input<typeof meReply>;
export type Day = z.input<typeof dayReply>;
export type DayCard = Day['clients'][number];
export type DutyLine = DayCard['duties'][number];
export type Band = DutyLine['band'];
export type Overview = z.input<typeof overviewReply>;
export type ClientList = z.input<typeof enrollmentPage>;
export type ClientRow = ClientList['items'][number];
export type Timeline = z.input<typeof timelineReply>;
export type TimelineEvent = Timeline['items'][number];
export type Obligations = z.input<typeof obligationList>;
export type Found = z.input<typeof searchReply>;
export type FoundClient = Found['own'][number];
export type Acuity = z.input<typeof acuityReply>;
export type Authorizations = z.input<typeof authorizationsReply>;
export type Authorization = Authorizations['authorizations'][number];
export type Referral = Referrals['items'][number];
export type Team = z.input<typeof teamReply>;
export type Readiness = z.input<typeof planReadiness>;
export type PlanComparison = z.input<typeof planComparison>;
/** A document as far as its page shows it. */
type OnFile<Content> = {
  documentId: string;
  revision: number;
  state: string;
  hash: string;
  content: Content;
  createdAt: string | null;
  updatedAt: string;
  createdBy: { name: string | null } | null;
};
export type PlanOnFile = OnFile<z.input<typeof planContent>>;
export type PlanList = { items: PlanOnFile[] };
export type NoteOnFile = OnFile<Omit<z.input<typeof noteContent>, 'text'> & Pick<Note, 'text'>>;
export type NoteList = { items: NoteOnFile[] };
export type OwedDuty = Overview['duties'][number];
export type SafetyPlan = NonNullable<Overview['safetyPlan']>;
export type CarriedOver = z.input<typeof carriedReply>;
export type ClientFile = z.input<typeof clientFileReply>;
export type TriageView = z.input<typeof triageReply>;
export type OnCallNow = z.input<typeof nowReply>;
export type IfNobodyAnswers = OnCallNow['ifNobody'];
export type WaitingPage = OnCallNow['pages'][number];
export type OpenCrisis = OnCallNow['crises'][number];
export type Inbox = z.input<typeof inboxPage>;
export type InboxItem = Inbox['items'][number];
export type Paperwork = z.input<typeof paperworkReply>;
export type Paper = Paperwork['items'][number];
/** Of a document as far as a form needs it. */
export type NoteDocument = { documentId: string; revision: number; content: Pick<Note, 'text'> };
export type Outstanding = z.input<typeof misOutstandingReply>;
export type OutstandingLine = Outstanding['items'][number];
export type Deliveries = z.input<typeof deliveryList>;
export type Delivery = Deliveries['items'][number];
export type DueReviews = z.input<typeof dueReviewsReply>;
export type Papers = z.input<typeof paperList>;
export type Referrals = z.input<typeof referralList>;
export type Releases = z.input<typeof releaseList>;
export type TeamView = z.input<typeof teamReply>;
export type Instruments = z.input<typeof instrumentList>;
/** Of the plans on file as far as a form needs them. */
export type Plans = {
  items: { documentId: string; state: string; updatedAt: string; content: { version: PlanVersion } }[];
};
export type Intake = z.input<typeof intakeReply>;
export type CameIn = Intake['items'][number];
export type PossibleDuplicates = z.input<typeof possibleDuplicatesReply>;
export type Candidates = PossibleDuplicates['candidates'];
export type PolicyDocument = z.input<typeof policyReply>;
export type Overdue = z.input<typeof overdueReply>;
export type OverdueCase = Overdue['items'][number];
export type Approvals = z.input<typeof approvalsReply>;
export type Approval = Approvals['items'][number];
export type TeamDay = z.input<typeof teamDayReply>;
export type Caseloads = z.input<typeof caseloadsReply>;
export type Caseload = Caseloads['coordinators'][number];
export type Absences = z.input<typeof absencesReply>;
export type Absence = Absences['items'][number];
export type MovePreview = z.input<typeof previewReply>;
export type Reassignments = z.input<typeof reassignmentsReply>;
export type Reassignment = Reassignments['items'][number];
/** Of the directory as far as a page needs it. */
export type Providers = {
  items: { documentId: string; revision: number; content: Provider; fit: { stale: boolean } }[];
};
export type OtherAgencies = z.input<typeof agenciesReply>;
export type ListedProvider = Providers['items'][number];
export type Fund = z.input<typeof fundReply>;
export type StaffList = z.input<typeof staffList>;
export type StaffMember = z.input<typeof staffMemberReply>;
export type StaffFileOnRecord = { content: z.input<typeof staffFileContent> };
export type BrokenGlass = z.input<typeof brokenGlass>;
export type Accounting = z.input<typeof accountingReply>;
export type Printings = z.input<typeof printingsReply>;
export type Tellings = z.input<typeof tellingsReply>;
export type UnauthorizedDisclosures = z.input<typeof unauthorizedReply>;
export type ListsTaken = z.input<typeof takenPage>;
export type ListTaken = z.input<typeof listTakenReply>;
export type SamenessOfClient = z.input<typeof samenessReply>;
export type ShownClients = z.input<typeof shownReply>;
export type SavedViews = z.input<typeof viewsReply>;
export type AccessTokens = z.input<typeof tokensReply>;
export type IssuedToken = z.input<typeof issuedReply>;
