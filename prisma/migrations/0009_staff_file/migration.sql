-- AlterTable
ALTER TABLE "agency" ADD COLUMN     "staff_policy_hash" TEXT,
ADD COLUMN     "staff_policy_since" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "notification" ADD COLUMN     "about_staff_id" UUID,
ALTER COLUMN "enrollment_id" DROP NOT NULL;


-- By hand from here on: what Prisma's schema cannot say.

-- An agency is held to a staff policy since some instant, or to none.
ALTER TABLE "agency" ADD CONSTRAINT "agency_staff_policy_check"
  CHECK (("staff_policy_hash" IS NULL) = ("staff_policy_since" IS NULL));
-- What is told is told about an enrollment or about a member of staff.
ALTER TABLE "notification" ADD CONSTRAINT "notification_subject_check"
  CHECK (num_nonnulls("enrollment_id", "about_staff_id") = 1);
