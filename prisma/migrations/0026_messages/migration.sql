-- What waits is judged anew before it leaves: about which obligation it is, who has it by now, why it was not sent.

-- AlterTable
ALTER TABLE "notification" ADD COLUMN "obligation_key" TEXT;
ALTER TABLE "notification" ADD COLUMN "handed_to" UUID;

-- AlterTable
ALTER TABLE "delivery" ADD COLUMN "because" TEXT;

-- By hand: a state that is an end, beside `sent`.
ALTER TABLE "delivery" DROP CONSTRAINT "delivery_state_check";
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_state_check"
  CHECK ("state" IN ('waiting', 'sending', 'sent', 'failing', 'undeliverable', 'withheld')
    AND ("state" = 'sent') = ("sent_at" IS NOT NULL)
    AND ("state" = 'withheld') = ("because" IS NOT NULL));
DROP INDEX "delivery_due_idx";
CREATE INDEX "delivery_due_idx" ON "delivery"("not_before")
  WHERE "state" IN ('waiting', 'sending', 'failing', 'undeliverable');
