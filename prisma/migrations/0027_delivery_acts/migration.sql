-- Ops act on messages that could not leave: have them tried again, or give up. Both stay on record.

-- CreateTable
CREATE TABLE "delivery_act" (
    "agency_id" UUID NOT NULL,
    "command_id" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "deliveries" TEXT[],
    "reason" TEXT,
    "actor" JSONB NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "delivery_act_pkey" PRIMARY KEY ("agency_id","command_id")
);

-- CreateIndex
CREATE INDEX "delivery_act_agency_id_recorded_at_idx" ON "delivery_act"("agency_id", "recorded_at");

-- AddForeignKey
ALTER TABLE "delivery_act" ADD CONSTRAINT "delivery_act_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand: a state that is an end, and what ops can do.
ALTER TABLE "delivery" DROP CONSTRAINT "delivery_state_check";
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_state_check"
  CHECK ("state" IN ('waiting', 'sending', 'sent', 'failing', 'undeliverable', 'withheld', 'given-up')
    AND ("state" = 'sent') = ("sent_at" IS NOT NULL)
    AND ("state" = 'withheld') = ("because" IS NOT NULL));
ALTER TABLE "delivery_act" ADD CONSTRAINT "delivery_act_act_check"
  CHECK ("act" IN ('resend', 'give-up') AND ("act" = 'give-up') = ("reason" IS NOT NULL));
CREATE FUNCTION "delivery_act_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS
E'begin raise exception ''what ops did about messages stays on record'' using errcode = ''restrict_violation''\x3B end';
CREATE TRIGGER "delivery_act_append_only" BEFORE UPDATE OR DELETE ON "delivery_act"
  FOR EACH ROW EXECUTE FUNCTION "delivery_act_is_append_only"();
CREATE TRIGGER "delivery_act_no_truncate" BEFORE TRUNCATE ON "delivery_act"
  FOR EACH STATEMENT EXECUTE FUNCTION "delivery_act_is_append_only"();
