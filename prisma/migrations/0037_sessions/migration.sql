-- A browser signed in: a cookie that opens as long as its access token does, and no longer than a working day.

-- CreateTable
CREATE TABLE "access_session" (
    "hash" TEXT NOT NULL,
    "token_id" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "access_session_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE INDEX "access_session_token_id_idx" ON "access_session"("token_id");

-- AddForeignKey
ALTER TABLE "access_session" ADD CONSTRAINT "access_session_token_id_fkey" FOREIGN KEY ("token_id") REFERENCES "access_token"("id") ON DELETE CASCADE ON UPDATE CASCADE;
