-- Somebody who has nothing to do with a client looks all the same ("break the glass"): why, and for how long.

-- CreateTable
CREATE TABLE "break_glass" (
    "agency_id" UUID NOT NULL,
    "command_id" TEXT NOT NULL,
    "staff_id" UUID NOT NULL,
    "enrollment_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,
    "actor" JSONB NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "break_glass_pkey" PRIMARY KEY ("agency_id","command_id")
);

-- CreateIndex
CREATE INDEX "break_glass_staff_id_enrollment_id_until_at_idx" ON "break_glass"("staff_id", "enrollment_id", "until_at");

-- CreateIndex
CREATE INDEX "break_glass_agency_id_from_at_idx" ON "break_glass"("agency_id", "from_at");

-- AddForeignKey
ALTER TABLE "break_glass" ADD CONSTRAINT "break_glass_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand: who looked, and why, is never rewritten, and it ends.
ALTER TABLE "break_glass" ADD CONSTRAINT "break_glass_ends" CHECK ("from_at" < "until_at");
CREATE FUNCTION "break_glass_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS
E'begin raise exception ''who broke the glass stays on record'' using errcode = ''restrict_violation''\x3B end';
CREATE TRIGGER "break_glass_append_only" BEFORE UPDATE OR DELETE ON "break_glass"
  FOR EACH ROW EXECUTE FUNCTION "break_glass_is_append_only"();
CREATE TRIGGER "break_glass_no_truncate" BEFORE TRUNCATE ON "break_glass"
  FOR EACH STATEMENT EXECUTE FUNCTION "break_glass_is_append_only"();
