-- A file belongs to an enrollment, or to an entry in the file of a member of staff.

-- AlterTable
ALTER TABLE "attachment" ADD COLUMN     "about_staff_id" UUID,
ALTER COLUMN "enrollment_id" DROP NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "attachment_about_staff_id_command_id_key" ON "attachment"("about_staff_id", "command_id");

-- By hand: it has one owner; in a staff file it lies at an entry.
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_has_one_owner"
  CHECK (num_nonnulls("enrollment_id", "about_staff_id") = 1 AND ("about_staff_id" IS NULL OR "about" IS NOT NULL));
