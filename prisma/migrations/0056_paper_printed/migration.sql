-- A paper that was printed: who, which one, of what at which revision, in which form, and when.

-- CreateTable
CREATE TABLE "paper_printed" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "actor" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "paper" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "of" TEXT NOT NULL,
    "enrollment_id" UUID,
    "about_staff_id" UUID,
    "revision" INTEGER,
    "hash" TEXT,

    CONSTRAINT "paper_printed_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "paper_printed_agency_id_at_id_idx" ON "paper_printed"("agency_id", "at", "id");

-- CreateIndex
CREATE INDEX "paper_printed_enrollment_id_at_idx" ON "paper_printed"("enrollment_id", "at");

-- AddForeignKey
ALTER TABLE "paper_printed" ADD CONSTRAINT "paper_printed_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand: that a paper was printed is never rewritten, and it is somebody's.
ALTER TABLE "paper_printed" ADD CONSTRAINT "paper_printed_is_of_somebody" CHECK (("enrollment_id" IS NULL) <> ("about_staff_id" IS NULL));
CREATE FUNCTION "paper_printed_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS
E'begin raise exception ''who printed a paper stays on record'' using errcode = ''restrict_violation''\x3B end';
CREATE TRIGGER "paper_printed_append_only" BEFORE UPDATE OR DELETE ON "paper_printed"
  FOR EACH ROW EXECUTE FUNCTION "paper_printed_is_append_only"();
CREATE TRIGGER "paper_printed_no_truncate" BEFORE TRUNCATE ON "paper_printed"
  FOR EACH STATEMENT EXECUTE FUNCTION "paper_printed_is_append_only"();
