-- A referral that was never meant stays on record and counts for nothing.
ALTER TABLE "enrollment" ADD COLUMN "in_error_at" TIMESTAMPTZ(3);
