-- What has changed, for who watches: ids and versions, for an hour. It is no part of the record: not in the log, not in backups,
-- and gone after a crash of the server; whoever watches then reads anew.

-- CreateTable
CREATE UNLOGGED TABLE "change" (
    "id" BIGSERIAL NOT NULL,
    "tx" BIGINT NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "agency_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "thing" TEXT NOT NULL,
    "version" INTEGER,
    "enrollment_id" UUID,
    "staff_id" UUID,
    "audience" TEXT,

    CONSTRAINT "change_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "change_tx_idx" ON "change"("tx");


-- By hand: each is written by the act itself, whatever path it came; what is rolled back was never told.

CREATE FUNCTION "enrollment_is_told"() RETURNS trigger LANGUAGE plpgsql AS
E'begin
  insert into change (agency_id, kind, thing, version, enrollment_id)
    values (new.agency_id, ''enrollment'', new.id::text, new.version, new.id)\x3B
  -- Who had the client sees them no more: that their list is another one is all they are told.
  if tg_op = ''UPDATE'' and old.coordinator_id is distinct from new.coordinator_id and old.coordinator_id is not null then
    insert into change (agency_id, kind, thing, staff_id)
      values (new.agency_id, ''worklist'', old.coordinator_id::text, old.coordinator_id)\x3B
  end if\x3B
  return null\x3B
end';
CREATE TRIGGER "enrollment_told_new" AFTER INSERT ON "enrollment"
  FOR EACH ROW EXECUTE FUNCTION "enrollment_is_told"();
CREATE TRIGGER "enrollment_told" AFTER UPDATE OF "version" ON "enrollment"
  FOR EACH ROW WHEN (OLD."version" IS DISTINCT FROM NEW."version") EXECUTE FUNCTION "enrollment_is_told"();

-- A draft, and what was told in confidence, its author alone. Of staff: that something is new, to them and who looks after hires.
CREATE FUNCTION "document_is_told"() RETURNS trigger LANGUAGE plpgsql AS
E'begin
  if new.enrollment_id is not null then
    insert into change (agency_id, kind, thing, version, enrollment_id, staff_id)
      values (new.agency_id, ''document'', new.id::text, new.revision, new.enrollment_id,
        case when new.kind = ''note'' and (new.state <> ''signed'' or new.content ->> ''confidential'' = ''true'')
          then (new.created_by ->> ''staffId'')::uuid end)\x3B
  elsif new.client_id is not null then
    insert into change (agency_id, kind, thing, version, enrollment_id)
      select new.agency_id, ''document'', new.id::text, new.revision, e.id from enrollment e where e.client_id = new.client_id\x3B
  elsif new.about_staff_id is not null or new.kind = ''staff-file'' then
    insert into change (agency_id, kind, thing, staff_id)
      values (new.agency_id, ''staff'', new.agency_id::text, coalesce(new.about_staff_id, new.id))\x3B
  else
    insert into change (agency_id, kind, thing) values (new.agency_id, ''agency'', new.agency_id::text)\x3B
  end if\x3B
  return null\x3B
end';
CREATE TRIGGER "document_told" AFTER INSERT OR UPDATE OF "revision" ON "document"
  FOR EACH ROW EXECUTE FUNCTION "document_is_told"();

CREATE FUNCTION "notification_is_told"() RETURNS trigger LANGUAGE plpgsql AS
E'begin
  insert into change (agency_id, kind, thing, staff_id, audience)
    values (new.agency_id, ''inbox'', coalesce(new.handed_to, new.staff_id, new.agency_id)::text,
      coalesce(new.handed_to, new.staff_id),
      case when coalesce(new.handed_to, new.staff_id) is null then new.audience end)\x3B
  return null\x3B
end';
CREATE TRIGGER "notification_told" AFTER INSERT OR UPDATE OF "read_at", "staff_id", "handed_to" ON "notification"
  FOR EACH ROW EXECUTE FUNCTION "notification_is_told"();

CREATE FUNCTION "pending_step_is_told"() RETURNS trigger LANGUAGE plpgsql AS
E'begin
  insert into change (agency_id, kind, thing, enrollment_id)
    values (new.agency_id, ''pending'', new.enrollment_id::text, new.enrollment_id)\x3B
  return null\x3B
end';
CREATE TRIGGER "pending_step_told" AFTER INSERT OR UPDATE OF "state" ON "pending_step"
  FOR EACH ROW EXECUTE FUNCTION "pending_step_is_told"();

-- What the agency has together: who is away, on call, moved, the fund. That something is new there, and no more.
CREATE FUNCTION "agency_is_told"() RETURNS trigger LANGUAGE plpgsql AS
E'begin
  insert into change (agency_id, kind, thing) values (new.agency_id, ''agency'', new.agency_id::text)\x3B
  return null\x3B
end';
CREATE TRIGGER "absence_told" AFTER INSERT OR UPDATE ON "absence"
  FOR EACH ROW EXECUTE FUNCTION "agency_is_told"();
CREATE TRIGGER "on_call_act_told" AFTER INSERT ON "on_call_act"
  FOR EACH ROW EXECUTE FUNCTION "agency_is_told"();
CREATE TRIGGER "reassignment_told" AFTER INSERT OR UPDATE ON "reassignment"
  FOR EACH ROW EXECUTE FUNCTION "agency_is_told"();
CREATE TRIGGER "caseload_override_told" AFTER INSERT ON "caseload_override"
  FOR EACH ROW EXECUTE FUNCTION "agency_is_told"();
CREATE TRIGGER "client_sameness_told" AFTER INSERT ON "client_sameness"
  FOR EACH ROW EXECUTE FUNCTION "agency_is_told"();
CREATE TRIGGER "client_sameness_answer_told" AFTER INSERT ON "client_sameness_answer"
  FOR EACH ROW EXECUTE FUNCTION "agency_is_told"();
CREATE TRIGGER "mis_batch_told" AFTER INSERT OR UPDATE ON "mis_batch"
  FOR EACH ROW EXECUTE FUNCTION "agency_is_told"();
CREATE TRIGGER "fund_entry_told" AFTER INSERT ON "fund_entry"
  FOR EACH ROW EXECUTE FUNCTION "agency_is_told"();
CREATE TRIGGER "monthly_report_told" AFTER INSERT ON "monthly_report"
  FOR EACH ROW EXECUTE FUNCTION "agency_is_told"();

CREATE FUNCTION "transfer_is_told"() RETURNS trigger LANGUAGE plpgsql AS
E'begin
  insert into change (agency_id, kind, thing)
    select agency, ''agency'', agency::text from unnest(array[new.from_agency_id, new.to_agency_id]) as agency\x3B
  return null\x3B
end';
CREATE TRIGGER "transfer_told" AFTER INSERT OR UPDATE OF "state" ON "transfer"
  FOR EACH ROW EXECUTE FUNCTION "transfer_is_told"();

-- Somebody's access has ended, or opens something else: their streams are looked at again.
CREATE FUNCTION "access_is_told"() RETURNS trigger LANGUAGE plpgsql AS
E'begin
  insert into change (agency_id, kind, thing, staff_id)
    select s.agency_id, ''session'', s.id::text, s.id from staff s
    where s.id = case tg_table_name
      when ''staff'' then (to_jsonb(new) ->> ''id'')::uuid
      when ''access_token'' then (to_jsonb(new) ->> ''staff_id'')::uuid
      else (select t.staff_id from access_token t where t.id = (to_jsonb(new) ->> ''token_id'')::uuid) end\x3B
  return null\x3B
end';
CREATE TRIGGER "access_session_told" AFTER UPDATE OF "ended_at" ON "access_session"
  FOR EACH ROW EXECUTE FUNCTION "access_is_told"();
CREATE TRIGGER "access_token_told" AFTER UPDATE OF "revoked_at", "expires_at" ON "access_token"
  FOR EACH ROW EXECUTE FUNCTION "access_is_told"();
CREATE TRIGGER "staff_access_told" AFTER UPDATE OF "active", "role", "on_call" ON "staff"
  FOR EACH ROW EXECUTE FUNCTION "access_is_told"();
