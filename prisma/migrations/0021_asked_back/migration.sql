-- Requests without a key, of the last seconds: who sends the very same again is asked back.

-- By hand: not logged, since after a crash of the database nobody waits for an answer any more.
CREATE UNLOGGED TABLE "keyless_request" (
    "staff_id" UUID NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "command_id" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "answered" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "keyless_request_pkey" PRIMARY KEY ("staff_id","fingerprint")
);
