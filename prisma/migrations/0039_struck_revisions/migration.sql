-- What has stood in the wrong client's file since a revision is struck out by a later one; both stay.
ALTER TABLE "document_revision" ADD COLUMN "strikes_from" INTEGER;
ALTER TABLE "document_revision" ADD CONSTRAINT "document_revision_strikes_check"
  CHECK ("strikes_from" IS NULL OR ("strikes_from" >= 1 AND "strikes_from" < "revision"));
