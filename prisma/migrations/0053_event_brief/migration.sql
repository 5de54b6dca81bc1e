-- A referral carries the policy that it pins, a hundred times the size of all else in it: whoever asked who had a client since when
-- read two thousand policies. What is left without it is kept beside it by the database itself, so that it cannot differ. The
-- table is written anew once: about a minute for a million events.
ALTER TABLE "event" ADD COLUMN "brief" JSONB
  GENERATED ALWAYS AS (CASE WHEN "type" = 'ReferralReceived' THEN "data" - 'policy' END) STORED;

-- Steps that numbers look at; of contacts, only the tries.
CREATE INDEX "event_numbers_idx" ON "event"("enrollment_id")
  WHERE "type" IN ('ReferralReceived', 'CoordinatorAssigned', 'LevelChanged', 'Discharged', 'Reopened', 'EnteredInError',
    'AcuityScored', 'ContactLogged', 'AppointmentRecorded', 'LocateAttempted', 'InstrumentRecorded', 'MissExplained', 'StepVoided')
    AND ("type" <> 'ContactLogged' OR "data" ->> 'outcome' <> 'reached');
