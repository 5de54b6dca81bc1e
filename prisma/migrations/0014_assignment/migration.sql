-- By hand: indexes over a part of a table, which Prisma's schema cannot say.

-- The supervisor's queue: enrollments that wait for a coordinator are few among all there are.
CREATE INDEX "enrollment_unassigned_idx" ON "enrollment" ("agency_id")
  WHERE "coordinator_id" IS NULL AND "discharged_at" IS NULL AND "ended_at" IS NULL;
CREATE INDEX "caseload_place_provisional_idx" ON "caseload_place" ("agency_id") WHERE "provisional";
