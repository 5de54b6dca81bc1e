-- CreateTable
CREATE TABLE "fund_entry" (
    "agency_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "prev_seq" INTEGER,
    "prev_balance_cents" INTEGER,
    "command_id" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "amount_cents" INTEGER NOT NULL,
    "balance_cents" INTEGER NOT NULL,
    "about" TEXT,
    "enrollment_id" UUID,
    "purpose" TEXT,
    "note" TEXT,
    "actor" JSONB NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "fund_entry_pkey" PRIMARY KEY ("agency_id","seq")
);

-- CreateIndex
CREATE UNIQUE INDEX "fund_entry_agency_id_seq_balance_cents_key" ON "fund_entry"("agency_id", "seq", "balance_cents");

-- CreateIndex
CREATE UNIQUE INDEX "fund_entry_agency_id_command_id_key" ON "fund_entry"("agency_id", "command_id");

-- AddForeignKey
ALTER TABLE "fund_entry" ADD CONSTRAINT "fund_entry_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fund_entry" ADD CONSTRAINT "fund_entry_agency_id_prev_seq_prev_balance_cents_fkey" FOREIGN KEY ("agency_id", "prev_seq", "prev_balance_cents") REFERENCES "fund_entry"("agency_id", "seq", "balance_cents") ON DELETE RESTRICT ON UPDATE RESTRICT;


-- By hand from here on: what Prisma's schema cannot say. (A semicolon within a function body is written as \x3B.)

-- The ledger has no gaps, each balance follows from the one before, and none lies below zero.
ALTER TABLE "fund_entry" ADD CONSTRAINT "fund_entry_seq_check"
  CHECK (("seq" = 1 AND "prev_seq" IS NULL AND "prev_balance_cents" IS NULL)
    OR ("seq" > 1 AND "prev_seq" IS NOT NULL AND "prev_seq" = "seq" - 1 AND "prev_balance_cents" IS NOT NULL));
ALTER TABLE "fund_entry" ADD CONSTRAINT "fund_entry_balance_check"
  CHECK ("balance_cents" >= 0 AND "balance_cents" = COALESCE("prev_balance_cents", 0) + "amount_cents");
ALTER TABLE "fund_entry" ADD CONSTRAINT "fund_entry_kind_check"
  CHECK ("kind" IN ('deposit', 'payment', 'reversal', 'claimed-back', 'reconciled'));

-- Entries are only ever added.
CREATE FUNCTION "fund_entry_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS
E'begin raise exception ''the fund is append-only'' using errcode = ''restrict_violation''\x3B end';
CREATE TRIGGER "fund_entry_append_only" BEFORE UPDATE OR DELETE ON "fund_entry"
  FOR EACH ROW EXECUTE FUNCTION "fund_entry_is_append_only"();
CREATE TRIGGER "fund_entry_no_truncate" BEFORE TRUNCATE ON "fund_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION "fund_entry_is_append_only"();
