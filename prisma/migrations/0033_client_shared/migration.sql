-- A file in which a second referral was put is named anew by no other, though the one it was made for is refused.
ALTER TABLE "client" ADD COLUMN "shared" BOOLEAN NOT NULL DEFAULT false;

-- Asked once a referral: the file of one that was refused may be somebody else's by the next.
DROP INDEX "client_sameness_agency_id_client_id_other_id_key";
CREATE UNIQUE INDEX "client_sameness_agency_id_client_id_other_id_enrollment_id_key" ON "client_sameness"("agency_id", "client_id", "other_id", "enrollment_id");
