-- Whether somebody may be a client on record is asked from either of the two files.

-- CreateIndex
CREATE INDEX "client_sameness_other_id_idx" ON "client_sameness"("other_id");
