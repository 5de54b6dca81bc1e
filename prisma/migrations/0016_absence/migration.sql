-- CreateTable
CREATE TABLE "absence" (
    "agency_id" UUID NOT NULL,
    "command_id" TEXT NOT NULL,
    "staff_id" UUID NOT NULL,
    "cover_id" UUID NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3),
    "actor" JSONB NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_by" JSONB,

    CONSTRAINT "absence_pkey" PRIMARY KEY ("agency_id","command_id")
);

-- CreateIndex
CREATE INDEX "absence_staff_id_from_at_idx" ON "absence"("staff_id", "from_at");

-- CreateIndex
CREATE INDEX "absence_cover_id_from_at_idx" ON "absence"("cover_id", "from_at");

-- AddForeignKey
ALTER TABLE "absence" ADD CONSTRAINT "absence_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "absence" ADD CONSTRAINT "absence_cover_id_fkey" FOREIGN KEY ("cover_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- By hand from here on: what Prisma's schema cannot say. (A semicolon within a function body is written as \x3B.)

ALTER TABLE "absence" ADD CONSTRAINT "absence_check"
  CHECK ("staff_id" <> "cover_id" AND ("until_at" IS NULL OR "until_at" >= "from_at"));

-- As before (0008), and nobody is given to somebody who is away (a provisional place counts for nothing, and passes).
CREATE OR REPLACE FUNCTION "caseload_moves"() RETURNS trigger LANGUAGE plpgsql AS E'
declare
  before_id uuid\x3B before_share bigint := 0\x3B
  after_id uuid\x3B after_share bigint := 0\x3B
  person record\x3B
  beyond bigint\x3B
begin
  if tg_op <> ''INSERT'' then
    if not old.provisional then before_id := old.staff_id\x3B before_share := old.share\x3B end if\x3B
  end if\x3B
  if tg_op <> ''DELETE'' then
    if not new.provisional then after_id := new.staff_id\x3B after_share := new.share\x3B end if\x3B
  end if\x3B
  if before_id is not distinct from after_id and before_share = after_share then return null\x3B end if\x3B
  perform from staff where id in (before_id, after_id) order by id for no key update\x3B
  update staff set caseload_share = caseload_share - before_share where id = before_id\x3B
  update staff set caseload_share = caseload_share + after_share where id = after_id
    returning caseload_share, caseload_limit, may_take_until into person\x3B
  if after_id is null or current_setting(''throughline.rebuilding'', true) = ''on'' then return null\x3B end if\x3B
  if before_id is distinct from after_id and (person.may_take_until is null or person.may_take_until <= new.changed_at) then
    raise exception ''the staff file lets nobody be taken'' using errcode = ''check_violation'', constraint = ''staff_file''\x3B
  end if\x3B
  if before_id is distinct from after_id and exists (
    select from absence as away where away.staff_id = after_id and away.from_at <= new.changed_at
      and (away.until_at is null or away.until_at > new.changed_at)) then
    raise exception ''who is absent takes nobody'' using errcode = ''check_violation'', constraint = ''coordinator_absent''\x3B
  end if\x3B
  if before_id is not distinct from after_id and after_share <= before_share then return null\x3B end if\x3B
  if person.caseload_share <= person.caseload_limit then return null\x3B end if\x3B
  select coalesce(sum(granted.share), 0) into beyond from caseload_override as granted
    where granted.staff_id = after_id and granted.act = ''grant''
      and granted.from_at <= new.changed_at and granted.until_at > new.changed_at
      and not exists (
        select from caseload_override as ended
        where ended.agency_id = granted.agency_id and ended.about = granted.command_id and ended.from_at <= new.changed_at)\x3B
  if person.caseload_share > person.caseload_limit + beyond then
    raise exception ''the caseload is full'' using errcode = ''check_violation'', constraint = ''caseload_full''\x3B
  end if\x3B
  return null\x3B
end';
