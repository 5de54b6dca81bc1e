-- CreateTable
CREATE TABLE "pending_step" (
    "id" BIGSERIAL NOT NULL,
    "enrollment_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "command_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "types" TEXT[],
    "request" JSONB,
    "fingerprint" TEXT NOT NULL,
    "staff_id" UUID NOT NULL,
    "taken_in_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "rejection" JSONB,
    "settled_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "leased_until" TIMESTAMPTZ(3),

    CONSTRAINT "pending_step_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "pending_step_enrollment_id_command_id_key" ON "pending_step"("enrollment_id", "command_id");

-- By hand from here on: what Prisma's schema cannot say.

ALTER TABLE "pending_step" ADD CONSTRAINT "pending_step_kind_check" CHECK ("kind" IN ('enroll', 'submit'));
ALTER TABLE "pending_step" ADD CONSTRAINT "pending_step_state_check" CHECK (
  "state" IN ('waiting', 'recorded', 'refused')
  AND ("state" = 'waiting') = ("settled_at" IS NULL)
  AND ("state" = 'refused') = ("rejection" IS NOT NULL)
  AND ("state" = 'recorded' OR "request" IS NOT NULL));

-- What is delivered next, and whether anything waits for an enrollment: looked at with each step, and nearly always empty.
CREATE INDEX "pending_step_waiting_idx" ON "pending_step"("enrollment_id", "id") WHERE "state" = 'waiting';
