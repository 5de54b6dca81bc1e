-- What the virus scanner said of a file, where the installation has one.

-- CreateTable
CREATE TABLE "attachment_scan" (
    "attachment_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "attachment_scan_pkey" PRIMARY KEY ("attachment_id")
);

-- CreateIndex
CREATE INDEX "attachment_scan_state_asked_at_idx" ON "attachment_scan"("state", "asked_at");

-- AddForeignKey
ALTER TABLE "attachment_scan" ADD CONSTRAINT "attachment_scan_attachment_id_fkey" FOREIGN KEY ("attachment_id") REFERENCES "attachment"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- By hand: it is answered once, and never forgotten.
ALTER TABLE "attachment_scan" ADD CONSTRAINT "attachment_scan_is_answered"
  CHECK ("state" IN ('waiting', 'clean', 'found') AND ("state" = 'waiting') = ("answered_at" IS NULL));
CREATE FUNCTION "attachment_scan_is_answered"() RETURNS trigger LANGUAGE plpgsql AS
E'begin
  if old.state <> ''waiting'' or tg_op = ''DELETE'' then
    raise exception ''what a scanner said stays on record'' using errcode = ''restrict_violation''\x3B
  end if\x3B
  return new\x3B
end';
CREATE TRIGGER "attachment_scan_stays" BEFORE UPDATE OR DELETE ON "attachment_scan"
  FOR EACH ROW EXECUTE FUNCTION "attachment_scan_is_answered"();
CREATE TRIGGER "attachment_scan_no_truncate" BEFORE TRUNCATE ON "attachment_scan"
  FOR EACH STATEMENT EXECUTE FUNCTION "attachment_never"();
