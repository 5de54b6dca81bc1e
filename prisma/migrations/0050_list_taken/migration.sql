-- Rows of a list that left as a file: who took them, which list by which filters, and whose rows.

-- CreateTable
CREATE TABLE "list_taken" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "actor" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "list" TEXT NOT NULL,
    "filters" JSONB NOT NULL,
    "rows" INTEGER NOT NULL,
    "cut" BOOLEAN NOT NULL,
    "enrollment_ids" UUID[],

    CONSTRAINT "list_taken_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "list_taken_agency_id_at_id_idx" ON "list_taken"("agency_id", "at", "id");

-- AddForeignKey
ALTER TABLE "list_taken" ADD CONSTRAINT "list_taken_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand: that rows left is never rewritten.
CREATE FUNCTION "list_taken_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS
E'begin raise exception ''who took a list along stays on record'' using errcode = ''restrict_violation''\x3B end';
CREATE TRIGGER "list_taken_append_only" BEFORE UPDATE OR DELETE ON "list_taken"
  FOR EACH ROW EXECUTE FUNCTION "list_taken_is_append_only"();
CREATE TRIGGER "list_taken_no_truncate" BEFORE TRUNCATE ON "list_taken"
  FOR EACH STATEMENT EXECUTE FUNCTION "list_taken_is_append_only"();
