-- CreateTable
CREATE TABLE "document" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "enrollment_id" UUID,
    "kind" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" JSONB NOT NULL,

    CONSTRAINT "document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document_revision" (
    "document_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "act" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "reason" TEXT,
    "actor" JSONB NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "command_id" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,

    CONSTRAINT "document_revision_pkey" PRIMARY KEY ("document_id","revision")
);

-- CreateIndex
CREATE INDEX "document_agency_id_kind_enrollment_id_created_at_id_idx" ON "document"("agency_id", "kind", "enrollment_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "document_revision_document_id_command_id_key" ON "document_revision"("document_id", "command_id");

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_revision" ADD CONSTRAINT "document_revision_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;


-- By hand from here on: what Prisma's schema cannot say. (A semicolon within a function body is written as \x3B.)

ALTER TABLE "document" ADD CONSTRAINT "document_revision_check" CHECK ("revision" >= 1);
ALTER TABLE "document_revision" ADD CONSTRAINT "document_revision_revision_check" CHECK ("revision" >= 1);

-- Revisions are only ever added.
CREATE FUNCTION "document_revision_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS
E'begin raise exception ''revisions are append-only'' using errcode = ''restrict_violation''\x3B end';
CREATE TRIGGER "document_revision_append_only" BEFORE UPDATE OR DELETE ON "document_revision"
  FOR EACH ROW EXECUTE FUNCTION "document_revision_is_append_only"();
CREATE TRIGGER "document_revision_no_truncate" BEFORE TRUNCATE ON "document_revision"
  FOR EACH STATEMENT EXECUTE FUNCTION "document_revision_is_append_only"();
