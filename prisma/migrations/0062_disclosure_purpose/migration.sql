-- What was told without a release says what for only where somebody said it; the first of many purposes stood there.
ALTER TABLE "disclosure" ALTER COLUMN "purpose" DROP NOT NULL;
