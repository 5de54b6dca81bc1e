-- Name, mail address and role of staff change by acts, each on record with who, when, why, and from what to what.

-- AlterTable
ALTER TABLE "staff" ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "staff_change" (
    "agency_id" UUID NOT NULL,
    "command_id" TEXT NOT NULL,
    "staff_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "actor" JSONB NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_change_pkey" PRIMARY KEY ("agency_id","command_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "staff_change_staff_id_revision_key" ON "staff_change"("staff_id", "revision");

-- AddForeignKey
ALTER TABLE "staff_change" ADD CONSTRAINT "staff_change_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- By hand from here on: what Prisma's schema cannot say. (A semicolon within a function body is written as \x3B.)

-- What was changed stays on record.
CREATE FUNCTION "staff_change_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS
E'begin raise exception ''what was changed about staff stays on record'' using errcode = ''restrict_violation''\x3B end';
CREATE TRIGGER "staff_change_append_only" BEFORE UPDATE OR DELETE ON "staff_change"
  FOR EACH ROW EXECUTE FUNCTION "staff_change_is_append_only"();
CREATE TRIGGER "staff_change_no_truncate" BEFORE TRUNCATE ON "staff_change"
  FOR EACH STATEMENT EXECUTE FUNCTION "staff_change_is_append_only"();

-- Of the agency's own people nothing changes without its act; the payer's, the quality office's and their own, ops enter.
CREATE FUNCTION "staff_changes_by_acts"() RETURNS trigger LANGUAGE plpgsql AS E'
begin
  if exists (select from staff_change as act where act.staff_id = new.id and act.revision = new.revision
      and new.revision = old.revision + 1) then return new\x3B end if\x3B
  raise exception ''name, mail and role of staff change by acts'' using errcode = ''restrict_violation''\x3B
end';
CREATE TRIGGER "staff_changes_by_acts" BEFORE UPDATE OF "name", "email", "role", "revision" ON "staff" FOR EACH ROW
  WHEN (OLD."role" NOT IN ('payer', 'quality', 'ops')
    AND (OLD."name", OLD."email", OLD."role", OLD."revision")
      IS DISTINCT FROM (NEW."name", NEW."email", NEW."role", NEW."revision"))
  EXECUTE FUNCTION "staff_changes_by_acts"();

-- As before (0016), and who has another role by now takes nobody: whoever was asked for a client had it a moment ago.
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
    returning caseload_share, caseload_limit, may_take_until, role into person\x3B
  if after_id is null or current_setting(''throughline.rebuilding'', true) = ''on'' then return null\x3B end if\x3B
  if before_id is distinct from after_id and (person.role <> ''coordinator''
      or person.may_take_until is null or person.may_take_until <= new.changed_at) then
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
