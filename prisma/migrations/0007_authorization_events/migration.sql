-- What is granted and used, for the worklists: of a year's events an enrollment has a few dozen of these.
CREATE INDEX "event_authorization_idx" ON "event"("enrollment_id") WHERE "type" IN ('AuthorizationRequested', 'AuthorizationDecided',
  'AuthorizationResubmitted', 'DecisionAppealed', 'AuthorizationEnded', 'ExtensionRequested', 'ExtensionDecided', 'ServiceRecorded', 'StepVoided');

-- Where something is authorized or asked for at present: an agency's worklists look at these enrollments only.
CREATE INDEX "obligation_authorized_idx" ON "obligation"("agency_id", "enrollment_id")
  WHERE "kind" IN ('authorization.renewal', 'sar.decision', 'extension.decision') AND "closed_at" IS NULL AND NOT "superseded";
