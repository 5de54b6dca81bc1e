-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "agency" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "profile_hash" TEXT NOT NULL,
    "calendar_hash" TEXT NOT NULL,

    CONSTRAINT "agency_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy_document" (
    "hash" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "policy_document_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "staff" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "on_call" BOOLEAN NOT NULL DEFAULT false,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "staff_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_token" (
    "hash" TEXT NOT NULL,
    "staff_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "access_token_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "client" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "given_name" TEXT NOT NULL,
    "family_name" TEXT NOT NULL,
    "birth_date" TEXT,
    "attributes" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "client_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "enrollment_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "prev_seq" INTEGER,
    "command_id" TEXT NOT NULL,
    "index" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "step_id" TEXT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "actor" JSONB NOT NULL,
    "data" JSONB NOT NULL,
    "details" JSONB,
    "fingerprint" TEXT,

    CONSTRAINT "event_pkey" PRIMARY KEY ("enrollment_id","seq")
);

-- CreateTable
CREATE TABLE "enrollment" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "open_client_id" UUID,
    "version" INTEGER NOT NULL,
    "confirmed_version" INTEGER NOT NULL DEFAULT 0,
    "stage" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "emergency" BOOLEAN NOT NULL,
    "coordinator_id" UUID,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "next_due" TIMESTAMPTZ(3),
    "overdue_count" INTEGER NOT NULL,
    "profile_hash" TEXT NOT NULL,
    "calendar_hash" TEXT NOT NULL,
    "discharged_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "enrollment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "obligation" (
    "enrollment_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "agency_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "duty" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "opened" TIMESTAMPTZ(3) NOT NULL,
    "opened_by_seq" INTEGER NOT NULL,
    "due" TIMESTAMPTZ(3) NOT NULL,
    "original_due" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "closed_by_seq" INTEGER,
    "profile_hash" TEXT NOT NULL,
    "calendar_hash" TEXT NOT NULL,
    "changes" JSONB NOT NULL,
    "suspended" JSONB,
    "acknowledged" BOOLEAN NOT NULL,
    "miss_raised_at" TIMESTAMPTZ(3),
    "miss_withdrawn_at" TIMESTAMPTZ(3),
    "rungs" TEXT[],
    "superseded" BOOLEAN NOT NULL,

    CONSTRAINT "obligation_pkey" PRIMARY KEY ("enrollment_id","key")
);

-- CreateTable
CREATE TABLE "notification" (
    "id" TEXT NOT NULL,
    "enrollment_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "staff_id" UUID,
    "obligation" TEXT,
    "duty" TEXT,
    "due" TIMESTAMPTZ(3),
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    "read_by" UUID,

    CONSTRAINT "notification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" TEXT NOT NULL,
    "notification_id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "leased_until" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "last_error" TEXT,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "staff_agency_id_role_idx" ON "staff"("agency_id", "role");

-- CreateIndex
CREATE UNIQUE INDEX "client_agency_id_reference_key" ON "client"("agency_id", "reference");

-- CreateIndex
CREATE INDEX "event_recorded_at_idx" ON "event"("recorded_at");

-- CreateIndex
CREATE UNIQUE INDEX "event_enrollment_id_command_id_index_key" ON "event"("enrollment_id", "command_id", "index");

-- CreateIndex
CREATE UNIQUE INDEX "enrollment_open_client_id_key" ON "enrollment"("open_client_id");

-- CreateIndex
CREATE INDEX "enrollment_agency_id_stage_idx" ON "enrollment"("agency_id", "stage");

-- CreateIndex
CREATE INDEX "enrollment_updated_at_idx" ON "enrollment"("updated_at");

-- CreateIndex
CREATE INDEX "notification_agency_id_audience_raised_at_idx" ON "notification"("agency_id", "audience", "raised_at");

-- CreateIndex
CREATE INDEX "notification_staff_id_raised_at_idx" ON "notification"("staff_id", "raised_at");

-- CreateIndex
CREATE INDEX "notification_enrollment_id_raised_at_idx" ON "notification"("enrollment_id", "raised_at");

-- CreateIndex
CREATE INDEX "delivery_notification_id_idx" ON "delivery"("notification_id");

-- AddForeignKey
ALTER TABLE "staff" ADD CONSTRAINT "staff_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_token" ADD CONSTRAINT "access_token_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "client" ADD CONSTRAINT "client_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event" ADD CONSTRAINT "event_enrollment_id_prev_seq_fkey" FOREIGN KEY ("enrollment_id", "prev_seq") REFERENCES "event"("enrollment_id", "seq") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "enrollment" ADD CONSTRAINT "enrollment_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrollment" ADD CONSTRAINT "enrollment_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "client"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "obligation" ADD CONSTRAINT "obligation_enrollment_id_fkey" FOREIGN KEY ("enrollment_id") REFERENCES "enrollment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_notification_id_fkey" FOREIGN KEY ("notification_id") REFERENCES "notification"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand from here on: what Prisma's schema cannot say.
-- The script is cut into statements at each semicolon, wherever it stands, so the function bodies below write it as \x3B.

-- The stream of an enrollment has no gaps: 1 has no predecessor, every other one has the one before it.
ALTER TABLE "event" ADD CONSTRAINT "event_seq_check"
  CHECK ("seq" >= 1 AND (("seq" = 1 AND "prev_seq" IS NULL) OR ("seq" > 1 AND "prev_seq" IS NOT NULL AND "prev_seq" = "seq" - 1)));
ALTER TABLE "event" ADD CONSTRAINT "event_index_check" CHECK ("index" >= 0);

-- Events are only ever added.
CREATE FUNCTION "event_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS
E'begin raise exception ''events are append-only'' using errcode = ''restrict_violation''\x3B end';
CREATE TRIGGER "event_append_only" BEFORE UPDATE OR DELETE ON "event"
  FOR EACH ROW EXECUTE FUNCTION "event_is_append_only"();
CREATE TRIGGER "event_no_truncate" BEFORE TRUNCATE ON "event"
  FOR EACH STATEMENT EXECUTE FUNCTION "event_is_append_only"();

ALTER TABLE "enrollment" ADD CONSTRAINT "enrollment_version_check"
  CHECK ("version" >= 1 AND "confirmed_version" >= 0 AND "confirmed_version" <= "version");
ALTER TABLE "enrollment" ADD CONSTRAINT "enrollment_open_client_check"
  CHECK ("open_client_id" IS NULL OR ("open_client_id" = "client_id" AND "ended_at" IS NULL));
ALTER TABLE "obligation" ADD CONSTRAINT "obligation_status_check"
  CHECK ("status" IN ('open', 'met', 'met-late', 'overdue', 'cancelled'));
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_channel_check" CHECK ("channel" IN ('mail', 'webhook'));
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_state_check"
  CHECK ("state" IN ('waiting', 'sending', 'sent', 'failing', 'undeliverable') AND ("state" = 'sent') = ("sent_at" IS NOT NULL));

-- What is due in an agency.
CREATE INDEX "obligation_open_idx" ON "obligation"("agency_id", "due") WHERE "closed_at" IS NULL AND NOT "superseded";
-- A coordinator's worklist.
CREATE INDEX "enrollment_worklist_idx" ON "enrollment"("agency_id", "coordinator_id", "next_due") WHERE "ended_at" IS NULL;
-- What the catch-up sweep looks for.
CREATE INDEX "enrollment_unconfirmed_idx" ON "enrollment"("updated_at") WHERE "confirmed_version" < "version";
-- What the dispatcher looks for.
CREATE INDEX "delivery_due_idx" ON "delivery"("not_before") WHERE "state" <> 'sent';
