-- AlterTable
ALTER TABLE "document" ADD COLUMN     "about_staff_id" UUID;

-- CreateIndex
CREATE INDEX "document_about_staff_id_kind_created_at_id_idx" ON "document"("about_staff_id", "kind", "created_at", "id");


-- By hand from here on: what Prisma's schema cannot say.

-- A document belongs to an enrollment, is about a member of staff, or is the agency's own.
ALTER TABLE "document" ADD CONSTRAINT "document_subject_check"
  CHECK (num_nonnulls("enrollment_id", "about_staff_id") <= 1);
