-- A referral that is entered weeks after it was received brings misses that nobody could have kept: they are marked.
-- Rows of before stay as they are; `npm run rebuild` marks them too.
ALTER TABLE "obligation" ADD COLUMN "entered_late" BOOLEAN NOT NULL DEFAULT false;
