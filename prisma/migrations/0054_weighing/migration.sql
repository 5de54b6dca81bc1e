-- Steps that a client's weight in a caseload depends on: a few among hundreds of an enrollment.
CREATE INDEX "event_weighing_idx" ON "event"("enrollment_id")
  WHERE "type" IN ('AcuityScored', 'CrisisReported', 'HighAcuityEventReported', 'AppointmentScheduled', 'AppointmentRecorded',
    'StepVoided');
