-- Finding a client by name, number, telephone number or birth date; whom somebody was shown; who is the same person as whom.

-- AlterTable
ALTER TABLE "client" ADD COLUMN     "tokens_made" TEXT;

-- CreateTable
CREATE TABLE "client_token" (
    "agency_id" UUID NOT NULL,
    "token" BIGINT NOT NULL,
    "client_id" UUID NOT NULL,

    CONSTRAINT "client_token_pkey" PRIMARY KEY ("agency_id","token","client_id")
);

-- CreateTable
CREATE TABLE "client_shown" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "actor" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "occasion" TEXT NOT NULL,
    "client_ids" UUID[],

    CONSTRAINT "client_shown_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "client_token_client_id_idx" ON "client_token"("client_id");

-- CreateIndex
CREATE INDEX "client_shown_agency_id_at_id_idx" ON "client_shown"("agency_id", "at", "id");

-- AddForeignKey
ALTER TABLE "client_token" ADD CONSTRAINT "client_token_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "client"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "client_shown" ADD CONSTRAINT "client_shown_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand: whoever changes by what somebody is found makes their tokens anew, or it shows that they are of before.
CREATE FUNCTION "client_tokens_are_of_before"() RETURNS trigger LANGUAGE plpgsql AS
E'begin new.tokens_made = null\x3B return new\x3B end';
CREATE TRIGGER "client_tokens_of_before" BEFORE UPDATE ON "client" FOR EACH ROW
  WHEN (NEW."tokens_made" IS NOT DISTINCT FROM OLD."tokens_made" AND
    (NEW."reference", NEW."given_name", NEW."family_name", NEW."birth_date") IS DISTINCT FROM
    (OLD."reference", OLD."given_name", OLD."family_name", OLD."birth_date"))
  EXECUTE FUNCTION "client_tokens_are_of_before"();

-- By hand: references are compared as people write them, whatever the case, dashes and blanks.
CREATE FUNCTION "reference_key"("reference" TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT regexp_replace(lower("reference"), '[[:space:]\u00A0\u2007\u202F\u2010-\u2015\u2212-]', '', 'g') $$;
CREATE INDEX "client_reference_key_idx" ON "client" ("agency_id", "reference_key"("reference"));

-- By hand: to whom a stranger was shown is never rewritten.
CREATE FUNCTION "client_shown_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS
E'begin raise exception ''who was shown to whom stays on record'' using errcode = ''restrict_violation''\x3B end';
CREATE TRIGGER "client_shown_append_only" BEFORE UPDATE OR DELETE ON "client_shown"
  FOR EACH ROW EXECUTE FUNCTION "client_shown_is_append_only"();
CREATE TRIGGER "client_shown_no_truncate" BEFORE TRUNCATE ON "client_shown"
  FOR EACH STATEMENT EXECUTE FUNCTION "client_shown_is_append_only"();
