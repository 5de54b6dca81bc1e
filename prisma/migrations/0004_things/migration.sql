-- The thing an obligation is about: a referral, an authorization, a crisis.
ALTER TABLE "obligation" ADD COLUMN "thing" TEXT;
