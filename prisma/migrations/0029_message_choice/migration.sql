-- What somebody wants of mail that may wait: one digest in the morning, or each message by itself.

-- CreateTable
CREATE TABLE "message_choice" (
    "staff_id" UUID NOT NULL,
    "command_id" TEXT NOT NULL,
    "choice" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "message_choice_pkey" PRIMARY KEY ("staff_id","command_id")
);

-- CreateIndex
CREATE INDEX "message_choice_staff_id_recorded_at_idx" ON "message_choice"("staff_id", "recorded_at");

-- AddForeignKey
ALTER TABLE "message_choice" ADD CONSTRAINT "message_choice_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand: what there is to choose; what was chosen stays on record, and the newest counts.
ALTER TABLE "message_choice" ADD CONSTRAINT "message_choice_choice_check" CHECK ("choice" IN ('digest', 'each'));
CREATE FUNCTION "message_choice_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS
E'begin raise exception ''what somebody chose about their messages stays on record'' using errcode = ''restrict_violation''\x3B end';
CREATE TRIGGER "message_choice_append_only" BEFORE UPDATE OR DELETE ON "message_choice"
  FOR EACH ROW EXECUTE FUNCTION "message_choice_is_append_only"();
CREATE TRIGGER "message_choice_no_truncate" BEFORE TRUNCATE ON "message_choice"
  FOR EACH STATEMENT EXECUTE FUNCTION "message_choice_is_append_only"();
