import type { StaffRole } from '../../src/engine/policy/terms.ts';

/**
 * Who may do what below one enrollment, whoever the client is: written down beside the product, from the policy and from what
 * each role is for, so that a slip in the product's own tables shows. A route that is missing here fails the matrix.
 */
const team: StaffRole[] = ['coordinator', 'supervisor', 'director'];
const leads: StaffRole[] = ['supervisor', 'director'];

const groups: { roles: StaffRole[]; routes: string }[] = [
  {
    // That there is somebody, and what was put before the payer.
    roles: ['intake', 'payer', 'quality', ...team],
    routes: `getEnrollment getAuthorizations`,
  },
  {
    // What is owed and what happened; no words of anybody.
    roles: ['intake', 'quality', ...team],
    routes: `getObligations getClientOverview getTimeline getTriage getAcuity getReferrals getReleases getEnrollmentState
      getCrises getOutcomes getDisputes listPendingSteps getPendingStep`,
  },
  {
    // Who has whom, which clock stands still, what is settled.
    roles: leads,
    routes: `assignCoordinator reopen keepDischarged holdClocks releaseHold moveDeadline
      waiveDuty explainMiss decideLocate changeLevel keepLevel settleDispute
      offerTransfer getSuggestions takeSuggestion enterInError`,
  },
  {
    // The work itself, and what people wrote.
    roles: team,
    routes: `logContact acknowledgePage voidStep confirmNeed notifyTreatmentProvider scheduleAppointment
      remindOfAppointment recordAppointment recordLocateAttempt completePreliminarySccp completeFullSccp reviewSccp
      renewServicePlan amendSccp setReleaseDate completeTransitionSccp formRst holdRstMeeting
      confirmContactInformation scoreAcuity updateAssessment reportHighAcuityEvent requestExtension resubmitExtension
      appealExtension withdrawExtension requestAuthorization resubmitAuthorization appealDecision endAuthorization
      recordService recordChoice makeReferral sendReferral recordReferralAnswer startService
      reviewService recordServiceFeedback endService withdrawReferral answerCrisis recordCrisisAction
      handOverCrisis closeCrisis recordStaffing reviewSafetyPlan consultSupervisor documentConsultation
      discharge recordOutcomes leaveClientGroup recordInstrument raiseDispute recordDisputeStep
      withdrawDispute settleCarried comparePlans getPlanReadiness beginPlan listPlans
      getPlan getPlanRevisions editPlan signPlan completePlan discardPlan strikePlan
      getTeam getRosterDocument getRosterDocumentRevisions changeRoster strikeRosterDocument getHouseholdCopy payFromFund getTransmittal beginNote listNotes
      getNote getNoteRevisions writeNote signNote discardNote addToNote strikeNote
      getClientFile strikeAttachment listPapers printPaper handOutPaper noteDisclosure`,
  },
  {
    // What comes with a referral, a family too, and how somebody is reached; danger is reported by whoever hears of it.
    roles: ['intake', ...team],
    routes: `reportEmergentNeed nameTreatmentProvider grantRelease revokeRelease endRelease tellRevocation recordNoConsents reportCrisis enterClientGroup
      getContactInformationDocument getContactInformationDocumentRevisions changeContactInformation strikeContactInformationDocument listEnrollmentTransfers getCarriedOver getSameness
      getHouseholdDocument getHouseholdDocumentRevisions changeHousehold strikeHouseholdDocument getAssignmentNeedDocument
      getAssignmentNeedDocumentRevisions changeAssignmentNeed strikeAssignmentNeedDocument
      beginAttachment addAttachmentPart listAttachments getAttachmentContent`,
  },
  {
    // What has left the agency.
    roles: ['quality', ...team],
    routes: `getDisclosures`,
  },
  {
    // Who printed what.
    roles: ['privacy-officer', ...leads],
    routes: `getPrintings`,
  },
  {
    // What was told that nothing allowed.
    roles: ['privacy-officer', 'director'],
    routes: `resolveDisclosure`,
  },
  {
    // Which policy holds.
    roles: ['ops', ...leads],
    routes: `adoptPolicy`,
  },
  {
    // What the payer answers.
    roles: ['payer', ...leads],
    routes: `decideExtension decideAuthorization askSatisfaction getRequestPacket getEnclosure printRequestPacket`,
  },
  {
    // Each command in it is asked for by itself.
    roles: ['intake', 'payer', 'quality', 'privacy-officer', 'ops', ...team],
    routes: `submitCommands`,
  },
  {
    // Who may is said by what they have to do with the client.
    roles: ['intake', 'payer', 'quality', 'privacy-officer', 'ops', ...team],
    routes: `breakGlass`,
  },
];

/** The same below one client, and about whether two are one. */
const ofClients: typeof groups = [
  {
    // Who somebody is, and which other files are theirs.
    roles: ['intake', ...team],
    routes: `getIdentityDocument getIdentityDocumentRevisions correctIdentity getLinks`,
  },
  {
    // Which files are one person's.
    roles: leads,
    routes: `linkClients unlinkClients`,
  },
  {
    // Asked of who enters referrals.
    roles: ['intake', ...leads],
    routes: `listSameness`,
  },
  {
    // Whoever has the client may know that it is somebody else; that two are one a lead says.
    roles: ['intake', ...team],
    routes: `answerSameness`,
  },
];

const byRoute = (all: typeof groups): ReadonlyMap<string, readonly StaffRole[]> =>
  new Map(all.flatMap(({ roles, routes }) => routes.split(/\s+/).map((id) => [id, roles] as const)));

/** The roles that may, by the route's id. */
export const mayBelowEnrollment = byRoute(groups);
export const mayBelowClient = byRoute(ofClients);

/**
 * Asked of nobody: somebody in danger is reported by whoever hears of it, the glass is for who has nothing to do, and what was
 * told without ground is settled by who has to do with no client.
 */
export const open: ReadonlySet<string> = new Set([
  ...['breakGlass', 'reportCrisis', 'reportEmergentNeed', 'resolveDisclosure'],
]);
