-- CreateTable
CREATE TABLE "transfer" (
    "id" UUID NOT NULL,
    "from_agency_id" UUID NOT NULL,
    "to_agency_id" UUID NOT NULL,
    "from_enrollment_id" UUID NOT NULL,
    "to_enrollment_id" UUID,
    "state" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "release" TEXT NOT NULL,
    "carries" TEXT[],
    "index_score" INTEGER,
    "index_at" TIMESTAMPTZ(3),
    "leaving" JSONB NOT NULL,
    "words" JSONB NOT NULL,
    "offered_at" TIMESTAMPTZ(3) NOT NULL,
    "offered_by" JSONB NOT NULL,
    "answered_at" TIMESTAMPTZ(3),
    "answered_by" JSONB,
    "declined" TEXT,
    "to_level" TEXT,
    "to_reference" TEXT,
    "coordinator_id" UUID,
    "not_assigned" TEXT,
    "without_documents" TEXT,
    "waits_for" TEXT,
    "stopped" TEXT,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "transfer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transfer_act" (
    "agency_id" UUID NOT NULL,
    "command_id" TEXT NOT NULL,
    "transfer_id" UUID NOT NULL,
    "act" TEXT NOT NULL,
    "actor" JSONB NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "transfer_act_pkey" PRIMARY KEY ("agency_id","command_id")
);

-- CreateTable
CREATE TABLE "document_origin" (
    "document_id" UUID NOT NULL,
    "transfer_id" UUID NOT NULL,
    "origin_id" UUID NOT NULL,
    "origin_revision" INTEGER NOT NULL,
    "origin_hash" TEXT NOT NULL,

    CONSTRAINT "document_origin_pkey" PRIMARY KEY ("document_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "transfer_to_enrollment_id_key" ON "transfer"("to_enrollment_id");

-- CreateIndex
CREATE INDEX "transfer_from_agency_id_offered_at_idx" ON "transfer"("from_agency_id", "offered_at");

-- CreateIndex
CREATE INDEX "transfer_to_agency_id_offered_at_idx" ON "transfer"("to_agency_id", "offered_at");

-- CreateIndex
CREATE INDEX "transfer_act_transfer_id_idx" ON "transfer_act"("transfer_id");

-- CreateIndex
CREATE INDEX "document_origin_transfer_id_idx" ON "document_origin"("transfer_id");

-- AddForeignKey
ALTER TABLE "transfer" ADD CONSTRAINT "transfer_from_agency_id_fkey" FOREIGN KEY ("from_agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfer" ADD CONSTRAINT "transfer_to_agency_id_fkey" FOREIGN KEY ("to_agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfer_act" ADD CONSTRAINT "transfer_act_transfer_id_fkey" FOREIGN KEY ("transfer_id") REFERENCES "transfer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_origin" ADD CONSTRAINT "document_origin_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_origin" ADD CONSTRAINT "document_origin_transfer_id_fkey" FOREIGN KEY ("transfer_id") REFERENCES "transfer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand from here on: what Prisma's schema cannot say. (A semicolon within a function body is written as \x3B.)

ALTER TABLE "transfer" ADD CONSTRAINT "transfer_state_check"
  CHECK ("state" IN ('offered', 'declined', 'withdrawn', 'accepted', 'enrolled', 'carried', 'done', 'stopped'));
ALTER TABLE "transfer" ADD CONSTRAINT "transfer_agencies_check" CHECK ("from_agency_id" <> "to_agency_id");
-- What was accepted knows by whom and as which enrollment it goes on.
ALTER TABLE "transfer" ADD CONSTRAINT "transfer_accepted_check"
  CHECK ("state" NOT IN ('accepted', 'enrolled', 'carried', 'done')
    OR num_nulls("to_enrollment_id", "to_reference", "answered_at", "answered_by") = 0);
-- One transfer of a client at a time.
CREATE UNIQUE INDEX "transfer_under_way_key" ON "transfer"("from_enrollment_id")
  WHERE "state" IN ('offered', 'accepted', 'enrolled', 'carried');
-- What the worker looks for.
CREATE INDEX "transfer_unfinished_idx" ON "transfer"("answered_at") WHERE "state" IN ('accepted', 'enrolled', 'carried');

CREATE FUNCTION "transfer_act_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS
E'begin raise exception ''acts are append-only'' using errcode = ''restrict_violation''\x3B end';
CREATE TRIGGER "transfer_act_append_only" BEFORE UPDATE OR DELETE ON "transfer_act"
  FOR EACH ROW EXECUTE FUNCTION "transfer_act_is_append_only"();
CREATE TRIGGER "transfer_act_not_truncated" BEFORE TRUNCATE ON "transfer_act"
  FOR EACH STATEMENT EXECUTE FUNCTION "transfer_act_is_append_only"();
