-- Who a client is becomes a document with revisions. The columns of the client go on showing the newest one.

-- AlterTable
ALTER TABLE "client" ADD COLUMN     "identity_revision" INTEGER,
ADD COLUMN     "made_for" UUID,
ALTER COLUMN "given_name" DROP NOT NULL,
ALTER COLUMN "family_name" DROP NOT NULL;

-- AlterTable
ALTER TABLE "document" ADD COLUMN     "client_id" UUID;

-- By hand: whoever is a client already becomes revision 1, as they stand now. Who entered them, and when, is not known any more.
CREATE TEMPORARY TABLE "identity_1" AS
SELECT "id", "agency_id",
  json_build_object('staffId', 'system', 'role', 'system', 'agencyId', "agency_id")::jsonb AS "by",
  '{"birthDate":' || coalesce(to_json("birth_date")::text, 'null')
    || ',"birthDateQuality":"' || CASE WHEN "birth_date" IS NULL THEN 'not-collected' ELSE 'full' END
    || '","identifier":[{"system":"agency","value":' || to_json("reference")::text
    || '}],"name":[{"family":' || to_json("family_name")::text || ',"given":' || to_json("given_name")::text
    || ',"use":"official"}],"telecom":[]}' AS "canonical"
FROM "client";

INSERT INTO "document" ("id", "agency_id", "client_id", "kind", "revision", "state", "content", "hash", "created_at",
  "created_by", "updated_at", "updated_by")
SELECT "id", "agency_id", "id", 'identity', 1, 'current', "canonical"::jsonb || '{"source":{"type":"before-revisions"}}',
  encode(sha256(convert_to("canonical", 'UTF8')), 'hex'), now(), "by", now(), "by"
FROM "identity_1";

INSERT INTO "document_revision" ("document_id", "revision", "act", "state", "content", "hash", "actor", "occurred_at",
  "recorded_at", "command_id", "fingerprint")
SELECT d."id", 1, 'record', d."state", d."content", d."hash", d."created_by", d."created_at", d."created_at",
  'before-revisions', ''
FROM "document" d JOIN "identity_1" i ON i."id" = d."id";

DROP TABLE "identity_1";

UPDATE "client" SET "identity_revision" = 1;

-- A referral that waits for Temporal has its file.
UPDATE "client" c SET "made_for" = p."enrollment_id" FROM "pending_step" p
WHERE p."state" = 'waiting' AND p."kind" = 'enroll' AND p."request" ->> 'clientId' = c."id"::text;

ALTER TABLE "client" ALTER COLUMN "identity_revision" SET NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "client_made_for_key" ON "client"("made_for");

-- AddForeignKey
-- By hand: looked at when the transaction ends, since file and document are written one after the other.
ALTER TABLE "client" ADD CONSTRAINT "client_id_identity_revision_fkey" FOREIGN KEY ("id", "identity_revision") REFERENCES "document_revision"("document_id", "revision") ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED;

-- By hand: somebody has a name, and nobody is shown as another without a revision that says who has said so.
ALTER TABLE "client" ADD CONSTRAINT "client_has_a_name" CHECK (coalesce("given_name", "family_name") <> '');
CREATE FUNCTION "client_shows_a_revision"() RETURNS trigger LANGUAGE plpgsql AS
E'begin raise exception ''who a client is changes with a revision of their identity'' using errcode = ''restrict_violation''\x3B end';
CREATE TRIGGER "client_shows_a_revision" BEFORE UPDATE ON "client" FOR EACH ROW
  WHEN ((NEW."id", NEW."agency_id", NEW."reference", NEW."given_name", NEW."family_name", NEW."birth_date")
    IS DISTINCT FROM (OLD."id", OLD."agency_id", OLD."reference", OLD."given_name", OLD."family_name", OLD."birth_date")
    AND NEW."identity_revision" <= OLD."identity_revision")
  EXECUTE FUNCTION "client_shows_a_revision"();
