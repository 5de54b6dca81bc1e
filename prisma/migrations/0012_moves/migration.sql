-- CreateTable
CREATE TABLE "reassignment" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "from_staff_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "actor" JSONB NOT NULL,
    "command_id" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "stopped_at" TIMESTAMPTZ(3),
    "stopped_by" JSONB,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "reassignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reassignment_item" (
    "reassignment_id" UUID NOT NULL,
    "enrollment_id" UUID NOT NULL,
    "to_staff_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "code" TEXT,
    "begun_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "reassignment_item_pkey" PRIMARY KEY ("reassignment_id","enrollment_id")
);

-- CreateIndex
CREATE INDEX "reassignment_agency_id_recorded_at_idx" ON "reassignment"("agency_id", "recorded_at");

-- CreateIndex
CREATE UNIQUE INDEX "reassignment_agency_id_command_id_key" ON "reassignment"("agency_id", "command_id");

-- AddForeignKey
ALTER TABLE "reassignment" ADD CONSTRAINT "reassignment_from_staff_id_fkey" FOREIGN KEY ("from_staff_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reassignment_item" ADD CONSTRAINT "reassignment_item_reassignment_id_fkey" FOREIGN KEY ("reassignment_id") REFERENCES "reassignment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reassignment_item" ADD CONSTRAINT "reassignment_item_to_staff_id_fkey" FOREIGN KEY ("to_staff_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- By hand from here on: what Prisma's schema cannot say.

ALTER TABLE "reassignment_item" ADD CONSTRAINT "reassignment_item_state_check"
  CHECK ("state" IN ('waiting', 'moved', 'refused', 'left')
    AND ("state" = 'refused') = ("code" IS NOT NULL) AND ("state" = 'waiting') = ("settled_at" IS NULL));
ALTER TABLE "reassignment" ADD CONSTRAINT "reassignment_stopped_check"
  CHECK (("stopped_at" IS NULL) = ("stopped_by" IS NULL));
-- A client is moved by one reassignment at a time.
CREATE UNIQUE INDEX "reassignment_item_waiting_key" ON "reassignment_item" ("enrollment_id") WHERE "state" = 'waiting';
-- What is looked for each minute, lest it was left half done.
CREATE INDEX "reassignment_open_idx" ON "reassignment" ("recorded_at") WHERE "ended_at" IS NULL;
