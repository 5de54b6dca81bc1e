-- AlterTable
ALTER TABLE "notification" ADD COLUMN     "about_report" TEXT;

-- CreateTable
CREATE TABLE "monthly_report" (
    "agency_id" UUID NOT NULL,
    "month" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "command_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "made_by" UUID,

    CONSTRAINT "monthly_report_pkey" PRIMARY KEY ("agency_id","month","revision")
);

-- CreateIndex
CREATE UNIQUE INDEX "monthly_report_agency_id_command_id_key" ON "monthly_report"("agency_id", "command_id");

-- AddForeignKey
ALTER TABLE "monthly_report" ADD CONSTRAINT "monthly_report_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- By hand from here on: what Prisma's schema cannot say.
-- The script is cut into statements at each semicolon, wherever it stands, so the function bodies below write it as \x3B.

ALTER TABLE "monthly_report" ADD CONSTRAINT "monthly_report_month_check" CHECK ("month" ~ '^\d{4}-(0[1-9]|1[0-2])$');
ALTER TABLE "monthly_report" ADD CONSTRAINT "monthly_report_revision_check" CHECK ("revision" >= 1);

-- A report that was made stays as it is: made again, it is another revision.
CREATE FUNCTION "monthly_report_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS
E'begin raise exception ''reports are append-only'' using errcode = ''restrict_violation''\x3B end';
CREATE TRIGGER "monthly_report_append_only" BEFORE UPDATE OR DELETE ON "monthly_report"
  FOR EACH ROW EXECUTE FUNCTION "monthly_report_is_append_only"();
CREATE TRIGGER "monthly_report_no_truncate" BEFORE TRUNCATE ON "monthly_report"
  FOR EACH STATEMENT EXECUTE FUNCTION "monthly_report_is_append_only"();

-- What is told is told about an enrollment, a member of staff, or a month's report.
ALTER TABLE "notification" DROP CONSTRAINT "notification_subject_check";
ALTER TABLE "notification" ADD CONSTRAINT "notification_subject_check"
  CHECK (num_nonnulls("enrollment_id", "about_staff_id", "about_report") = 1);

-- What fell due in an agency's month, whatever became of it.
CREATE INDEX "obligation_numbers_idx" ON "obligation"("agency_id", "due")
  WHERE NOT "superseded" AND "status" <> 'cancelled';
