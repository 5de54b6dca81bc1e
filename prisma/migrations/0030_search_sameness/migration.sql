-- Who may be the same person as whom, and what was answered.

-- CreateTable
CREATE TABLE "client_sameness" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "other_id" UUID NOT NULL,
    "enrollment_id" UUID NOT NULL,
    "actor" JSONB NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "client_sameness_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "client_sameness_answer" (
    "agency_id" UUID NOT NULL,
    "command_id" TEXT NOT NULL,
    "sameness_id" UUID NOT NULL,
    "verdict" TEXT NOT NULL,
    "reason" TEXT,
    "actor" JSONB NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "client_sameness_answer_pkey" PRIMARY KEY ("agency_id","command_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "client_sameness_agency_id_client_id_other_id_key" ON "client_sameness"("agency_id", "client_id", "other_id");

-- CreateIndex
CREATE INDEX "client_sameness_agency_id_raised_at_id_idx" ON "client_sameness"("agency_id", "raised_at", "id");

-- CreateIndex
CREATE INDEX "client_sameness_answer_sameness_id_recorded_at_idx" ON "client_sameness_answer"("sameness_id", "recorded_at");

-- AddForeignKey
ALTER TABLE "client_sameness" ADD CONSTRAINT "client_sameness_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "client"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "client_sameness" ADD CONSTRAINT "client_sameness_other_id_fkey" FOREIGN KEY ("other_id") REFERENCES "client"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "client_sameness_answer" ADD CONSTRAINT "client_sameness_answer_sameness_id_fkey" FOREIGN KEY ("sameness_id") REFERENCES "client_sameness"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- By hand: who may be the same as whom is asked once, of two; what was answered is answered anew, never rewritten.
ALTER TABLE "client_sameness" ADD CONSTRAINT "client_sameness_of_two" CHECK ("client_id" <> "other_id");
ALTER TABLE "client_sameness_answer" ADD CONSTRAINT "client_sameness_answer_verdict" CHECK ("verdict" IN ('same', 'different'));
CREATE FUNCTION "client_sameness_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS
E'begin raise exception ''who was held to be the same stays on record'' using errcode = ''restrict_violation''\x3B end';
CREATE TRIGGER "client_sameness_append_only" BEFORE UPDATE OR DELETE ON "client_sameness"
  FOR EACH ROW EXECUTE FUNCTION "client_sameness_is_append_only"();
CREATE TRIGGER "client_sameness_no_truncate" BEFORE TRUNCATE ON "client_sameness"
  FOR EACH STATEMENT EXECUTE FUNCTION "client_sameness_is_append_only"();
CREATE TRIGGER "client_sameness_answer_append_only" BEFORE UPDATE OR DELETE ON "client_sameness_answer"
  FOR EACH ROW EXECUTE FUNCTION "client_sameness_is_append_only"();
CREATE TRIGGER "client_sameness_answer_no_truncate" BEFORE TRUNCATE ON "client_sameness_answer"
  FOR EACH STATEMENT EXECUTE FUNCTION "client_sameness_is_append_only"();
