-- AlterTable
ALTER TABLE "access_token" ADD COLUMN     "command_id" TEXT,
ADD COLUMN     "fingerprint" TEXT,
ADD COLUMN     "id" UUID NOT NULL DEFAULT gen_random_uuid(),
ADD COLUMN     "issued_at" TIMESTAMPTZ(3),
ADD COLUMN     "issued_by" JSONB,
ADD COLUMN     "revoke_reason" TEXT,
ADD COLUMN     "revoked_at" TIMESTAMPTZ(3),
ADD COLUMN     "revoked_by" JSONB;

-- CreateTable
CREATE TABLE "on_call_act" (
    "agency_id" UUID NOT NULL,
    "command_id" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "reason" TEXT,
    "actor" JSONB NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "on_call_act_pkey" PRIMARY KEY ("agency_id","command_id")
);

-- CreateTable
CREATE TABLE "on_call_shift" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "rank" INTEGER NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,
    "made_by" TEXT NOT NULL,
    "replaces" UUID,
    "cut_at" TIMESTAMPTZ(3),
    "cut_by" TEXT,

    CONSTRAINT "on_call_shift_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "on_call_swap" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "shift_id" UUID NOT NULL,
    "in_return_id" UUID,
    "asked_of" UUID NOT NULL,
    "asked_by" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'asked',
    "settled_by" TEXT,

    CONSTRAINT "on_call_swap_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "on_call_shift_agency_id_until_at_idx" ON "on_call_shift"("agency_id", "until_at");

-- CreateIndex
CREATE INDEX "on_call_swap_agency_id_state_idx" ON "on_call_swap"("agency_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "access_token_id_key" ON "access_token"("id");

-- CreateIndex
CREATE UNIQUE INDEX "access_token_staff_id_command_id_key" ON "access_token"("staff_id", "command_id");

-- AddForeignKey
ALTER TABLE "on_call_act" ADD CONSTRAINT "on_call_act_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "on_call_shift" ADD CONSTRAINT "on_call_shift_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "on_call_swap" ADD CONSTRAINT "on_call_swap_shift_id_fkey" FOREIGN KEY ("shift_id") REFERENCES "on_call_shift"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "on_call_swap" ADD CONSTRAINT "on_call_swap_in_return_id_fkey" FOREIGN KEY ("in_return_id") REFERENCES "on_call_shift"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "on_call_swap" ADD CONSTRAINT "on_call_swap_asked_of_fkey" FOREIGN KEY ("asked_of") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- By hand from here on: what Prisma's schema cannot say. (A semicolon within a function body is written as \x3B.)

ALTER TABLE "on_call_shift" ADD CONSTRAINT "on_call_shift_span_check" CHECK ("until_at" > "from_at");
ALTER TABLE "on_call_shift" ADD CONSTRAINT "on_call_shift_rank_check" CHECK ("rank" BETWEEN 1 AND 9);
ALTER TABLE "on_call_shift" ADD CONSTRAINT "on_call_shift_cut_check" CHECK (("cut_at" IS NULL) = ("cut_by" IS NULL));
ALTER TABLE "on_call_swap" ADD CONSTRAINT "on_call_swap_state_check"
  CHECK ("state" IN ('asked', 'accepted', 'declined', 'withdrawn') AND ("state" = 'asked') = ("settled_by" IS NULL));
ALTER TABLE "access_token" ADD CONSTRAINT "access_token_revoked_check"
  CHECK (("revoked_at" IS NULL) = ("revoked_by" IS NULL));

-- What is told is told about an enrollment, a member of staff, a report, or the rota.
ALTER TABLE "notification" DROP CONSTRAINT "notification_subject_check";
ALTER TABLE "notification" ADD CONSTRAINT "notification_subject_check"
  CHECK (num_nonnulls("enrollment_id", "about_staff_id", "about_report") = CASE WHEN "obligation" LIKE 'on-call.%' THEN 0 ELSE 1 END);

-- Nobody is on call twice at once, and no two in the same rank, whatever writes the shift. Shifts of an agency are written
-- one after the other, so that of two at once the later one sees the other.
CREATE FUNCTION "on_call_shift_stands_alone"() RETURNS trigger LANGUAGE plpgsql AS E'
begin
  perform pg_advisory_xact_lock(hashtextextended(''on call '' || new.agency_id, 0))\x3B
  if exists (
    select from on_call_shift as other
    where other.agency_id = new.agency_id and other.id <> new.id and other.staff_id = new.staff_id
      and other.from_at < least(new.until_at, new.cut_at) and new.from_at < least(other.until_at, other.cut_at)
      and other.from_at < least(other.until_at, other.cut_at)
  ) then
    raise exception ''on call twice at once'' using errcode = ''check_violation'', constraint = ''on_call_person''\x3B
  end if\x3B
  if exists (
    select from on_call_shift as other
    where other.agency_id = new.agency_id and other.id <> new.id and other.rank = new.rank
      and other.from_at < least(new.until_at, new.cut_at) and new.from_at < least(other.until_at, other.cut_at)
      and other.from_at < least(other.until_at, other.cut_at)
  ) then
    raise exception ''two in the same rank'' using errcode = ''check_violation'', constraint = ''on_call_rank''\x3B
  end if\x3B
  return new\x3B
end';
CREATE TRIGGER "on_call_shift_stands_alone" BEFORE INSERT ON "on_call_shift"
  FOR EACH ROW EXECUTE FUNCTION "on_call_shift_stands_alone"();

-- Who was on call when stays as it was: a shift is cut once, and never rewritten. Acts are only ever added.
CREATE FUNCTION "on_call_is_history"() RETURNS trigger LANGUAGE plpgsql AS E'
begin
  if tg_op = ''UPDATE'' and tg_table_name = ''on_call_shift'' then
    if old.cut_at is null and new.cut_at is not null
      and (new.id, new.agency_id, new.staff_id, new.rank, new.from_at, new.until_at, new.made_by, new.replaces)
        is not distinct from
        (old.id, old.agency_id, old.staff_id, old.rank, old.from_at, old.until_at, old.made_by, old.replaces)
    then return new\x3B end if\x3B
  end if\x3B
  raise exception ''who was on call is history'' using errcode = ''restrict_violation''\x3B
end';
CREATE TRIGGER "on_call_shift_is_history" BEFORE UPDATE OR DELETE ON "on_call_shift"
  FOR EACH ROW EXECUTE FUNCTION "on_call_is_history"();
CREATE TRIGGER "on_call_shift_no_truncate" BEFORE TRUNCATE ON "on_call_shift"
  FOR EACH STATEMENT EXECUTE FUNCTION "on_call_is_history"();
CREATE TRIGGER "on_call_act_is_history" BEFORE UPDATE OR DELETE ON "on_call_act"
  FOR EACH ROW EXECUTE FUNCTION "on_call_is_history"();
CREATE TRIGGER "on_call_act_no_truncate" BEFORE TRUNCATE ON "on_call_act"
  FOR EACH STATEMENT EXECUTE FUNCTION "on_call_is_history"();
