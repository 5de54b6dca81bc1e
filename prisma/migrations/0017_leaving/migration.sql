-- AlterTable
ALTER TABLE "staff" ADD COLUMN     "left_at" TIMESTAMPTZ(3),
ADD COLUMN     "left_by" JSONB,
ADD COLUMN     "left_command_id" TEXT,
ADD COLUMN     "left_fingerprint" TEXT,
ADD COLUMN     "left_on" TEXT,
ADD COLUMN     "left_reason" TEXT;


-- By hand from here on: what Prisma's schema cannot say.

-- Who has left works here no more.
ALTER TABLE "staff" ADD CONSTRAINT "staff_left_check"
  CHECK (num_nulls("left_at", "left_by", "left_command_id", "left_fingerprint", "left_on", "left_reason") IN (0, 6)
    AND ("left_at" IS NULL OR NOT "active"));
