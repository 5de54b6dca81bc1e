-- Whose person an id of another system is: a number means something in the HMIS only that gave it.

-- CreateTable
CREATE TABLE "hmis_source" (
    "agency_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "described" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "hmis_source_pkey" PRIMARY KEY ("agency_id","source","described")
);

-- CreateTable
CREATE TABLE "hmis_person" (
    "agency_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "personal_id" TEXT NOT NULL,
    "client_id" UUID NOT NULL,
    "known_by" TEXT NOT NULL,
    "said_by" UUID,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "hmis_person_pkey" PRIMARY KEY ("agency_id","source","personal_id")
);

-- CreateIndex
CREATE INDEX "hmis_person_client_id_idx" ON "hmis_person"("client_id");

-- CreateIndex
CREATE INDEX "client_agency_id_birth_date_idx" ON "client"("agency_id", "birth_date");

-- AddForeignKey
ALTER TABLE "hmis_source" ADD CONSTRAINT "hmis_source_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hmis_person" ADD CONSTRAINT "hmis_person_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "client"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hmis_person" ADD CONSTRAINT "hmis_person_said_by_fkey" FOREIGN KEY ("said_by") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand: who somebody of another system is was found by the import, or said by a member of staff; it is never rewritten.
ALTER TABLE "hmis_person" ADD CONSTRAINT "hmis_person_is_known" CHECK
  ("known_by" IN ('import', 'earlier-import', 'said') AND ("known_by" = 'said') = ("said_by" IS NOT NULL));
CREATE FUNCTION "hmis_person_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS
E'begin raise exception ''whose person an id of another system is stays on record'' using errcode = ''restrict_violation''\x3B end';
CREATE TRIGGER "hmis_person_append_only" BEFORE UPDATE OR DELETE ON "hmis_person"
  FOR EACH ROW EXECUTE FUNCTION "hmis_person_is_append_only"();
CREATE TRIGGER "hmis_person_no_truncate" BEFORE TRUNCATE ON "hmis_person"
  FOR EACH STATEMENT EXECUTE FUNCTION "hmis_person_is_append_only"();
