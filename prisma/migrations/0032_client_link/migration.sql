-- Files that are held for one person: linked, and parted again. Neither file changes.

-- CreateTable
CREATE TABLE "client_link" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "other_id" UUID NOT NULL,
    "command_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "actor" JSONB NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "linked_at" TIMESTAMPTZ(3) NOT NULL,
    "unlinked_at" TIMESTAMPTZ(3),
    "unlinked_by" JSONB,
    "unlink_reason" TEXT,
    "unlink_command_id" TEXT,
    "unlink_fingerprint" TEXT,

    CONSTRAINT "client_link_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "client_link_agency_id_command_id_key" ON "client_link"("agency_id", "command_id");

-- CreateIndex
CREATE UNIQUE INDEX "client_link_agency_id_unlink_command_id_key" ON "client_link"("agency_id", "unlink_command_id");

-- CreateIndex
CREATE INDEX "client_link_client_id_idx" ON "client_link"("client_id");

-- CreateIndex
CREATE INDEX "client_link_other_id_idx" ON "client_link"("other_id");

-- AddForeignKey
ALTER TABLE "client_link" ADD CONSTRAINT "client_link_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "client"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "client_link" ADD CONSTRAINT "client_link_other_id_fkey" FOREIGN KEY ("other_id") REFERENCES "client"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand: two in their order, so that one pair is one pair; linked once at a time; parted once, whole, and never back in time.
ALTER TABLE "client_link" ADD CONSTRAINT "client_link_of_two" CHECK ("client_id" < "other_id");
ALTER TABLE "client_link" ADD CONSTRAINT "client_link_unlinked_whole" CHECK (
  num_nulls("unlinked_at", "unlinked_by", "unlink_reason", "unlink_command_id", "unlink_fingerprint") IN (0, 5)
  AND ("unlinked_at" IS NULL OR "unlinked_at" >= "linked_at"));
CREATE UNIQUE INDEX "client_link_in_force" ON "client_link"("client_id", "other_id") WHERE "unlinked_at" IS NULL;

-- Both files are of the agency that links them.
CREATE FUNCTION "client_link_within_agency"() RETURNS trigger LANGUAGE plpgsql AS
E'begin
  if (select count(*) from client c where c.id in (new.client_id, new.other_id) and c.agency_id = new.agency_id) <> 2 then
    raise exception ''files of two agencies are not linked'' using errcode = ''restrict_violation''\x3B
  end if\x3B
  return new\x3B
end';
CREATE TRIGGER "client_link_within_agency" BEFORE INSERT ON "client_link"
  FOR EACH ROW EXECUTE FUNCTION "client_link_within_agency"();

-- Nothing is rewritten: a link gets its end, once.
CREATE FUNCTION "client_link_stays"() RETURNS trigger LANGUAGE plpgsql AS
E'begin raise exception ''which files were linked stays on record'' using errcode = ''restrict_violation''\x3B end';
CREATE TRIGGER "client_link_gets_its_end" BEFORE UPDATE ON "client_link" FOR EACH ROW
  WHEN (OLD."unlinked_at" IS NOT NULL OR
    (NEW."id", NEW."agency_id", NEW."client_id", NEW."other_id", NEW."command_id", NEW."reason", NEW."actor", NEW."fingerprint", NEW."linked_at")
    IS DISTINCT FROM
    (OLD."id", OLD."agency_id", OLD."client_id", OLD."other_id", OLD."command_id", OLD."reason", OLD."actor", OLD."fingerprint", OLD."linked_at"))
  EXECUTE FUNCTION "client_link_stays"();
CREATE TRIGGER "client_link_no_delete" BEFORE DELETE ON "client_link"
  FOR EACH ROW EXECUTE FUNCTION "client_link_stays"();
CREATE TRIGGER "client_link_no_truncate" BEFORE TRUNCATE ON "client_link"
  FOR EACH STATEMENT EXECUTE FUNCTION "client_link_stays"();

-- The other files of the same person: whoever is linked with one of them, whichever way round. Most clients have none.
CREATE FUNCTION "files_with"("file" UUID) RETURNS SETOF UUID LANGUAGE sql STABLE AS
'WITH RECURSIVE person(id) AS (
   SELECT file
   UNION
   SELECT CASE WHEN l.client_id = p.id THEN l.other_id ELSE l.client_id END
   FROM person p JOIN client_link l ON (l.client_id = p.id OR l.other_id = p.id) AND l.unlinked_at IS NULL)
 SELECT p.id FROM person p WHERE p.id <> file';
