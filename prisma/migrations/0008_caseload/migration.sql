-- AlterTable
ALTER TABLE "staff" ADD COLUMN     "caseload_limit" BIGINT NOT NULL DEFAULT 1000000000000,
ADD COLUMN     "caseload_share" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "may_take_until" TIMESTAMPTZ(3) DEFAULT '9999-12-31 00:00:00 +00:00';

-- CreateTable
CREATE TABLE "caseload_place" (
    "enrollment_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "level" TEXT NOT NULL,
    "share" BIGINT NOT NULL,
    "provisional" BOOLEAN NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "caseload_place_pkey" PRIMARY KEY ("enrollment_id")
);

-- CreateTable
CREATE TABLE "caseload_override" (
    "agency_id" UUID NOT NULL,
    "command_id" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "about" TEXT,
    "staff_id" UUID NOT NULL,
    "level" TEXT NOT NULL,
    "clients" INTEGER NOT NULL,
    "share" BIGINT NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "actor" JSONB NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "caseload_override_pkey" PRIMARY KEY ("agency_id","command_id")
);

-- CreateIndex
CREATE INDEX "caseload_place_agency_id_staff_id_idx" ON "caseload_place"("agency_id", "staff_id");

-- CreateIndex
CREATE INDEX "caseload_override_staff_id_until_at_idx" ON "caseload_override"("staff_id", "until_at");

-- CreateIndex
CREATE UNIQUE INDEX "caseload_override_agency_id_about_key" ON "caseload_override"("agency_id", "about");

-- AddForeignKey
ALTER TABLE "caseload_place" ADD CONSTRAINT "caseload_place_enrollment_id_fkey" FOREIGN KEY ("enrollment_id") REFERENCES "enrollment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "caseload_place" ADD CONSTRAINT "caseload_place_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "caseload_override" ADD CONSTRAINT "caseload_override_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- By hand from here on: what Prisma's schema cannot say. (A semicolon within a function body is written as \x3B.)

ALTER TABLE "caseload_place" ADD CONSTRAINT "caseload_place_share_check" CHECK ("share" > 0);
ALTER TABLE "staff" ADD CONSTRAINT "staff_caseload_check"
  CHECK ("caseload_share" >= 0 AND "caseload_limit" BETWEEN 0 AND 1000000000000);
ALTER TABLE "caseload_override" ADD CONSTRAINT "caseload_override_act_check"
  CHECK (("act" = 'grant' AND "about" IS NULL AND "until_at" > "from_at") OR ("act" = 'end' AND "about" IS NOT NULL));
ALTER TABLE "caseload_override" ADD CONSTRAINT "caseload_override_clients_check" CHECK ("clients" > 0 AND "share" > 0);

-- The places of those who have clients already: what was, was, whatever the limit. An enrollment's policy knows the cap of
-- its level; a level it does not know weighs as the heaviest it knows. `npm run rebuild` works all of it out from the events.
INSERT INTO "caseload_place"
SELECT e.id, e.agency_id, e.coordinator_id, e.level,
  1000000000000 / COALESCE(
    (SELECT (l -> 'caseload' ->> 'value')::bigint FROM jsonb_array_elements(p.content -> 'levels') AS l WHERE l ->> 'id' = e.level),
    (SELECT min((l -> 'caseload' ->> 'value')::bigint) FROM jsonb_array_elements(p.content -> 'levels') AS l)),
  named.at IS NULL,
  COALESCE(named.at, e.received_at), e.updated_at
FROM "enrollment" AS e
JOIN "staff" AS s ON s.id = e.coordinator_id
JOIN "policy_document" AS p ON p.hash = e.profile_hash
LEFT JOIN LATERAL (
  SELECT max(a.occurred_at) AS at FROM "event" AS a
  WHERE a.enrollment_id = e.id AND a.type = 'CoordinatorAssigned' AND NOT EXISTS (
    SELECT FROM "event" AS v WHERE v.enrollment_id = e.id AND v.type = 'StepVoided' AND v.data ->> 'step' = a.step_id)) AS named ON true
WHERE e.discharged_at IS NULL AND e.ended_at IS NULL;
UPDATE "staff" SET "caseload_share" = used.share
FROM (SELECT staff_id, sum(share)::bigint AS share FROM "caseload_place" WHERE NOT provisional GROUP BY staff_id) AS used
WHERE used.staff_id = "staff".id;

-- Nobody takes more than the limit and the overrides in force let them, and nobody takes a client whose staff file does not
-- (ST-2, ST-4). Whatever writes a place passes here; giving up a place, or part of it, always passes. A provisional place
-- (IN-8) counts for nothing. The staff rows are locked in the order of their ids, as the last rows of a transaction, so that
-- two transfers against each other wait for one another and neither fails. Those who build the read model anew say so
-- ('throughline.rebuilding'): what has happened has happened.
CREATE FUNCTION "caseload_moves"() RETURNS trigger LANGUAGE plpgsql AS E'
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
CREATE TRIGGER "caseload_place_moves" AFTER INSERT OR UPDATE OR DELETE ON "caseload_place"
  FOR EACH ROW EXECUTE FUNCTION "caseload_moves"();

-- What the places add up to is written by them alone, or by who adds them up anew.
CREATE FUNCTION "caseload_is_the_places"() RETURNS trigger LANGUAGE plpgsql AS E'
begin
  if tg_op = ''UPDATE'' and current_setting(''throughline.rebuilding'', true) = ''on'' then return new\x3B end if\x3B
  raise exception ''a caseload is what its places add up to'' using errcode = ''restrict_violation''\x3B
end';
CREATE TRIGGER "staff_caseload_share" BEFORE UPDATE OF "caseload_share" ON "staff" FOR EACH ROW
  WHEN (OLD."caseload_share" <> NEW."caseload_share" AND pg_trigger_depth() = 0) EXECUTE FUNCTION "caseload_is_the_places"();
CREATE TRIGGER "staff_caseload_begins" BEFORE INSERT ON "staff" FOR EACH ROW
  WHEN (NEW."caseload_share" <> 0) EXECUTE FUNCTION "caseload_is_the_places"();
CREATE TRIGGER "caseload_place_no_truncate" BEFORE TRUNCATE ON "caseload_place"
  FOR EACH STATEMENT EXECUTE FUNCTION "caseload_is_the_places"();

-- Overrides are only ever added. One that is given or ended waits for whoever takes a client of that person at the moment.
CREATE FUNCTION "caseload_override_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS
E'begin raise exception ''overrides are append-only'' using errcode = ''restrict_violation''\x3B end';
CREATE TRIGGER "caseload_override_append_only" BEFORE UPDATE OR DELETE ON "caseload_override"
  FOR EACH ROW EXECUTE FUNCTION "caseload_override_is_append_only"();
CREATE TRIGGER "caseload_override_no_truncate" BEFORE TRUNCATE ON "caseload_override"
  FOR EACH STATEMENT EXECUTE FUNCTION "caseload_override_is_append_only"();
CREATE FUNCTION "caseload_override_waits"() RETURNS trigger LANGUAGE plpgsql AS
E'begin perform from staff where id = new.staff_id for no key update\x3B return new\x3B end';
CREATE TRIGGER "caseload_override_waits" BEFORE INSERT ON "caseload_override"
  FOR EACH ROW EXECUTE FUNCTION "caseload_override_waits"();
