-- The accounting of disclosures: one row for each thing that left the agency, written in the transaction that let it leave.

-- CreateTable
CREATE TABLE "disclosure" (
    "id" TEXT NOT NULL,
    "agency_id" UUID NOT NULL,
    "enrollment_id" UUID NOT NULL,
    "step_id" TEXT,
    "way" TEXT NOT NULL,
    "to_kind" TEXT NOT NULL,
    "to_id" TEXT,
    "purpose" TEXT NOT NULL,
    "content" TEXT[],
    "items" JSONB NOT NULL,
    "release" TEXT,
    "law" TEXT,
    "actor" JSONB NOT NULL,
    "words" JSONB,
    "fingerprint" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "disclosure_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "disclosure_enrollment_id_at_idx" ON "disclosure"("enrollment_id", "at");

-- CreateIndex
CREATE INDEX "disclosure_agency_id_at_id_idx" ON "disclosure"("agency_id", "at", "id");

-- By hand: one ground at most, and none only for what was told, or asked for before there was a gate.
ALTER TABLE "disclosure" ADD CONSTRAINT "disclosure_has_one_ground" CHECK (
  ("release" IS NULL OR "law" IS NULL)
  AND ("release" IS NOT NULL OR "law" IS NOT NULL OR "way" IN ('spoken', 'provider-told', 'request')));

-- By hand: what has left has left, and that is never rewritten.
CREATE FUNCTION "disclosure_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS
E'begin raise exception ''what has left the agency stays on record'' using errcode = ''restrict_violation''\x3B end';
CREATE TRIGGER "disclosure_append_only" BEFORE UPDATE OR DELETE ON "disclosure"
  FOR EACH ROW EXECUTE FUNCTION "disclosure_is_append_only"();
CREATE TRIGGER "disclosure_no_truncate" BEFORE TRUNCATE ON "disclosure"
  FOR EACH STATEMENT EXECUTE FUNCTION "disclosure_is_append_only"();
