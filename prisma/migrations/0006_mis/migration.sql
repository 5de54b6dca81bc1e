-- CreateTable
CREATE TABLE "mis_batch" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID NOT NULL,
    "entered_at" TIMESTAMPTZ(3),
    "entered_by" UUID,

    CONSTRAINT "mis_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mis_entry" (
    "enrollment_id" UUID NOT NULL,
    "step_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "batch_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "line" JSONB NOT NULL,

    CONSTRAINT "mis_entry_pkey" PRIMARY KEY ("enrollment_id","step_id","action")
);

-- CreateIndex
CREATE INDEX "mis_batch_agency_id_entered_at_idx" ON "mis_batch"("agency_id", "entered_at");

-- CreateIndex
CREATE UNIQUE INDEX "mis_entry_batch_id_number_key" ON "mis_entry"("batch_id", "number");

-- AddForeignKey
ALTER TABLE "mis_batch" ADD CONSTRAINT "mis_batch_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mis_entry" ADD CONSTRAINT "mis_entry_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "mis_batch"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;


-- By hand from here on: what Prisma's schema cannot say.

ALTER TABLE "mis_entry" ADD CONSTRAINT "mis_entry_action_check" CHECK ("action" IN ('enter', 'withdraw'));
ALTER TABLE "mis_batch" ADD CONSTRAINT "mis_batch_entered_check" CHECK (("entered_at" IS NULL) = ("entered_by" IS NULL));
